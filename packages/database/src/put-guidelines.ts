import type { GuidelinesState, Policy } from '@moderato/domain';
import type pg from 'pg';
import { recordDraft, recordPublished } from './change-guidelines.js';
import {
  findGuidelines,
  findLiveGuidelines,
  listGuidelines,
  nextGuidelinesVersion,
  type StoredGuidelines,
} from './queries/guidelines.js';

export interface GuidelinesPut {
  state: Extract<GuidelinesState, 'draft' | 'live'>;
  /** Who: `api-key:<id>`, `moderator:<id>`, `cli`. */
  actor: string;
  at: Date;
  /** What is put, under the number that it gets; told the version that is live. May throw: nothing is kept then. */
  policyFor(version: number, live: Policy | null): Policy;
}

export interface PutGuidelines {
  /** The version put, or the one that says the same already. */
  guidelines: StoredGuidelines;
  live: StoredGuidelines | null;
  /** Whether delivery has something to do now. */
  outbox: boolean;
}

/** Keeps a draft, or publishes at once, with the entry on the record. What is live already, or is the newest draft, stays as it is. */
export async function putGuidelines(
  tx: pg.PoolClient,
  siteId: string,
  { state, actor, at, policyFor }: GuidelinesPut,
): Promise<PutGuidelines> {
  const version = await nextGuidelinesVersion(tx, siteId);
  const live = await findLiveGuidelines(tx, siteId);
  const policy = policyFor(version, live?.policy ?? null);
  // Of a page only its guidelines are kept, so what is compared is what was found in it.
  const same = live?.policy.hash === policy.hash ? live : state === 'draft' && (await newestDraft(tx, siteId));
  if (same && same.policy.hash === policy.hash) return { guidelines: same, live, outbox: false };
  if (state === 'draft') {
    return { guidelines: await recordDraft(tx, siteId, policy, { actor, at }), live, outbox: false };
  }
  const { guidelines, outbox } = await recordPublished(tx, siteId, policy, { actor, at });
  return { guidelines, live: guidelines, outbox };
}

/** An editor who saves the same draft again gets the one there is. */
async function newestDraft(tx: pg.PoolClient, siteId: string): Promise<StoredGuidelines | null> {
  const [newest] = await listGuidelines(tx, siteId, { limit: 1, state: 'draft' });
  return newest ? findGuidelines(tx, siteId, newest.version) : null;
}
