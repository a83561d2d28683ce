import { type CommentStatus, type Decision, type EventType, leafHash, newId, statusOf } from '@moderato/domain';
import type pg from 'pg';
import type { Queryable } from './database.js';
import { appendBlock, decisionEntry } from './ledger.js';
import { earliestDecisionId } from './queries/comments.js';
import { insertEvents } from './queries/events.js';
import { oweRedecisions, settleRedecisions } from './queries/redecisions.js';

/** Decisions written, and whether delivery has something to do now. */
export interface Recorded {
  decisions: Decision[];
  outbox: boolean;
}

const weightOf = { mild: 0.6, moderate: 0.8, severe: 1 };

/** Where a held comment stands in the queue, 0..1: the worst first. */
export function priorityOf({ findings, probability }: Pick<Decision, 'findings' | 'probability'>): number {
  const weight = Math.max(0.5, ...findings.map(({ severity }) => weightOf[severity]));
  return probability * weight;
}

const mustBeReported = ({ outcome, findings }: Decision): boolean =>
  outcome === 'reject' || (outcome === 'review' && findings.some(({ severity }) => severity === 'severe'));

/**
 * Writes automatic decisions: status, decision, findings, outbox and one block of the chain. Only revisions that are
 * still the newest and still pending are touched, so a job that runs twice, or late, changes nothing the second time.
 */
export async function recordAutomaticDecisions(
  tx: pg.PoolClient,
  siteId: string,
  decisions: Decision[],
  at: Date,
): Promise<Recorded> {
  const { rows } = await tx.query<{ id: string; text_hash: Buffer }>(
    `update comment c set status = d.status, priority = d.priority, decided_at = $2
     from unnest($3::uuid[], $4::int[], $5::text[], $6::real[]) as d(id, revision, status, priority)
     where c.site_id = $1 and c.id = d.id and c.revision = d.revision and c.status = 'pending'
     returning c.id, c.text_hash`,
    [
      siteId,
      at,
      decisions.map((d) => d.commentId),
      decisions.map((d) => d.revision),
      decisions.map((d) => statusOf[d.outcome]),
      decisions.map(priorityOf),
    ],
  );
  const textHashes = new Map(rows.map((row) => [row.id, row.text_hash]));
  const taken = new Set<string>();
  const won = decisions.filter(({ commentId }) => {
    const first = textHashes.has(commentId) && !taken.has(commentId);
    taken.add(commentId);
    return first;
  });
  if (won.length === 0) return { decisions: [], outbox: false };
  return record(tx, siteId, { decisions: won, textHashes, eventType: 'comment.decided' }, at);
}

export interface Overruling {
  decision: Decision;
  moderatorId: string;
  /** The decision that the moderator saw. */
  seenDecisionId: string;
}

/**
 * Writes a moderator's decision over an earlier one. Returns null, and writes nothing, when the comment has since
 * been edited, withdrawn, or decided anew.
 */
export async function recordModeratorDecision(
  tx: pg.PoolClient,
  siteId: string,
  { decision, moderatorId, seenDecisionId }: Overruling,
  at: Date,
): Promise<Recorded | null> {
  const { rows } = await tx.query<{ status: CommentStatus; revision: number; text_hash: Buffer }>(
    'select status, revision, text_hash from comment where site_id = $1 and id = $2 for update',
    [siteId, decision.commentId],
  );
  const comment = rows[0];
  if (!comment || comment.revision !== decision.revision) return null;
  if (comment.status === 'pending' || comment.status === 'withdrawn') return null;
  if ((await findNewestDecisionId(tx, siteId, decision.commentId)) !== seenDecisionId) return null;
  await tx.query('update comment set status = $3, decided_at = $4 where site_id = $1 and id = $2', [
    siteId,
    decision.commentId,
    statusOf[decision.outcome],
    at,
  ]);
  await settleRedecisions(tx, siteId, [decision.commentId]);
  const textHashes = new Map([[decision.commentId, comment.text_hash]]);
  return record(tx, siteId, { decisions: [decision], textHashes, eventType: 'comment.overruled', moderatorId }, at);
}

async function findNewestDecisionId(db: Queryable, siteId: string, commentId: string): Promise<string | null> {
  // Heights order what clocks of several machines cannot.
  const { rows } = await db.query<{ id: string }>(
    `select id from decision where site_id = $1 and comment_id = $2 and id >= $3
     order by block_height desc, block_index desc limit 1`,
    [siteId, commentId, earliestDecisionId([commentId])],
  );
  return rows[0]?.id ?? null;
}

