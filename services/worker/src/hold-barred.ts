import type { Hold } from '@moderato/database';
import type { Finding, Judgement, Policy } from '@moderato/domain';

const sharing = { email: 'the e-mail address', ip: 'the IP address', name: 'a name that looks like that' };

function reasonOf({ sign, kind, author, until }: Hold): string {
  const state = kind === 'ban' ? 'banned' : 'suspended';
  if (sign) return `Comes under ${sharing[sign]} of the author “${author}”, who is ${state}. It may be somebody else.`;
  if (kind === 'proposed_ban') return 'A ban of its author waits for somebody to confirm or dismiss it.';
  const end = until ? ` until ${until.toISOString()}` : '';
  return `Its author is ${state}${end}, and the site holds what such authors write.`;
}

/** What was judged, held for review where who wrote it asks for that; what is rejected anyway stays so. */
export function heldBack(judgement: Judgement, hold: Hold | undefined, policy: Policy | null): Judgement {
  if (!hold) return judgement;
  const posted = policy?.clauses.find(({ kind }) => kind === 'ban');
  const finding: Finding = {
    rule: hold.sign ? 'ban-evasion' : 'barred-author',
    // Bans are a setting beside the text: where it does not speak of them there is nothing to quote.
    clause: posted
      ? { id: posted.id, text: posted.text, start: posted.start, end: posted.end }
      : { id: 'site-bans', text: '', start: 0, end: 0 },
    severity: 'mild',
    confidence: 1,
    target: 'none',
    spans: [],
    explanation: reasonOf(hold),
  };
  return {
    ...judgement,
    outcome: judgement.outcome === 'reject' ? 'reject' : 'review',
    findings: [...judgement.findings, finding],
  };
}
