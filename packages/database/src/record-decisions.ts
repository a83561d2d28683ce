import { type Decision, type EventType, leafHashOfJson, newId } from '@moderato/domain';
import type pg from 'pg';
import { settleAppeals } from './appeals/settle-appeals.js';
import { tellOutcome } from './appeals/tell-outcome.js';
import { applyConsequences } from './apply-consequences.js';
import { boolArray, byteaArray, intArray, jsonArray, textArray, uuidArray } from './binary-arrays.js';
import type { Queryable } from './database.js';
import { holdForReview } from './desk/hold-for-review.js';
import { appendBlock, decisionEntryJson } from './ledger.js';
import { earliestDecisionId } from './queries/comments.js';
import { insertEvents } from './queries/events.js';
import { oweRedecisions, settleRedecisions } from './queries/redecisions.js';
import { claimRevisions } from './queries/undecided.js';
import { resolveReports } from './reports/resolve-reports.js';

/** Decisions written, and whether delivery has something to do now. */
export interface Recorded {
  decisions: Decision[];
  outbox: boolean;
}

const isSevere = ({ findings }: Decision): boolean => findings.some(({ severity }) => severity === 'severe');

const mustBeReported = (decision: Decision): boolean =>
  decision.outcome === 'reject' || (decision.outcome === 'review' && isSevere(decision));

/**
 * Writes automatic decisions on revisions that this transaction has claimed, with the salted hashes of their texts:
 * decision, findings, outbox and one block of the chain.
 */
export async function recordClaimed(
  tx: pg.PoolClient,
  siteId: string,
  { decisions, textHashes }: Pick<Batch, 'decisions' | 'textHashes'>,
  at: Date,
): Promise<Recorded> {
  if (decisions.length === 0) return { decisions: [], outbox: false };
  return record(tx, siteId, { decisions, textHashes, eventType: 'comment.decided', first: true }, at);
}

/**
 * Writes automatic decisions that were made outside of this transaction. Only revisions that are still the newest and
 * still wait are touched, so that one which comes twice, or late, changes nothing the second time.
 */
export async function recordAutomaticDecisions(
  tx: pg.PoolClient,
  siteId: string,
  decisions: Decision[],
  at: Date,
): Promise<Recorded> {
  const claimed = await claimRevisions(
    tx,
    siteId,
    decisions.map(({ commentId, revision }) => [commentId, revision]),
  );
  const { rows } = await tx.query<{ id: string; revision: number; text_hash: Buffer }>(
    'select id, revision, text_hash from comment where site_id = $1 and id = any($2::uuid[])',
    [siteId, claimed.map(([id]) => id)],
  );
  const newest = new Map(rows.map((row) => [row.id, row]));
  const textHashes = new Map<string, Buffer>();
  const won = decisions.filter(({ commentId, revision }) => {
    const comment = newest.get(commentId);
    if (comment?.revision !== revision || textHashes.has(commentId)) return false;
    textHashes.set(commentId, comment.text_hash);
    return true;
  });
  return recordClaimed(tx, siteId, { decisions: won, textHashes }, at);
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
  const { rows } = await tx.query<{ withdrawn: boolean; revision: number; text_hash: Buffer }>(
    `select fixed_status is not distinct from 'withdrawn' as withdrawn, revision, text_hash from comment
     where site_id = $1 and id = $2 for update`,
    [siteId, decision.commentId],
  );
  const comment = rows[0];
  if (!comment || comment.withdrawn || comment.revision !== decision.revision) return null;
  const newest = await findNewestDecision(tx, siteId, decision.commentId);
  if (newest?.revision !== decision.revision || newest.id !== seenDecisionId) return null;
  await settleRedecisions(tx, siteId, [decision.commentId]);
  // Before the chain is locked: whoever decides an appeal locks in that order.
  const settled = await settleAppeals(tx, siteId, { decision, moderatorId }, at);
  const textHashes = new Map([[decision.commentId, comment.text_hash]]);
  const batch: Batch = { decisions: [decision], textHashes, eventType: 'comment.overruled', moderatorId };
  const recorded = await record(tx, siteId, batch, at);
  const resolved = await resolveReports(tx, siteId, decision, at);
  const actor = `moderator:${moderatorId}`;
  const told = settled.length > 0 && (await tellOutcome(tx, siteId, settled, { actor, at }));
  return { ...recorded, outbox: recorded.outbox || resolved || told };
}

async function findNewestDecision(
  db: Queryable,
  siteId: string,
  commentId: string,
): Promise<{ id: string; revision: number } | undefined> {
  // Heights order what clocks of several machines cannot.
  const { rows } = await db.query<{ id: string; revision: number }>(
    `select id, revision from decision where site_id = $1 and comment_id = $2 and id >= $3
     order by block_height desc, block_index desc limit 1`,
    [siteId, commentId, earliestDecisionId([commentId])],
  );
  return rows[0];
}