interface Batch {
  decisions: Decision[];
  textHashes: Map<string, Buffer>;
  eventType: EventType;
  moderatorId?: string;
  /** Comments that the report address has heard of already. */
  reportedBefore?: Set<string>;
}

/** Decisions with all that follows from them; the comments' own rows are the caller's. */
export async function record(tx: pg.PoolClient, siteId: string, batch: Batch, at: Date): Promise<Recorded> {
  const { decisions, eventType } = batch;
  const reported = eventType === 'comment.decided' ? decisions.filter(mustBeReported) : [];
  await oweRedecisions(tx, siteId, decisions, at);
  await insertFindings(tx, siteId, decisions);
  const deliveries = await insertEvents(
    tx,
    siteId,
    decisions.map((data) => ({ type: eventType, data })),
    at,
  );
  await insertReportItems(
    tx,
    siteId,
    reported.filter(({ commentId }) => !batch.reportedBefore?.has(commentId)),
    at,
  );
  const leaves = decisions.map((d) => leafHash(decisionEntry(d, batch.textHashes.get(d.commentId) as Buffer)));
  await appendBlock(tx, siteId, leaves, at, (height) => insertDecisions(tx, siteId, batch, height, at));
  return { decisions, outbox: deliveries > 0 || reported.length > 0 };
}

async function insertDecisions(tx: Queryable, siteId: string, batch: Batch, height: number, at: Date): Promise<void> {
  const { decisions, textHashes, moderatorId } = batch;
  await tx.query(
    `insert into decision (id, site_id, comment_id, revision, decided_by, outcome, document, text_hash, moderator_id,
       degraded, block_height, block_index, decided_at)
     select d.id, $1, d.comment_id, d.revision, $2, d.outcome, d.document::json, d.text_hash, $3, d.degraded, $4,
       d.position - 1, $5
     from unnest($6::uuid[], $7::uuid[], $8::int[], $9::text[], $10::text[], $11::bytea[], $12::bool[])
       with ordinality as d(id, comment_id, revision, outcome, document, text_hash, degraded, position)`,
    [
      siteId,
      moderatorId ? 'moderator' : 'rules',
      moderatorId ?? null,
      height,
      at,
      decisions.map((d) => d.id),
      decisions.map((d) => d.commentId),
      decisions.map((d) => d.revision),
      decisions.map((d) => d.outcome),
      decisions.map((d) => JSON.stringify(d)),
      decisions.map((d) => textHashes.get(d.commentId)),
      decisions.map((d) => d.degraded.length > 0),
    ],
  );
}

async function insertFindings(tx: Queryable, siteId: string, decisions: Decision[]): Promise<void> {
  const rows = decisions.flatMap((decision) =>
    decision.findings.map((finding, position) => ({ decision, finding, position })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into finding (decision_id, site_id, position, rule, clause_id, guidelines_version, severity, confidence, target)
     select f.decision_id, $1, f.position, f.rule, f.clause_id, f.version, f.severity, f.confidence, f.target
     from unnest($2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::int[], $7::text[], $8::real[], $9::text[])
       as f(decision_id, position, rule, clause_id, version, severity, confidence, target)`,
    [
      siteId,
      rows.map(({ decision }) => decision.id),
      rows.map(({ position }) => position),
      rows.map(({ finding }) => finding.rule),
      rows.map(({ finding }) => finding.clause.id),
      rows.map(({ decision }) => decision.guidelines.version),
      rows.map(({ finding }) => finding.severity),
      rows.map(({ finding }) => finding.confidence),
      rows.map(({ finding }) => finding.target),
    ],
  );
}

async function insertReportItems(tx: Queryable, siteId: string, decisions: Decision[], at: Date): Promise<void> {
  if (decisions.length === 0) return;
  await tx.query(
    `insert into report_item (id, site_id, comment_id, revision, decision_id, created_at)
     select r.id, $1, r.comment_id, r.revision, r.decision_id, $2
     from unnest($3::uuid[], $4::uuid[], $5::int[], $6::uuid[]) as r(id, comment_id, revision, decision_id)`,
    [
      siteId,
      at,
      decisions.map(() => newId(at)),
      decisions.map((d) => d.commentId),
      decisions.map((d) => d.revision),
      decisions.map((d) => d.id),
    ],
  );
}
