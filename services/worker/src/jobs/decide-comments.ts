import {
  type Database,
  JoinedWrites,
  loadPendingRevisions,
  type Recorded,
  recordAutomaticDecisions,
} from '@moderato/database';
import { type Clock, type Decision, newId } from '@moderato/domain';
import { currentTrace, inSpan, type Logger } from '@moderato/observability';
import type { Payload, Queues } from '@moderato/queues';
import { decideRevision, heldJudgement, type Moderate } from '../decide-revision.js';
import type { LivePolicies } from '../live-policies.js';
import type { WorkerMetrics } from '../worker-metrics.js';

export interface DecideDeps {
  database: Database;
  queues: Queues;
  policies: LivePolicies;
  moderate: Moderate;
  clock: Clock;
  log: Logger;
  metrics: WorkerMetrics;
}

type DecideJob = Payload<'decide-comments'>;

/** A batch's comments: few enough that deciding them does not keep the process from its other work for long. */
const commentsAtOnce = 400;
/** One batch is decided while Postgres writes the other. */
const lanes = 2;

/**
 * Decides the revisions of one flush that still wait; running twice changes nothing the second time. Jobs of one site
 * that wait at the same moment share their transactions, for it is the commits that cost.
 */
export function decideComments(deps: DecideDeps): (job: DecideJob) => Promise<void> {
  const joined = new JoinedWrites<DecideJob>((siteId, jobs) => decideJobs(deps, siteId, jobs), {
    most: commentsAtOnce,
    sizeOf: ({ revisions }) => revisions.length,
    lanes,
  });
  return (job) =>
    inSpan(
      'decide-comments',
      { kind: 'consumer', carrier: job.trace ?? {}, attributes: { 'moderato.comments': job.revisions.length } },
      () => joined.add(job.siteId, job),
    );
}

async function decideJobs(deps: DecideDeps, siteId: string, jobs: DecideJob[]): Promise<void> {
  const { database, policies, clock, log, metrics } = deps;
  const started = clock.now().getTime();
  const policy = await policies.of(siteId);
  const revisions = jobs.flatMap((job) => job.revisions);
  const pending = await database.withSite(siteId, (tx) => loadPendingRevisions(tx, siteId, revisions));
  const onFault = (err: unknown) => log.error({ event: 'comment.engine_failed', siteId, err });
  const decisions = pending.map((revision) =>
    decideRevision(revision, { policy, moderate: deps.moderate, at: clock.now(), onFault }),
  );
  const recorded = await recordApart(deps, siteId, decisions);
  await wakeDelivery(deps, siteId, recorded);
  metrics.decided(recorded.decisions, pending, clock.now());
  log.info({
    event: 'comments.decided',
    siteId,
    flushIds: jobs.map(({ flushId }) => flushId),
    asked: revisions.length,
    decided: recorded.decisions.length,
    outcomes: countOutcomes(recorded.decisions),
    durationMs: clock.now().getTime() - started,
  });
}

/** Data that Postgres refuses (SQLSTATE classes 22 and 23); anything else is a fault that another attempt may survive. */
export const isRefusedData = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && /^2[23]/.test(String(error.code));

/** Writes the batch; where one comment spoils it, each alone, so that it holds up no other. */
async function recordApart(
  { database, clock, log }: DecideDeps,
  siteId: string,
  decisions: Decision[],
): Promise<Recorded> {
  const write = (some: Decision[]): Promise<Recorded> =>
    database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, some, clock.now()));
  if (decisions.length === 0) return { decisions: [], outbox: false };
  try {
    return await write(decisions);
  } catch (error) {
    if (!isRefusedData(error)) throw error;
  }
  const all: Recorded = { decisions: [], outbox: false };
  for (const decision of decisions) {
    const recorded = await write([decision]).catch((err: unknown) => {
      if (!isRefusedData(err)) throw err;
      log.error({ event: 'comment.set_apart', siteId, commentId: decision.commentId, err });
      const policy = { ...decision.guidelines };
      return write([{ ...decision, ...heldJudgement(null, 'decision_unwritable'), guidelines: policy }]);
    });
    all.decisions.push(...recorded.decisions);
    all.outbox ||= recorded.outbox;
  }
  return all;
}

/** Tells delivery that there is something to send. */
export async function wakeDelivery(
  { queues, clock, log }: Pick<DecideDeps, 'queues' | 'clock' | 'log'>,
  siteId: string,
  recorded: Pick<Recorded, 'outbox'>,
): Promise<void> {
  if (!recorded.outbox) return;
  try {
    await queues.enqueue('dispatch', [{ siteId, nudgeId: newId(clock.now()), trace: currentTrace() }]);
  } catch (err) {
    // Delivery's own timer finds the outbox a second later.
    log.warn({ event: 'dispatch.not_woken', siteId, err });
  }
}

function countOutcomes(decisions: Decision[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of decisions) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
