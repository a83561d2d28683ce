import { type Decision, passingReasons } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';
import { earliestDecisionId } from './comments.js';
import { type PendingRevision, type RevisionRow, revisionOf } from './revisions.js';

/** Engine, model and guidelines of a decision: the same three would decide the same again. */
export const madeBy = ({ engine, guidelines }: Pick<Decision, 'engine' | 'guidelines'>): string =>
  `${engine.version} ${engine.model ?? '-'} ${guidelines.version}`;

/** Notes those decisions that are to be made again once what was missing is back. Nothing to do in healthy times. */
export async function oweRedecisions(tx: Queryable, siteId: string, decisions: Decision[], at: Date): Promise<void> {
  const owed = decisions.filter((d) => d.decidedBy === 'rules' && passingReasons(d.degraded).length > 0);
  if (owed.length === 0) return;
  await tx.query(
    `insert into redecision (site_id, comment_id, revision, decision_id, reasons, made_by, due_at)
     select $1, r.comment_id, r.revision, r.decision_id, string_to_array(r.reasons, ' '), r.made_by, $2
     from unnest($3::uuid[], $4::int[], $5::uuid[], $6::text[], $7::text[])
       as r(comment_id, revision, decision_id, reasons, made_by)
     on conflict (site_id, comment_id) do update set revision = excluded.revision,
       decision_id = excluded.decision_id, reasons = excluded.reasons, made_by = excluded.made_by, tries = 0, due_at = $2`,
    [
      siteId,
      at,
      owed.map((d) => d.commentId),
      owed.map((d) => d.revision),
      owed.map((d) => d.id),
      owed.map((d) => passingReasons(d.degraded).join(' ')),
      owed.map(madeBy),
    ],
  );
}

/** A revision whose decision is owed again, and that decision. */
export interface OwedRevision extends PendingRevision {
  seenDecisionId: string;
  reasons: string[];
  tries: number;
}

/**
 * The next `limit` of a site's due redecisions, each comment locked; what others hold is passed over. Debts that are
 * void (edited, withdrawn or overruled since) are struck out, and counted in `void`.
 */
export async function claimRedecisions(
  tx: Queryable,
  siteId: string,
  { at, limit }: { at: Date; limit: number },
): Promise<{ owed: OwedRevision[]; void: number }> {
  const { rows } = await tx.query<
    RevisionRow & { seen_decision_id: string; reasons: string[]; tries: number; standing: boolean }
  >(
    `with due as (
       select comment_id, revision, decision_id, reasons, tries from redecision
       where site_id = $1 and due_at <= $2 order by due_at, comment_id limit $3 for update skip locked)
     select c.id, c.external_id, c.revision, c.received_at, c.body, c.parent, c.language,
       s.external_id as story_external_id, s.url, s.title, s.people,
       due.decision_id as seen_decision_id, due.reasons, due.tries,
       c.revision = due.revision and c.status not in ('pending', 'withdrawn') as standing
     from due join comment c on c.id = due.comment_id and c.site_id = $1
     join story s on s.id = c.story_id and s.site_id = $1
     order by c.id for update of c skip locked`,
    [siteId, at, limit],
  );
  // A statement of its own: what was committed before the locks were won counts.
  const newest = await newestDecisionIds(
    tx,
    siteId,
    rows.map(({ id }) => id),
  );
  const [owed, stale]: [OwedRevision[], string[]] = [[], []];
  for (const row of rows) {
    if (!row.standing || newest.get(row.id) !== row.seen_decision_id) stale.push(row.id);
    else
      owed.push({ ...revisionOf(row), seenDecisionId: row.seen_decision_id, reasons: row.reasons, tries: row.tries });
  }
  await settleRedecisions(tx, siteId, stale);
  return { owed, void: stale.length };
}

async function newestDecisionIds(db: Queryable, siteId: string, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<{ comment_id: string; id: string }>(
    `select distinct on (comment_id) comment_id, id from decision
     where site_id = $1 and comment_id = any($2::uuid[]) and id >= $3
     order by comment_id, block_height desc, block_index desc`,
    [siteId, ids, earliestDecisionId(ids)],
  );
  return new Map(rows.map(({ comment_id, id }) => [comment_id, id]));
}

export async function settleRedecisions(tx: Queryable, siteId: string, commentIds: string[]): Promise<void> {
  if (commentIds.length === 0) return;
  await tx.query('delete from redecision where site_id = $1 and comment_id = any($2::uuid[])', [siteId, commentIds]);
}

/** Tried, and no better: next at `dueAt`, or when engine, model or guidelines are others. */
export async function postponeRedecisions(
  tx: Queryable,
  siteId: string,
  postponed: { commentId: string; madeBy: string; tries: number; dueAt: Date }[],
): Promise<void> {
  if (postponed.length === 0) return;
  await tx.query(
    `update redecision r set tries = p.tries, due_at = p.due_at, made_by = p.made_by
     from unnest($2::uuid[], $3::text[], $4::smallint[], $5::timestamptz[]) as p(comment_id, made_by, tries, due_at)
     where r.site_id = $1 and r.comment_id = p.comment_id`,
    [
      siteId,
      postponed.map((p) => p.commentId),
      postponed.map((p) => p.madeBy),
      postponed.map((p) => p.tries),
      postponed.map((p) => p.dueAt),
    ],
  );
}

/** Makes due what other versions than `versions` decided. Returns how many. */
export async function hastenRedecisions(tx: Queryable, siteId: string, versions: string, at: Date): Promise<number> {
  const { rowCount } = await tx.query(
    'update redecision set due_at = $3, tries = 0 where site_id = $1 and made_by <> $2 and due_at > $3',
    [siteId, versions, at],
  );
  return rowCount ?? 0;
}

export async function listSitesWithRedecisions(database: Database): Promise<string[]> {
  return (await database.acrossSites<{ id: string }>('select id from sites_with_redecisions() as id')).map((r) => r.id);
}

/** Comments over all sites that stand decided in a degraded state that may pass; the count stops at 100,000. */
export async function countHeldDegraded(database: Database): Promise<number> {
  const [row] = await database.acrossSites<{ held: string }>('select held_degraded() as held');
  return Number(row?.held ?? 0);
}
