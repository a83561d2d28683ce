import type { CommentStatus, Decision, ReportReason, Span } from '@moderato/domain';

/** One comment as a report shows it. No name, e-mail or address of its author. */
export interface ReportedComment {
  commentId: string;
  decision: Pick<Decision, 'outcome' | 'marks' | 'findings' | 'decidedAt' | 'degraded'>;
  /** Null where it was erased or withdrawn since. */
  text: string | null;
  /** Where the comment stands now: a moderator may have been quicker than the mail. */
  status: CommentStatus;
  story: { title: string | null; url: string };
  /** Who told of it: the rules that decided, or readers. */
  source?: 'rules' | 'readers';
  /** What readers say against it, the most frequent first; unset: nobody does. */
  readers?: { reasons: { reason: ReportReason; reports: number }[]; brigading: boolean };
  /** Where a moderator approves or rejects it; absent where mails carry no such links. */
  links?: { approve: string; reject: string };
}

export interface ReportingSite {
  id: string;
  name: string;
  slug: string;
}

export const doneWith = (outcome: Decision['outcome']): string =>
  ({ reject: 'rejected', review: 'held for review', approve: 'approved' })[outcome];

/** What has become of it since, or null where the decision still stands. */
export function sinceThen({ decision, status }: ReportedComment): string | null {
  const stands = { approve: 'approved', review: 'review', reject: 'rejected' }[decision.outcome];
  if (status === stands) return null;
  const words: Record<CommentStatus, string> = {
    pending: 'it was edited and is being decided anew',
    approved: 'it was approved',
    review: 'it was put up for review',
    rejected: 'it was rejected',
    withdrawn: 'it was withdrawn or erased',
  };
  return words[status];
}

/** Every span that a finding or a score points at. */
export const spansOf = ({ decision }: ReportedComment): Span[] => [
  ...decision.findings.flatMap(({ spans }) => spans),
  ...decision.marks,
];

/** The clauses that were not met, each once, with the reasons found under it; the strictest finding first. */
export function clausesOf({ decision }: ReportedComment): { text: string; reasons: string[] }[] {
  const order = { severe: 0, moderate: 1, mild: 2 };
  const clauses = new Map<string, { text: string; reasons: string[] }>();
  for (const finding of decision.findings.toSorted((a, b) => order[a.severity] - order[b.severity])) {
    // The site's own list of words holds it: there is nothing in the text to quote.
    if (finding.clause.text === '') continue;
    const clause = clauses.get(finding.clause.id) ?? { text: finding.clause.text, reasons: [] };
    if (!clause.reasons.includes(finding.explanation)) clause.reasons.push(finding.explanation);
    clauses.set(finding.clause.id, clause);
  }
  return [...clauses.values()];
}

export const linkTo = (consoleUrl: string, commentId: string): string =>
  `${consoleUrl.replace(/\/+$/, '')}/comments/${encodeURIComponent(commentId)}`;

/** `2026-11-23 10:00 UTC`: a time without its zone is none. */
export const timeInWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

export const isWebUrl = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);

/** The two links, worded by what was decided; none where it has been decided otherwise since. */
export function actionsOf(comment: ReportedComment): { label: string; url: string }[] {
  const { links, decision } = comment;
  if (!links || sinceThen(comment)) return [];
  const [reject, approve] = {
    reject: ['Uphold: it stays rejected', 'Overturn: approve it'],
    review: ['Uphold: reject it', 'Overturn: approve it'],
    approve: ['Uphold the report: reject it', 'Overturn the report: it stays approved'],
  }[decision.outcome] as [string, string];
  return [
    { label: reject, url: links.reject },
    { label: approve, url: links.approve },
  ];
}

export const aboutActions =
  'Each of the two opens a page that shows the comment and asks once more; nothing happens before. They work once, for seven days, and ask you to sign in.';

const reasonWords: Record<ReportReason, string> = {
  insult: 'insult',
  hate: 'hate',
  threat: 'threat',
  sexual: 'sexual',
  spam: 'spam',
  privacy: 'privacy',
  falsehood: 'falsehood',
  off_topic: 'off topic',
  illegal: 'illegal',
  other: 'other',
};

/** `12 readers reported it: insult 7, hate 5.`; null where nobody did. */
export function readersInWords({ readers }: ReportedComment): string | null {
  const total = (readers?.reasons ?? []).reduce((sum, { reports }) => sum + reports, 0);
  if (!readers || total === 0) return null;
  const who = total === 1 ? '1 reader reported it' : `${total.toLocaleString('en')} readers reported it`;
  const reasons = readers.reasons.map(
    ({ reason, reports }) => `${reasonWords[reason]} ${reports.toLocaleString('en')}`,
  );
  const doubt = readers.brigading ? ' Many strangers reported it within minutes: perhaps they called each other.' : '';
  return `${who}: ${reasons.join(', ')}.${doubt}`;
}

/** What a mail, or a part of it, says first: without a full stop. */
export const headingOf = ({ source, decision }: ReportedComment): string =>
  source === 'readers' ? 'Readers report a comment' : `A comment was ${doneWith(decision.outcome)}`;
