import type { Database, MasterKeys } from '@moderato/database';
import { AppError, type Clock } from '@moderato/domain';
import { inSpan, type Logger } from '@moderato/observability';
import type { Queues } from '@moderato/queues';
import type { IntakeMetrics } from '../intake-metrics.js';
import type { AcceptedComment } from './accept-submission.js';
import { SignsOfAuthors } from './author-signs.js';
import { refusalOf } from './bar-check.js';
import { JobSender } from './job-sender.js';
import { KnownRows } from './known-rows.js';
import { type FlushLimits, SiteFlusher } from './site-flusher.js';
import { type FlushOutcome, writeFlush } from './write-flush.js';

export interface CommentWriterDeps {
  database: Database;
  masterKeys: MasterKeys;
  queues: Pick<Queues, 'enqueue'>;
  clock: Clock;
  log: Logger;
  metrics: IntakeMetrics;
}

export interface CommentWriterLimits extends FlushLimits {
  /** Comments that may wait over all sites; more are refused. */
  maxWaiting: number;
}

/** A comment that is committed. */
export type WrittenComment = Exclude<FlushOutcome, { kind: 'refused' }>;

/** Records comments: what it resolves is committed in Postgres, and its job is on the way. */
export class CommentWriter {
  readonly #flushers = new Map<string, SiteFlusher>();
  readonly #known: KnownRows;
  readonly #signsOf: SignsOfAuthors;
  readonly #deps: CommentWriterDeps;
  readonly #limits: CommentWriterLimits;
  readonly #jobs: JobSender;
  #waiting = 0;

  constructor(deps: CommentWriterDeps, limits: CommentWriterLimits) {
    this.#deps = deps;
    this.#limits = limits;
    this.#known = new KnownRows(deps.masterKeys);
    this.#signsOf = new SignsOfAuthors(deps.masterKeys);
    this.#jobs = new JobSender(deps);
  }

  /**
   * Rejects with `unavailable` when too many wait, or Postgres is away, and with `author_suspended` or `author_banned`:
   * then nothing was accepted.
   */
  async record(siteId: string, comment: AcceptedComment): Promise<WrittenComment> {
    if (this.#waiting >= this.#limits.maxWaiting) throw new AppError('unavailable', { retryAfterSeconds: 1 });
    this.#waiting++;
    const outcome = await this.#flusherOf(siteId).add(comment);
    if (outcome.kind === 'refused') throw refusalOf(outcome.bar);
    return outcome;
  }

  /** Sends the jobs that are still gathered; for a service that stops, once its requests are answered. */
  close(): Promise<void> {
    return this.#jobs.close();
  }

  #flusherOf(siteId: string): SiteFlusher {
    let flusher = this.#flushers.get(siteId);
    if (!flusher) {
      const write = (comments: AcceptedComment[]) =>
        inSpan('flush-comments', { kind: 'producer' }, () => this.#write(siteId, comments));
      flusher = new SiteFlusher(write, this.#limits, {
        settled: (count) => {
          this.#waiting -= count;
        },
        idle: () => this.#flushers.delete(siteId),
      });
      this.#flushers.set(siteId, flusher);
    }
    return flusher;
  }

  async #write(siteId: string, comments: AcceptedComment[]): Promise<FlushOutcome[]> {
    const { database, masterKeys, clock, metrics } = this.#deps;
    const startedAt = performance.now();
    const { flushId, written } = await writeFlush(
      { database, known: this.#known, masterKeys, signsOf: this.#signsOf, clock },
      siteId,
      comments,
    );
    const pending = written.filter(({ kind }) => kind === 'new' || kind === 'edited');
    metrics.flushed(comments.length, pending.length, performance.now() - startedAt);
    if (pending.length > 0) this.#jobs.add(siteId, flushId, pending.length);
    return written;
  }
}
