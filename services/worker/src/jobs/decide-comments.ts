import {
  type ClaimedRevision,
  claimFlushes,
  type Database,
  JoinedWrites,
  loadClaimed,
  nameAuthors,
  noteHolds,
  type Recorded,
  recordAutomaticDecisions,
  recordClaimed,
} from '@moderato/database';
import { type Clock, type Decision, newId, type Policy } from '@moderato/domain';
import { currentTrace, inSpan, type Logger } from '@moderato/observability';
import type { DeskBell, Payload, Queues } from '@moderato/queues';
import { decideRevision, heldJudgement, type Moderate } from '../decide-revision.js';
import type { LivePolicies } from '../live-policies.js';
import type { ShadowComparer } from '../shadow/shadow-comparer.js';
import type { TellContext } from '../tell-context.js';
import type { WorkerMetrics } from '../worker-metrics.js';

export interface DecideDeps {
  database: Database;
  queues: Queues;
  bell: Pick<DeskBell, 'ring'>;
  policies: LivePolicies;
  moderate: Moderate;
  tellContext: TellContext;
  clock: Clock;
  log: Logger;
  metrics: WorkerMetrics;
  shadow: Pick<ShadowComparer, 'offer'>;
}

type DecideJob = Payload<'decide-comments'>;

/** A batch's comments: few enough that deciding them does not keep the process from its other work for long. */
const commentsAtOnce = 200;
/** One batch is decided while Postgres writes the other. */
const lanes = 2;

/**
 * Decides what still waits of a job's flushes; running twice changes nothing the second time. Jobs of one site that
 * wait at the same moment share their transactions, for it is the commits that cost.
 */
export function decideComments(deps: DecideDeps): (job: DecideJob) => Promise<void> {
  const joined = new JoinedWrites<DecideJob>((siteId, jobs) => decideJobs(deps, siteId, jobs), {
    most: commentsAtOnce,
    sizeOf: ({ comments }) => comments,
    lanes,
  });
  return (job) =>
    inSpan(
      'decide-comments',
      { kind: 'consumer', carrier: job.trace ?? {}, attributes: { 'moderato.comments': job.comments } },
      () => joined.add(job.siteId, job),
    );
}

async function decideJobs(deps: DecideDeps, siteId: string, jobs: DecideJob[]): Promise<void> {
  const { clock, log, metrics } = deps;
  const started = clock.now().getTime();
  const { live, shadow } = await deps.policies.deciding(siteId);
  const policy = live?.policy ?? null;
  const flushIds = jobs.flatMap((job) => job.flushIds);
  const { revisions, recorded } = await decideFlushes(deps, {
    siteId,
    policy,
    shadow: shadow?.policy ?? null,
    flushIds,
  });
  await wakeDelivery(deps, siteId, recorded);
  if (recorded.decisions.some(({ outcome }) => outcome === 'review')) deps.bell.ring(siteId);
  // Who wrote it holds a comment under every version: that tells nothing of this one.
  const judged = revisions.filter(({ hold }) => !hold);
  deps.shadow.offer(siteId, shadow, { revisions: judged, decisions: recorded.decisions });
  metrics.decided(recorded.decisions, revisions, clock.now());
  log.info({
    event: 'comments.decided',
    siteId,
    flushes: flushIds.length,
    found: revisions.length,
    decided: recorded.decisions.length,
    outcomes: countOutcomes(recorded.decisions),
    durationMs: clock.now().getTime() - started,
  });
}

interface Decided {
  revisions: ClaimedRevision[];
  recorded: Recorded;
}

/** Claims, decides and writes in one transaction: what another worker or an edit claimed before is not found here. */
async function decideFlushes(
  deps: DecideDeps,
  {
    siteId,
    policy,
    shadow,
    flushIds,
  }: { siteId: string; policy: Policy | null; shadow: Policy | null; flushIds: string[] },
): Promise<Decided> {
  const { database, clock, log } = deps;
  const onFault = (err: unknown) => log.error({ event: 'comment.engine_failed', siteId, err });
  let [revisions, decisions]: [ClaimedRevision[], Decision[]] = [[], []];
  try {
    const recorded = await database.withSite(siteId, async (tx) => {
      revisions = await loadClaimed(tx, siteId, await claimFlushes(tx, siteId, flushIds));
      await nameAuthors(tx, siteId, policy, revisions);
      await deps.tellContext(tx, siteId, [policy, shadow], revisions);
      await noteHolds(tx, siteId, revisions);
      decisions = revisions.map((revision) =>
        decideRevision(revision, { policy, moderate: deps.moderate, at: clock.now(), onFault }),
      );
      const textHashes = new Map(revisions.map(({ commentId, textHash }) => [commentId, textHash]));
      return recordClaimed(tx, siteId, { decisions, textHashes }, clock.now());
    });
    return { revisions, recorded };
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    return { revisions, recorded: await recordApart(deps, siteId, decisions) };
  }
}

/** Data that Postgres refuses (SQLSTATE classes 22 and 23); anything else is a fault that another attempt may survive. */
export const isRefusedData = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && /^2[23]/.test(String(error.code));

/** Writes each decision alone, where one of them spoilt their batch, so that it holds up no other. */
async function recordApart(
  { database, clock, log }: DecideDeps,
  siteId: string,
  decisions: Decision[],
): Promise<Recorded> {
  const write = (decision: Decision): Promise<Recorded> =>
    database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
  const all: Recorded = { decisions: [], outbox: false };
  for (const decision of decisions) {
    const recorded = await write(decision).catch((err: unknown) => {
      if (!isRefusedData(err)) throw err;
      log.error({ event: 'comment.set_apart', siteId, commentId: decision.commentId, err });
      const policy = { ...decision.guidelines };
      return write({ ...decision, ...heldJudgement(null, 'decision_unwritable'), guidelines: policy });
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
