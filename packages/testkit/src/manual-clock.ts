import type { Clock } from '@moderato/domain';

/** Time that moves when a test says so. */
export class ManualClock implements Clock {
  #at: number;

  constructor(at: string | Date = '2026-11-23T10:00:00.000Z') {
    this.#at = new Date(at).getTime();
  }

  now(): Date {
    return new Date(this.#at);
  }

  advance(ms: number): Date {
    this.#at += ms;
    return this.now();
  }
}
