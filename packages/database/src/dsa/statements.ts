import { firstIdAt, type TransparencyStatement } from '@moderato/domain';
import type pg from 'pg';
import type { Database, Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { findSite } from '../queries/sites.js';
import { listHeldLong, listRejections, type StatedRestriction, stateHeld, stateRejections } from './restrictions.js';

const atOnce = 500;
const nil = '00000000-0000-0000-0000-000000000000';
const hourMs = 3_600_000;

export async function listSitesWithSubmission(database: Database): Promise<string[]> {
  return (await database.acrossSites<{ id: string }>('select id from sites_with_submission() as id')).map(
    ({ id }) => id,
  );
}

/**
 * Owes the Transparency Database the statements that have become due, a page in one transaction with the mark of how
 * far it has come. The first time it begins with what is decided from then on. Returns whether there may be more.
 */
export async function oweStatements(
  tx: pg.PoolClient,
  masterKeys: MasterKeys,
  { siteId, at }: { siteId: string; at: Date },
): Promise<boolean> {
  const settings = (await findSite(tx, siteId))?.settings.dsa;
  if (!settings?.submission.enabled) return false;
  await tx.query(
    'insert into statement_mark (site_id, below, looked_at) values ($1, $2, $3) on conflict (site_id) do nothing',
    [siteId, firstIdAt(at), at],
  );
  const { rows } = await tx.query<{ below: string }>('select below from statement_mark where site_id = $1 for update', [
    siteId,
  ]);
  const after = rows[0]?.below ?? nil;
  const context = { siteId, masterKeys, settings };
  const before = firstIdAt(new Date(at.getTime() - settings.statements.delayHours * hourMs));
  const rejections = await listRejections(tx, siteId, { after, before, limit: atOnce });
  await insertStatements(tx, siteId, await stateRejections(tx, context, rejections), at);
  const heldBefore = new Date(at.getTime() - settings.statements.holdDays * 24 * hourMs);
  const commentIds = await listHeldLong(tx, siteId, { after: nil, before: heldBefore, limit: atOnce, unstated: true });
  await insertStatements(tx, siteId, await stateHeld(tx, context, { commentIds, before: heldBefore }), at);
  await tx.query('update statement_mark set below = $2, looked_at = $3 where site_id = $1', [
    siteId,
    rejections.at(-1)?.id ?? after,
    at,
  ]);
  return rejections.length === atOnce;
}

async function insertStatements(tx: Queryable, siteId: string, stated: StatedRestriction[], at: Date): Promise<void> {
  if (stated.length === 0) return;
  await tx.query(
    `insert into statement (puid, site_id, comment_id, decision_id, document, next_attempt_at, created_at)
     select n.puid, $1, n.comment_id, n.decision_id, n.document::json, $2, $2
     from unnest($3::text[], $4::uuid[], $5::uuid[], $6::text[]) as n(puid, comment_id, decision_id, document)
     on conflict (puid) do nothing`,
    [
      siteId,
      at,
      stated.map(({ statement }) => statement.puid),
      stated.map(({ commentId }) => commentId),
      stated.map(({ decisionId }) => decisionId),
      stated.map(({ statement }) => JSON.stringify(statement)),
    ],
  );
}

/** A statement that the caller alone may send until its lease ends. */
export interface ClaimedStatement {
  puid: string;
  document: TransparencyStatement;
  /** Tries before this one. */
  attempts: number;
  /** An earlier try may have been stored. */
  uncertain: boolean;
  leasedUntil: Date;
}

/** Until its outcome is recorded a claimed statement counts as one that may have been stored. */
export async function claimStatements(
  tx: Queryable,
  siteId: string,
  { at, leasedUntil, limit }: { at: Date; leasedUntil: Date; limit: number },
): Promise<ClaimedStatement[]> {
  const { rows } = await tx.query<ClaimedStatement>(
    `update statement s set leased_until = $3, attempts = s.attempts + 1, uncertain = true
     from (select puid, uncertain, attempts from statement
           where site_id = $1 and state = 'pending' and next_attempt_at <= $2
             and (leased_until is null or leased_until <= $2)
           order by next_attempt_at, puid limit $4 for update skip locked) due
     where s.puid = due.puid and s.site_id = $1
     returning s.puid, s.document, due.attempts, due.uncertain, s.leased_until as "leasedUntil"`,
    [siteId, at, leasedUntil, limit],
  );
  return rows;
}

export interface StatementOutcome {
  puid: string;
  state: 'pending' | 'accepted' | 'refused';
  uncertain: boolean;
  /** Only of what is still pending. */
  nextAttemptAt: Date | null;
  permalink: string | null;
  problem: unknown;
}

/** Returns how many were written: what another process has claimed meanwhile is left to it. */
export async function recordStatements(
  tx: Queryable,
  siteId: string,
  { outcomes, leasedUntil, at }: { outcomes: StatementOutcome[]; leasedUntil: Date; at: Date },
): Promise<number> {
  const { rowCount } = await tx.query(
    `update statement s set state = n.state, uncertain = n.uncertain, permalink = n.permalink, leased_until = null,
       problem = n.problem::json, next_attempt_at = coalesce(n.next_at, s.next_attempt_at),
       finished_at = case when n.state = 'pending' then null else $3::timestamptz end
     from unnest($4::text[], $5::text[], $6::bool[], $7::timestamptz[], $8::text[], $9::text[])
       as n(puid, state, uncertain, next_at, permalink, problem)
     where s.site_id = $1 and s.puid = n.puid and s.leased_until = $2 and s.state = 'pending'`,
    [
      siteId,
      leasedUntil,
      at,
      outcomes.map((o) => o.puid),
      outcomes.map((o) => o.state),
      outcomes.map((o) => o.uncertain),
      outcomes.map((o) => o.nextAttemptAt),
      outcomes.map((o) => o.permalink),
      outcomes.map((o) => (o.problem === null ? null : JSON.stringify(o.problem))),
    ],
  );
  return rowCount ?? 0;
}
