import type { Decision } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { type LinkPurpose, linkToken, type ReadLink, readLinkToken } from '../signed-links.js';

/** What a link in a report mail does to the comment, once. */
export type ActingOutcome = 'approve' | 'reject';

export const actingLinkDays = 7;
const maxAgeMs = actingLinkDays * 86_400_000;

const purposes: Record<ActingOutcome, LinkPurpose> = {
  approve: { name: 'approve-reported', maxAgeMs },
  reject: { name: 'reject-reported', maxAgeMs },
};

/** Paths below the console's address, good for seven days from `at`, about the decision that the mail tells of. */
export function actingPaths(
  masterKeys: MasterKeys,
  { siteId, decisionId, at }: { siteId: string; decisionId: string; at: Date },
): Record<ActingOutcome, string> {
  const expiresAt = new Date(at.getTime() + maxAgeMs);
  const pathOf = (outcome: ActingOutcome) =>
    `/act/${outcome}/${linkToken(masterKeys, purposes[outcome], { siteId, subject: decisionId }, expiresAt)}`;
  return { approve: pathOf('approve'), reject: pathOf('reject') };
}

/** `subject` of a good one is the id of the decision that it is about. */
export const readActingLink = (masterKeys: MasterKeys, outcome: ActingOutcome, token: string, at: Date): ReadLink =>
  readLinkToken(masterKeys, purposes[outcome], token, at);

/** The decision of that id; null where its month was dropped. */
export async function findDecision(db: Queryable, siteId: string, id: string): Promise<Decision | null> {
  const { rows } = await db.query<{ document: Decision }>(
    'select document from decision where site_id = $1 and id = $2',
    [siteId, id],
  );
  return rows[0]?.document ?? null;
}
