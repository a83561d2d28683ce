import {
  type AuthorSigns,
  type Bar,
  type Barred,
  barsAnybody,
  findBarred,
  listSameComments,
  type Queryable,
  signKey,
} from '@moderato/database';
import { AppError, type EvasionSign, evasionSigns } from '@moderato/domain';
import type { AcceptedComment } from './accept-submission.js';
import type { SignsOfAuthors } from './author-signs.js';

/** What is to become of one comment because of who wrote it. */
export type Treatment = { kind: 'refuse'; bar: Bar } | { kind: 'hold'; bar: Bar; sign: EvasionSign | null };

const noSigns: AuthorSigns = { email: null, ip: null, name: null };

/**
 * Which of a flush's comments are refused or held because their author is barred, or is known by a barred author's
 * signs; by position. Asked in the transaction that writes the flush: a ban that is committed binds at once.
 * What a site sends again unchanged was accepted before, and is no new comment.
 */
export async function checkBars(
  tx: Queryable,
  siteId: string,
  comments: AcceptedComment[],
  { signsOf, at }: { signsOf: SignsOfAuthors; at: Date },
): Promise<Map<number, Treatment>> {
  const treatments = new Map<number, Treatment>();
  if (!(await barsAnybody(tx, siteId, at))) return treatments;
  const signs = comments.map(({ author, enforcement }) =>
    enforcement && enforcement.evasion.length > 0 ? signsOf.of(siteId, author) : noSigns,
  );
  const authors = [...new Set(comments.map(({ author }) => author.externalId))];
  const barred = await findBarred(tx, siteId, { authors, signs, at });
  if (barred.authors.size + barred.signs.size === 0) return treatments;
  for (const [i, comment] of comments.entries()) {
    const treatment = treatmentOf(comment, signs[i] as AuthorSigns, barred);
    if (treatment) treatments.set(i, treatment);
  }
  const refused = [...treatments].filter(([, { kind }]) => kind === 'refuse').map(([i]) => i);
  if (refused.length === 0) return treatments;
  const chosen = refused.map((i) => comments[i] as AcceptedComment);
  const same = await listSameComments(tx, siteId, chosen);
  for (const i of refused) if (same.has((comments[i] as AcceptedComment).externalId)) treatments.delete(i);
  return treatments;
}

function treatmentOf({ author, enforcement }: AcceptedComment, signs: AuthorSigns, barred: Barred): Treatment | null {
  if (!enforcement) return null;
  const bar = barred.authors.get(author.externalId);
  if (bar) {
    const refuse = enforcement.bannedComments === 'refuse' && bar.kind !== 'proposed_ban';
    return refuse ? { kind: 'refuse', bar } : { kind: 'hold', bar, sign: null };
  }
  for (const sign of evasionSigns) {
    const hash = enforcement.evasion.includes(sign) ? signs[sign] : null;
    const other = hash && barred.signs.get(signKey(sign, hash));
    if (other) return { kind: 'hold', bar: other, sign };
  }
  return null;
}

/** What the site is told, in words and with the clause that it can show the author. */
export function refusalOf({ kind, reason, clause, expiresAt }: Bar): AppError {
  const code = kind === 'ban' ? 'author_banned' : 'author_suspended';
  return new AppError(code, { members: { until: expiresAt?.toISOString() ?? null, reason, clause } });
}
