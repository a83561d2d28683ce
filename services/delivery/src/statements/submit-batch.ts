import type { ClaimedStatement, StatementOutcome } from '@moderato/database';
import { SendError } from '@moderato/webhooks';
import { type BatchAnswer, isStoredBefore, type TransparencyDatabase } from './transparency-database.js';

const minuteMs = 60_000;
const longestMs = 6 * 60 * minuteMs;

/** After a minute, then two, four and so on, at most six hours; for ever, since the law sets no end to it. */
const waitMs = (attempts: number): number => Math.min(longestMs, minuteMs * 2 ** Math.min(attempts, 12));

export interface Submitted {
  outcomes: StatementOutcome[];
  /** Whether the database wants to be left alone for a while. */
  stop: boolean;
}

/** Sends claimed statements and says what follows for each; writes nothing. Never rejects. */
export class BatchSubmission {
  readonly #outcomes: StatementOutcome[] = [];
  readonly #api: TransparencyDatabase;
  readonly #at: Date;
  #stop = false;

  constructor(api: TransparencyDatabase, at: Date) {
    this.#api = api;
    this.#at = at;
  }

  async run(claimed: ClaimedStatement[]): Promise<Submitted> {
    let rest = await this.#withoutStored(claimed);
    while (rest.length > 0 && !this.#stop) rest = await this.#send(rest);
    // Not sent any more: as they were before they were claimed.
    for (const one of rest) this.#later(one, { uncertain: one.uncertain, problem: 'not_sent' });
    return { outcomes: this.#outcomes, stop: this.#stop };
  }

  /** Those whose earlier try got no answer are asked for first, for the database takes nothing back. */
  async #withoutStored(claimed: ClaimedStatement[]): Promise<ClaimedStatement[]> {
    const rest: ClaimedStatement[] = [];
    for (const one of claimed) {
      if (!one.uncertain) {
        rest.push(one);
        continue;
      }
      if (this.#stop) {
        this.#later(one, { uncertain: true, problem: 'not_sent' });
        continue;
      }
      const found = await this.#answerTo(() => this.#api.find(one.puid));
      if (found === null) rest.push(one);
      else if ('permalink' in found) this.#accepted(one, found.permalink);
      else {
        this.#later(one, { uncertain: true, problem: 'code' in found ? found.code : `status_${found.status}` });
        this.#stop = true;
      }
    }
    return rest;
  }

  /** Returns what is left to be sent. */
  async #send(batch: ClaimedStatement[]): Promise<ClaimedStatement[]> {
    const answer = await this.#answerTo(() => this.#api.submit(batch.map(({ document }) => document)));
    if (answer instanceof SendError) {
      // Only where no connection stood can nothing of it have been stored.
      for (const one of batch) {
        this.#later(one, { uncertain: answer.stage === 'during' || one.uncertain, problem: answer.code });
      }
      this.#stop = true;
      return [];
    }
    if (answer.kind === 'stored') {
      for (const one of batch) this.#accepted(one, answer.permalinks.get(one.puid) ?? '');
      return [];
    }
    if (answer.kind === 'refused') return this.#sort(batch, answer);
    const uncertain = answer.kind === 'failed';
    const retryAfterMs = 'retryAfterMs' in answer ? answer.retryAfterMs : null;
    for (const one of batch) this.#later(one, { uncertain, problem: `status_${answer.status}`, retryAfterMs });
    this.#stop = true;
    return [];
  }

  /** Nothing of a refused batch is stored: those that are named are out, the others go again. */
  async #sort(batch: ClaimedStatement[], { named }: BatchAnswer & { kind: 'refused' }): Promise<ClaimedStatement[]> {
    const rest: ClaimedStatement[] = [];
    for (const [i, one] of batch.entries()) {
      const fields = named.get(i);
      if (!fields) rest.push(one);
      else if (isStoredBefore(fields)) this.#accepted(one, '');
      else this.#refused(one, fields);
    }
    if (rest.length < batch.length) return rest;
    // Nobody is named: each by itself, and the one that is refused alone is the one.
    if (batch.length > 1) {
      for (const one of batch) {
        if (this.#stop) this.#later(one, { uncertain: one.uncertain, problem: 'not_sent' });
        else await this.#send([one]);
      }
    } else for (const one of batch) this.#refused(one, {});
    return [];
  }

  async #answerTo<T>(ask: () => Promise<T>): Promise<T | SendError> {
    try {
      return await ask();
    } catch (error) {
      return error instanceof SendError ? error : new SendError('during', 'unknown', 0);
    }
  }

  #accepted({ puid }: ClaimedStatement, permalink: string): void {
    const state = 'accepted' as const;
    this.#outcomes.push({
      puid,
      state,
      uncertain: false,
      nextAttemptAt: null,
      permalink: permalink || null,
      problem: null,
    });
  }

  #refused({ puid }: ClaimedStatement, problem: unknown): void {
    const state = 'refused' as const;
    this.#outcomes.push({ puid, state, uncertain: false, nextAttemptAt: null, permalink: null, problem });
  }

  #later(
    { puid, attempts }: ClaimedStatement,
    { uncertain, problem, retryAfterMs = null }: { uncertain: boolean; problem: string; retryAfterMs?: number | null },
  ): void {
    const wait = Math.max(waitMs(attempts), retryAfterMs ?? 0);
    const nextAttemptAt = new Date(this.#at.getTime() + wait);
    this.#outcomes.push({ puid, state: 'pending', uncertain, nextAttemptAt, permalink: null, problem });
  }
}
