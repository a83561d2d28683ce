import { currentTrace, type Logger } from '@moderato/observability';
import type { Payload, Queues } from '@moderato/queues';
import type { IntakeMetrics } from '../intake-metrics.js';

export interface JobSenderDeps {
  queues: Pick<Queues, 'enqueue'>;
  log: Logger;
  metrics: Pick<IntakeMetrics, 'enqueueFailed'>;
}

type Job = Payload<'decide-comments'>;

interface Gathering {
  job: Job | undefined;
  timer: NodeJS.Timeout;
}

/** How long the flushes of a busy site are gathered into one job: a job costs as much as writing ten comments. */
const gatherMs = 10;
/** A gathered job goes before it names more than this. */
const mostComments = 200;
/** Jobs on their way to the queue at once; more are left to the worker's sweep, so that a dead queue costs no memory. */
const maxSending = 50;

/**
 * Sends a site's flushes to be decided: the first at once, those of the next 10 ms together. Nobody waits for it: the
 * comments are committed, and a job that gets lost here is made again by the worker's sweep.
 */
export class JobSender {
  readonly #sites = new Map<string, Gathering>();
  readonly #deps: JobSenderDeps;
  readonly #sending = new Set<Promise<void>>();

  constructor(deps: JobSenderDeps) {
    this.#deps = deps;
  }

  add(siteId: string, flushId: string, comments: number): void {
    const gathering = this.#sites.get(siteId);
    if (!gathering) {
      this.#send({ siteId, flushIds: [flushId], comments, ...traced() });
      this.#gather(siteId);
      return;
    }
    if (gathering.job && gathering.job.comments + comments > mostComments) {
      this.#send(gathering.job);
      gathering.job = undefined;
    }
    gathering.job ??= { siteId, flushIds: [], comments: 0, ...traced() };
    gathering.job.flushIds.push(flushId);
    gathering.job.comments += comments;
  }

  /** Sends what is gathered, for a service that stops; resolves when all is sent, or could not be. */
  async close(): Promise<void> {
    for (const { job, timer } of this.#sites.values()) {
      clearTimeout(timer);
      if (job) this.#send(job);
    }
    this.#sites.clear();
    await Promise.all(this.#sending);
  }

  #gather(siteId: string): void {
    const timer = setTimeout(() => {
      const job = this.#sites.get(siteId)?.job;
      this.#sites.delete(siteId);
      if (!job) return;
      this.#send(job);
      this.#gather(siteId);
    }, gatherMs);
    this.#sites.set(siteId, { job: undefined, timer });
  }

  #send(job: Job): void {
    const { queues, log, metrics } = this.#deps;
    if (this.#sending.size >= maxSending) {
      metrics.enqueueFailed();
      return;
    }
    const sent = queues
      .enqueue('decide-comments', [job])
      .catch((err: Error) => {
        metrics.enqueueFailed();
        log.warn({ event: 'enqueue.failed', siteId: job.siteId, flushIds: job.flushIds, err });
      })
      .then(() => void this.#sending.delete(sent));
    this.#sending.add(sent);
  }
}

/** A job of several flushes belongs to the trace of the first. */
function traced(): Pick<Job, 'trace'> {
  const trace = currentTrace();
  return trace.traceparent ? { trace } : {};
}