interface Batch {
  decisions: Decision[];
  textHashes: Map<string, Buffer>;
  eventType: EventType;
  moderatorId?: string;
  /** Nothing was decided on these revisions before. */
  first?: boolean;
  /** Comments that the report address has heard of already. */
  reportedBefore?: Set<string>;
}

/** Decisions with all that follows from them; who may decide is the caller's business. */
export async function record(tx: pg.PoolClient, siteId: string, batch: Batch, at: Date): Promise<Recorded> {
  const { decisions, eventType } = batch;
  // Once for all who store, send or hash it.
  const documents = decisions.map((decision) => JSON.stringify(decision));
  const reported = eventType === 'comment.decided' ? decisions.filter(mustBeReported) : [];
  await holdForReview(tx, siteId, batch);
  await oweRedecisions(tx, siteId, decisions, at);
  await insertFindings(tx, siteId, decisions);
  const deliveries = await insertEvents(
    tx,
    siteId,
    decisions.map((data, i) => ({ type: eventType, data, json: documents[i] as string })),
    at,
  );
  await insertReportItems(
    tx,
    siteId,
    reported.filter(({ commentId }) => !batch.reportedBefore?.has(commentId)),
    at,
  );
  const hashes = decisions.map(({ commentId }) => batch.textHashes.get(commentId) as Buffer);
  const leaves = documents.map((document, i) => leafHashOfJson(decisionEntryJson(document, hashes[i] as Buffer)));
  await appendBlock(tx, siteId, leaves, at, (height) =>
    insertDecisions(tx, siteId, batch, { documents, hashes, height, at }),
  );
  const told = await applyConsequences(tx, siteId, batch, at);
  return { decisions, outbox: deliveries > 0 || reported.length > 0 || told };
}

interface Rows {
  documents: string[];
  hashes: Buffer[];
  height: number;
  at: Date;
}

async function insertDecisions(
  tx: Queryable,
  siteId: string,
  { decisions, moderatorId }: Batch,
  { documents, hashes, height, at }: Rows,
): Promise<void> {
  await tx.query({
    name: 'insert-decisions',
    text: `insert into decision (id, site_id, comment_id, revision, decided_by, outcome, document, text_hash, moderator_id,
       degraded, block_height, block_index, decided_at)
     select d.id, $1, d.comment_id, d.revision, $2, d.outcome, d.document, d.text_hash, $3, d.degraded, $4,
       d.position - 1, $5
     from unnest($6::uuid[], $7::uuid[], $8::int[], $9::text[], $10::json[], $11::bytea[], $12::bool[])
       with ordinality as d(id, comment_id, revision, outcome, document, text_hash, degraded, position)`,
    values: [
      siteId,
      moderatorId ? 'moderator' : 'rules',
      moderatorId ?? null,
      height,
      at,
      uuidArray(decisions.map((d) => d.id)),
      uuidArray(decisions.map((d) => d.commentId)),
      intArray(decisions.map((d) => d.revision)),
      textArray(decisions.map((d) => d.outcome)),
      jsonArray(documents),
      byteaArray(hashes),
      boolArray(decisions.map((d) => d.degraded.length > 0)),
    ],
  });
}

async function insertFindings(tx: Queryable, siteId: string, decisions: Decision[]): Promise<void> {
  const rows = decisions.flatMap((decision) =>
    decision.findings.map((finding, position) => ({ decision, finding, position })),
  );
  if (rows.length === 0) return;
  await tx.query({
    name: 'insert-findings',
    text: `insert into finding (decision_id, site_id, position, rule, clause_id, guidelines_version, severity, confidence, target)
     select f.decision_id, $1, f.position, f.rule, f.clause_id, f.version, f.severity, f.confidence, f.target
     from unnest($2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::int[], $7::text[], $8::real[], $9::text[])
       as f(decision_id, position, rule, clause_id, version, severity, confidence, target)`,
    values: [
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
  });
}

async function insertReportItems(tx: Queryable, siteId: string, decisions: Decision[], at: Date): Promise<void> {
  if (decisions.length === 0) return;
  await tx.query({
    name: 'insert-report-items',
    text: `insert into report_item (id, site_id, comment_id, revision, decision_id, severe, created_at)
     select r.id, $1, r.comment_id, r.revision, r.decision_id, r.severe, $2
     from unnest($3::uuid[], $4::uuid[], $5::int[], $6::uuid[], $7::bool[])
       as r(id, comment_id, revision, decision_id, severe)`,
    values: [
      siteId,
      at,
      decisions.map(() => newId(at)),
      decisions.map((d) => d.commentId),
      decisions.map((d) => d.revision),
      decisions.map((d) => d.id),
      decisions.map(isSevere),
    ],
  });
}
