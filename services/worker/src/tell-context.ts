import {
  type CommentFacts,
  listCommentFacts,
  listNamesakes,
  listSameTexts,
  type MasterKeys,
  type PendingRevision,
  type Profile,
  type Queryable,
  type SealedProfile,
  unseal,
} from '@moderato/database';
import type { EarlierComment, Policy, SubmissionContext } from '@moderato/domain';
import { type ContextPart, contextAsked, fingerprintOf } from '@moderato/engine';
import type { Logger } from '@moderato/observability';

type Told = Pick<PendingRevision, 'commentId' | 'submission'>;

/**
 * Tells the engine what the rules of these policies rest on beside the text, from what was stored when the comments
 * came: one statement for each kind, and none for what no rule reads.
 */
export type TellContext = (
  tx: Queryable,
  siteId: string,
  policies: readonly (Policy | null | undefined)[],
  revisions: Told[],
) => Promise<void>;

export const contextTeller =
  (masterKeys: MasterKeys, log: Pick<Logger, 'error'>): TellContext =>
  async (tx, siteId, policies, revisions) => {
    const asked = contextAsked(policies);
    if (asked.size === 0 || revisions.length === 0) return;
    const byId = new Map(revisions.map((revision) => [revision.commentId, revision]));
    const ids = [...byId.keys()];
    const open = opener(masterKeys, (err) => log.error({ event: 'author.unreadable', siteId, err }));
    if (['name', 'staff', 'form', 'terms', 'summary'].some((part) => asked.has(part as ContextPart))) {
      const staffDomains = policies.find(Boolean)?.tuning?.site?.staff?.emailDomains ?? [];
      const facts = await listCommentFacts(tx, siteId, ids, {
        authors: asked.has('form'),
        profiles: asked.has('name'),
        summaries: asked.has('summary'),
      });
      for (const one of facts) tellFacts(byId.get(one.commentId) as Told, one, { asked, open, staffDomains });
    }
    if (asked.has('earlier')) await tellEarlier(tx, siteId, byId);
    if (asked.has('commenters')) {
      const names = new Map<string, string[]>();
      for (const { commentId, author } of await listNamesakes(tx, siteId, ids)) {
        const { name } = open(author);
        if (name) names.set(commentId, [...(names.get(commentId) ?? []), name]);
      }
      for (const [commentId, commenters] of names) addContext(byId.get(commentId) as Told, { commenters });
    }
  };

type Open = (sealed: SealedProfile) => Profile;

/**
 * Each profile is opened once a batch, however many comments of the batch are its author's. One that cannot be read
 * tells nothing, so that it holds up nobody else's comment.
 */
function opener(masterKeys: MasterKeys, onFault: (error: unknown) => void): Open {
  const opened = new Map<string, Profile>();
  return ({ wrappedKey, keyVersion, profile }) => {
    const key = profile.toString('latin1');
    const known = opened.get(key);
    if (known) return known;
    let made: Profile = {};
    try {
      const ownKey = masterKeys.unwrap({ wrapped: wrappedKey, version: keyVersion });
      made = JSON.parse(unseal(ownKey, profile).toString('utf8')) as Profile;
    } catch (error) {
      onFault(error);
    }
    opened.set(key, made);
    return made;
  };
}

const isIn = (domains: readonly string[], email: string | undefined): boolean => {
  const domain = email?.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return domain !== undefined && domains.some((one) => domain === one || domain.endsWith(`.${one}`));
};

interface Telling {
  asked: ReadonlySet<ContextPart>;
  open: Open;
  staffDomains: readonly string[];
}

function tellFacts({ submission }: Told, facts: CommentFacts, { asked, open, staffDomains }: Telling): void {
  const form = facts.form ?? {};
  const { name, email } = facts.author ? open(facts.author) : {};
  const author = { ...submission.author };
  if (asked.has('name') && name !== undefined) author.name = name;
  if (asked.has('staff') && (form.isStaff || isIn(staffDomains, email))) author.isStaff = true;
  if (asked.has('form')) {
    const hasEmail = facts.hasEmail || form.hasEmail;
    if (hasEmail !== undefined) author.hasEmail = hasEmail;
    if (form.missingFields) submission.missingFields = form.missingFields;
  }
  const isTold = form.acceptedTerms === false || facts.acceptedTerms;
  if (asked.has('terms') && isTold) submission.acceptedTerms = facts.acceptedTerms;
  if (Object.keys(author).length > 0) submission.author = author;
  if (asked.has('summary') && facts.summary) submission.story = { ...submission.story, summary: facts.summary };
}

const addContext = ({ submission }: Told, more: SubmissionContext): void => {
  submission.context = { ...submission.context, ...more };
};

async function tellEarlier(tx: Queryable, siteId: string, byId: Map<string, Told>): Promise<void> {
  const earlier = new Map<string, EarlierComment[]>();
  for (const { commentId, comments, ...rest } of await listSameTexts(tx, siteId, [...byId.keys()])) {
    const before = earlier.get(commentId);
    const fingerprint = before?.[0]?.fingerprint ?? fingerprintOf((byId.get(commentId) as Told).submission.body);
    if (fingerprint === null) continue;
    const same = Array.from({ length: comments }, () => ({ fingerprint, ...rest }));
    earlier.set(commentId, before ? [...before, ...same] : same);
  }
  for (const [commentId, same] of earlier) addContext(byId.get(commentId) as Told, { earlier: same });
}
