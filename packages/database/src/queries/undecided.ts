import type { Database, Queryable } from '../database.js';
import { eachById } from './each-by-id.js';

/** Which revision of which comment. */
export type RevisionKey = [commentId: string, revision: number];

/** A flush of intake and those of its revisions that wait to be decided. */
export interface UndecidedFlush {
  flushId: string;
  receivedAt: Date;
  revisions: RevisionKey[];
}

interface Row {
  flush_id: string;
  comment_ids: string[];
  revisions: number[];
  received_at: Date;
}

const flushOf = ({ flush_id, comment_ids, revisions, received_at }: Row): UndecidedFlush => ({
  flushId: flush_id,
  receivedAt: received_at,
  revisions: comment_ids.map((id, i) => [id, revisions[i] as number]),
});

/** Lets revisions wait under their flush, beside those that wait there already. */
export async function addUndecided(
  tx: Queryable,
  siteId: string,
  { flushId, receivedAt, revisions }: UndecidedFlush,
): Promise<void> {
  if (revisions.length === 0) return;
  await tx.query({
    name: 'add-undecided',
    text: `insert into undecided_flush as u (flush_id, site_id, comment_ids, revisions, received_at)
     values ($1, $2, $3, $4, $5) on conflict (flush_id) do update
     set comment_ids = u.comment_ids || excluded.comment_ids, revisions = u.revisions || excluded.revisions`,
    values: [flushId, siteId, revisions.map(([id]) => id), revisions.map(([, revision]) => revision), receivedAt],
  });
}

/** Comments that a flush has let wait. */
export async function listUndecided(db: Queryable, siteId: string, flushId: string): Promise<Set<string>> {
  const { rows } = await db.query<{ comment_ids: string[] }>(
    'select comment_ids from undecided_flush where site_id = $1 and flush_id = $2',
    [siteId, flushId],
  );
  return new Set(rows[0]?.comment_ids);
}

/**
 * Takes flushes out of what waits, for the transaction that decides them: whoever comes second waits for its end and
 * gets nothing. Flushes that are decided already are left out.
 */
export async function claimFlushes(tx: Queryable, siteId: string, flushIds: string[]): Promise<UndecidedFlush[]> {
  // Locked in one order, so that two who want the same flushes cannot wait for each other.
  const { rows } = await tx.query<Row>({
    name: 'claim-flushes',
    text: `with claimed as (
       select flush_id from undecided_flush where site_id = $1 and flush_id = any($2::uuid[]) order by flush_id for update)
     delete from undecided_flush u using claimed where u.flush_id = claimed.flush_id
     returning u.flush_id, u.comment_ids, u.revisions, u.received_at`,
    values: [siteId, flushIds],
  });
  return rows.map(flushOf);
}

/**
 * Takes single revisions out of the flushes that brought them: to decide them alone, or because an edit, a withdrawal
 * or an erasure leaves nothing to decide. Returns those that waited. Whoever locks comments too does so before.
 */
export async function claimRevisions(tx: Queryable, siteId: string, wanted: RevisionKey[]): Promise<RevisionKey[]> {
  const { rows } = await tx.query<Row>(
    `select flush_id, comment_ids, revisions, received_at from undecided_flush
     where site_id = $1 and flush_id in (
       select c.flush_id from ${eachById} (select flush_id from comment where site_id = $1 and id = wanted.id limit 1) c)
     order by flush_id for update`,
    [siteId, wanted.map(([id]) => id)],
  );
  const keys = new Set(wanted.map(([id, revision]) => `${id} ${revision}`));
  const isWanted = ([id, revision]: RevisionKey) => keys.has(`${id} ${revision}`);
  const claimed: RevisionKey[] = [];
  for (const { flushId, revisions } of rows.map(flushOf)) {
    const taken = revisions.filter(isWanted);
    const left = revisions.filter((key) => !isWanted(key));
    if (taken.length > 0) await leaveUndecided(tx, siteId, flushId, left);
    claimed.push(...taken);
  }
  return claimed;
}

async function leaveUndecided(tx: Queryable, siteId: string, flushId: string, left: RevisionKey[]): Promise<void> {
  if (left.length === 0) {
    await tx.query('delete from undecided_flush where site_id = $1 and flush_id = $2', [siteId, flushId]);
    return;
  }
  // Changed in place, so that a worker which waits for the row finds what is left of it.
  await tx.query('update undecided_flush set comment_ids = $3, revisions = $4 where site_id = $1 and flush_id = $2', [
    siteId,
    flushId,
    left.map(([id]) => id),
    left.map(([, revision]) => revision),
  ]);
}

/**
 * Neither the worker nor a moderator has these revisions to decide any more; what readers reported stays before
 * moderators in its new wording. The comments are locked by the caller.
 */
export async function forgetWaiting(tx: Queryable, siteId: string, revisions: RevisionKey[]): Promise<void> {
  if (revisions.length === 0) return;
  // First what the worker may be deciding just now: once this returns, its decision is there to be seen.
  await claimRevisions(tx, siteId, revisions);
  await tx.query(
    `with reported as (
       update held_comment set decided = 0, priority = reported, clause_id = null, unjudged = false
       where site_id = $1 and comment_id = any($2::uuid[]) and reported > 0)
     delete from held_comment where site_id = $1 and comment_id = any($2::uuid[]) and reported = 0`,
    [siteId, revisions.map(([id]) => id)],
  );
}

/**
 * Keeps where comments stand whose decisions have ids from `from` to below `to`, for retention to call, as the owner of
 * the tables, before it drops them. Returns how many.
 */
export async function keepStatuses(owner: Queryable, from: string, to: string): Promise<number> {
  const { rowCount } = await owner.query(
    `update comment c set fixed_status = c.status
     where c.id in (select comment_id from decision where id >= $1 and id < $2) and c.status not in ('pending', 'withdrawn')`,
    [from, to],
  );
  return rowCount ?? 0;
}

/** Flushes of which something still waits although it came before `before`: their jobs were lost, or are slow. */
export async function listWaitingFlushes(
  db: Queryable,
  siteId: string,
  before: Date,
  limit: number,
): Promise<{ flushId: string; comments: number }[]> {
  const { rows } = await db.query<{ flushId: string; comments: number }>(
    `select flush_id as "flushId", cardinality(comment_ids) as comments from undecided_flush
     where site_id = $1 and received_at < $2 order by received_at limit $3`,
    [siteId, before, limit],
  );
  return rows;
}

export async function listSitesWithPendingComments(database: Database, before: Date): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_pending_comments($1) as id', [
    before,
  ]);
  return rows.map(({ id }) => id);
}
