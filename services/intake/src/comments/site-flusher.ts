import { AppError } from '@moderato/domain';
import type { AcceptedComment } from './accept-submission.js';
import type { FlushOutcome } from './write-flush.js';

interface Waiting {
  comment: AcceptedComment;
  resolve(written: FlushOutcome): void;
  reject(error: unknown): void;
}

export interface FlushLimits {
  /** How long the first comment waits for company. */
  flushMs: number;
  /** Comments a flush, and so a job. */
  maxRows: number;
  /** Flushes of one site at once. */
  maxFlushes: number;
  /** Comments that must wait before another flush starts beside one in hand: fewer join the one after it. */
  worthAnother: number;
}

export interface FlusherListener {
  /** So many comments were written or refused. */
  settled(count: number): void;
  /** Nothing waits and nothing is being written. */
  idle(): void;
}

/** Postgres' classes for one row's own fault: data exceptions, constraints, and what is too big or too complex. */
const isRowsFault = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|23|54)\w{3}$/.test(error.code);
const isClash = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');

/**
 * Joins the writes of one site's concurrent requests: one transaction some 2 ms after the first of them, or once 200
 * wait. A comment whose external id is being written waits for that to end, so that a later version stays the later.
 */
export class SiteFlusher {
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushes = 0;
  readonly #busy = new Set<string>();
  readonly #write: (comments: AcceptedComment[]) => Promise<FlushOutcome[]>;
  readonly #limits: FlushLimits;
  readonly #listener: FlusherListener;

  constructor(
    write: (comments: AcceptedComment[]) => Promise<FlushOutcome[]>,
    limits: FlushLimits,
    listener: FlusherListener,
  ) {
    this.#write = write;
    this.#limits = limits;
    this.#listener = listener;
  }

  /** Resolves once the comment is committed. */
  add(comment: AcceptedComment): Promise<FlushOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ comment, resolve, reject });
      if (this.#waiting.length >= this.#limits.maxRows) this.#pump();
      else this.#awaitCompany();
    });
  }

  /** While one flush is written, a few comments had better wait for its end: each flush costs as much as ten comments. */
  #mayStart(): boolean {
    const { maxFlushes, worthAnother } = this.#limits;
    return this.#flushes === 0 || (this.#flushes < maxFlushes && this.#waiting.length >= worthAnother);
  }

  #pump(): void {
    while (this.#mayStart() && this.#waiting.length > 0) {
      const batch = this.#take();
      // All that wait are later versions of what is being written: the end of that comes back here.
      if (batch.length === 0) return;
      this.#start(batch);
      if (this.#waiting.length < this.#limits.maxRows) break;
    }
    if (this.#waiting.length > 0 && this.#mayStart()) this.#awaitCompany();
  }

  #awaitCompany(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#pump();
    }, this.#limits.flushMs);
  }

  #start(batch: Waiting[]): void {
    this.#flushes++;
    void this.#flush(batch).finally(() => {
      this.#flushes--;
      this.#listener.settled(batch.length);
      for (const { comment } of batch) this.#busy.delete(comment.externalId);
      if (this.#waiting.length === 0 && this.#flushes === 0) this.#listener.idle();
      else if (!this.#timer || this.#waiting.length >= this.#limits.maxRows) this.#pump();
    });
  }

  #take(): Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    let i = 0;
    for (; i < this.#waiting.length && batch.length < this.#limits.maxRows; i++) {
      const waiting = this.#waiting[i] as Waiting;
      if (this.#busy.has(waiting.comment.externalId)) left.push(waiting);
      else {
        this.#busy.add(waiting.comment.externalId);
        batch.push(waiting);
      }
    }
    this.#waiting = left.concat(this.#waiting.slice(i));
    return batch;
  }

  async #flush(batch: Waiting[]): Promise<void> {
    try {
      const written = await this.#writeWithRetry(batch);
      for (const [i, { resolve }] of batch.entries()) resolve(written[i] as FlushOutcome);
    } catch (error) {
      if (isRowsFault(error) && batch.length > 1) await this.#flushSingly(batch);
      else for (const { reject } of batch) reject(isRowsFault(error) ? unwritable(error) : error);
    }
  }

  /** One comment that Postgres refuses must not cost its neighbours their place. */
  async #flushSingly(batch: Waiting[]): Promise<void> {
    for (const waiting of batch) await this.#flush([waiting]);
  }

  async #writeWithRetry(batch: Waiting[]): Promise<FlushOutcome[]> {
    const comments = batch.map(({ comment }) => comment);
    try {
      return await this.#write(comments);
    } catch (error) {
      if (!isClash(error)) throw error;
      return this.#write(comments);
    }
  }
}

const unwritable = (cause: unknown): AppError =>
  new AppError('validation', {
    cause,
    errors: [{ pointer: '', code: 'unwritable', detail: 'holds something that cannot be stored' }],
  });
