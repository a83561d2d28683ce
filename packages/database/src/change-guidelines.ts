import { type GuidelinesGoal, type GuidelinesState, guidelinesMoves, newId, type Policy } from '@moderato/domain';
import type pg from 'pg';
import { recordActions } from './ledger.js';
import { insertEvents } from './queries/events.js';
import {
  findDecidingGuidelines,
  findGuidelines,
  insertDraft,
  lockGuidelines,
  type StoredGuidelines,
  setGuidelinesState,
} from './queries/guidelines.js';
import { hastenWatch } from './queries/watches.js';

interface Change {
  /** Who: `api-key:<id>`, `moderator:<id>`, `cli`, `watch`. */
  actor: string;
  at: Date;
}

export interface Moved {
  guidelines: StoredGuidelines;
  /** False where it had been moved there before. */
  changed: boolean;
  /** Whether delivery has something to do now. */
  outbox: boolean;
}

/** A draft and its entry on the record. The caller has the version's number from `nextGuidelinesVersion`. */
export async function recordDraft(
  tx: pg.PoolClient,
  siteId: string,
  policy: Policy,
  { actor, at }: Change,
): Promise<StoredGuidelines> {
  const draft = await insertNew(tx, siteId, policy, at);
  const data = { version: policy.version, hash: policy.hash };
  const action = { id: newId(at), kind: 'guidelines.drafted', subjectId: draft.id, actor, data };
  await recordActions(tx, siteId, [action], at);
  return draft;
}

/** Makes `policy` live at once, under the number that `nextGuidelinesVersion` gave it. */
export async function recordPublished(
  tx: pg.PoolClient,
  siteId: string,
  policy: Policy,
  change: Change,
): Promise<Moved> {
  return move(tx, siteId, await insertNew(tx, siteId, policy, change.at), { ...change, to: 'live' });
}

async function insertNew(tx: pg.PoolClient, siteId: string, policy: Policy, at: Date): Promise<StoredGuidelines> {
  const id = newId(at);
  await insertDraft(tx, { id, siteId, policy, at });
  return { id, version: policy.version, state: 'draft', policy, createdAt: at, publishedAt: null };
}

const kinds = { shadow: 'guidelines.shadowed', live: 'guidelines.published', discarded: 'guidelines.discarded' };

/**
 * Moves a version of a site's guidelines, with its entry on the record; the one whose place it takes is retired, or
 * from shadow becomes a draft again. Going live is told to the site. Null where there is no such version; a state
 * where it is in one from which it cannot go there.
 */
export async function moveGuidelines(
  tx: pg.PoolClient,
  siteId: string,
  { version, to, actor, at }: Change & { version: number; to: GuidelinesGoal },
): Promise<Moved | { state: GuidelinesState } | null> {
  await lockGuidelines(tx, siteId);
  const found = await findGuidelines(tx, siteId, version);
  if (!found) return null;
  if (found.state === to) return { guidelines: found, changed: false, outbox: false };
  const from: readonly GuidelinesState[] = guidelinesMoves[to];
  if (!from.includes(found.state)) return { state: found.state };
  return move(tx, siteId, found, { to, actor, at });
}

async function move(
  tx: pg.PoolClient,
  siteId: string,
  found: StoredGuidelines,
  { to, actor, at }: Change & { to: GuidelinesGoal },
): Promise<Moved> {
  const { version, id, policy } = found;
  const before = to === 'discarded' ? null : (await findDecidingGuidelines(tx, siteId))[to];
  if (before) {
    const state = to === 'live' ? 'retired' : 'draft';
    await setGuidelinesState(tx, siteId, { version: before.version, state, at });
  }
  await setGuidelinesState(tx, siteId, { version, state: to, at });
  // What is live now may be what the watched page says: an alarm ends with the look, not a day later.
  if (to === 'live') await hastenWatch(tx, siteId, at);
  const previousVersion = before?.version ?? null;
  const data = { version, hash: policy.hash, ...(to !== 'discarded' && { previousVersion }) };
  const deliveries = to === 'live' ? await insertEvents(tx, siteId, [{ type: 'guidelines.changed', data }], at) : 0;
  await recordActions(tx, siteId, [{ id: newId(at), kind: kinds[to], subjectId: id, actor, data }], at);
  const publishedAt = to === 'live' ? at : found.publishedAt;
  return { guidelines: { ...found, state: to, publishedAt }, changed: true, outbox: deliveries > 0 };
}
