import {
  type BacktestRun,
  type BacktestTally,
  emptyTally,
  firstIdAt,
  type Outcome,
  type Submission,
} from '@moderato/domain';
import type { Database, Queryable } from '../database.js';
import { type RevisionRow, revisionOf } from './revisions.js';

export interface Backtest extends BacktestRun {
  cursor: string;
}

const columns = `id, version, since, until, most, state, cursor, done, total, tally, failure,
  created_at as "createdAt", finished_at as "finishedAt"`;

export interface NewBacktest {
  id: string;
  version: number;
  /** Comments that came from `since` on and before `until`. */
  since: Date;
  until: Date;
  /** Of them the newest, so many. */
  most: number;
  createdBy: string;
  /** Whether the caller leaves its job to the next sweep. */
  forSweep?: boolean;
}

export async function insertBacktest(db: Queryable, siteId: string, backtest: NewBacktest, at: Date): Promise<void> {
  const { id, version, since, until, most, createdBy, forSweep } = backtest;
  // As if it had rested long.
  const touchedAt = forSweep ? new Date(0) : at;
  await db.query(
    `insert into backtest (id, site_id, version, since, until, most, cursor, tally, created_by, created_at, touched_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, siteId, version, since, until, most, firstIdAt(until), JSON.stringify(emptyTally()), createdBy, at, touchedAt],
  );
}

export async function findBacktest(db: Queryable, siteId: string, id: string): Promise<Backtest | null> {
  const { rows } = await db.query<Backtest>(`select ${columns} from backtest where site_id = $1 and id = $2`, [
    siteId,
    id,
  ]);
  return rows[0] ?? null;
}

/** The newest backtest of one version. */
export async function findNewestBacktest(db: Queryable, siteId: string, version: number): Promise<Backtest | null> {
  const { rows } = await db.query<Backtest>(
    `select ${columns} from backtest where site_id = $1 and version = $2 order by id desc limit 1`,
    [siteId, version],
  );
  return rows[0] ?? null;
}

/** Takes up a backtest that is not finished, counting its comments the first time. Null where it is finished. */
export async function startBacktest(tx: Queryable, siteId: string, id: string, at: Date): Promise<Backtest | null> {
  const { rows } = await tx.query<Backtest>(
    `update backtest b set state = 'running', touched_at = $3, total = coalesce(b.total, (
       select count(*)::int from (
         select 1 from comment c where c.site_id = $1 and c.id >= $4 and c.id < b.cursor limit b.most) counted))
     where b.site_id = $1 and b.id = $2 and b.state in ('queued', 'running') returning ${columns}`,
    [siteId, id, at, await firstIdOf(tx, siteId, id)],
  );
  return rows[0] ?? null;
}

async function firstIdOf(db: Queryable, siteId: string, id: string): Promise<string> {
  const { rows } = await db.query<{ since: Date }>('select since from backtest where site_id = $1 and id = $2', [
    siteId,
    id,
  ]);
  return firstIdAt(rows[0]?.since ?? new Date(0));
}

/** A past comment with what stands decided about it. */
export interface PastComment {
  commentId: string;
  submission: Submission;
  /** Null where there is no text to decide, or nothing was decided. */
  standing: { decisionId: string | null; outcome: Outcome; byModerator: boolean } | null;
}

type PastRow = RevisionRow & { decision_id: string | null; outcome: Outcome | null; by_moderator: boolean };

/** The next page before `cursor`, newest first: the least that its index must read. */
export async function listPastComments(
  db: Queryable,
  siteId: string,
  { since, cursor, limit }: { since: Date; cursor: string; limit: number },
): Promise<PastComment[]> {
  const { rows } = await db.query<PastRow>({
    name: 'list-past-comments',
    text: `select c.id, c.external_id, c.revision, c.received_at, c.body, c.parent, c.language,
       s.external_id as story_external_id, s.url, s.title, s.people, d.id as decision_id,
       coalesce(d.decided_by = 'moderator', false) as by_moderator,
       coalesce(d.outcome, case c.fixed_status when 'approved' then 'approve' when 'rejected' then 'reject'
         when 'review' then 'review' end) as outcome
     from (select id, external_id, story_id, revision, received_at, body, parent, language, fixed_status from comment
           where site_id = $1 and id >= $2 and id < $3 order by id desc limit $4) c
     join story s on s.id = c.story_id and s.site_id = $1
     left join lateral (
       select d.id, d.outcome, d.decided_by from decision d
       where d.site_id = $1 and d.comment_id = c.id and d.revision = c.revision and d.id >= earliest_decision_id(c.id)
       order by d.block_height desc, d.block_index desc limit 1) d on true
     order by c.id desc`,
    values: [siteId, firstIdAt(since), cursor, limit],
  });
  return rows.map((row) => {
    const decided = row.outcome !== null && row.body !== null;
    const { commentId, submission } = revisionOf(row);
    const standing = { decisionId: row.decision_id, outcome: row.outcome as Outcome, byModerator: row.by_moderator };
    return { commentId, submission, standing: decided ? standing : null };
  });
}

/** The words of the clauses that each decision cites. */
export async function listCitedClauses(
  db: Queryable,
  siteId: string,
  decisionIds: string[],
): Promise<Map<string, string[]>> {
  if (decisionIds.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; words: string[] }>(
    `select d.id, array(select coalesce(nullif(f->'clause'->>'text', ''), f->'clause'->>'id')
       from json_array_elements(d.document->'findings') f) as words
     from decision d where d.site_id = $1 and d.id = any($2::uuid[])`,
    [siteId, decisionIds],
  );
  return new Map(rows.map(({ id, words }) => [id, words]));
}

export interface BacktestStep {
  id: string;
  /** Where the step began: it is written only if nobody has gone on from there. */
  from: string;
  cursor: string;
  done: number;
  tally: BacktestTally;
  finished: boolean;
}

/** Writes how far a backtest has come together with what it counted. False where somebody else went on from there. */
export async function saveBacktestStep(
  tx: Queryable,
  siteId: string,
  { id, from, cursor, done, tally, finished }: BacktestStep,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update backtest set cursor = $4, done = $5, tally = $6, touched_at = $7::timestamptz,
       state = case when $8 then 'done' else state end, finished_at = case when $8 then $7::timestamptz end
     where site_id = $1 and id = $2 and cursor = $3 and state = 'running'`,
    [siteId, id, from, cursor, done, JSON.stringify(tally), at, finished],
  );
  return rowCount === 1;
}

export async function failBacktest(tx: Queryable, siteId: string, id: string, why: string, at: Date): Promise<void> {
  await tx.query(
    `update backtest set state = 'failed', failure = $3, finished_at = $4, touched_at = $4
     where site_id = $1 and id = $2 and state in ('queued', 'running')`,
    [siteId, id, why, at],
  );
}

/** Unfinished backtests of all sites that have not come on since `before`: their jobs were lost. */
export function listRestingBacktests(
  database: Database,
  before: Date,
): Promise<{ siteId: string; backtestId: string }[]> {
  return database.acrossSites('select site_id as "siteId", backtest_id as "backtestId" from resting_backtests($1)', [
    before,
  ]);
}
