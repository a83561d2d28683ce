import type { JournalEntry, JournalShelf } from './journal-entry.js';

/** How a try to send ended: on record, refused for good, or not known, to be tried again. */
export type Sent = { kind: 'recorded' } | { kind: 'refused'; error: unknown } | { kind: 'unknown' };

export interface JournalParts {
  shelf: JournalShelf;
  now(): number;
  /** Sends entries of one group, in their order; the answers likewise. Never rejects. */
  send(entries: JournalEntry[]): Promise<Sent[]>;
  /** Sends while the page goes away: nothing is waited for. */
  sendLast(entries: JournalEntry[]): void;
  onRefused(entry: JournalEntry, error: unknown): void;
  onRecorded(entries: JournalEntry[]): void;
}

export interface JournalState {
  /** Not sent yet, oldest first: these can still be undone. */
  open: JournalEntry[];
  /** Due, and not known to be on record. */
  unsent: JournalEntry[];
}

/** How many of a group go in one request. */
const together = 25;
/** After this long past its time an entry of another page is taken to be left behind. */
const leftBehindMs = 15_000;
const firstRetryMs = 2_000;
const longestRetryMs = 30_000;

/**
 * Decisions between the key and the record. Each rests here until its time to undo is over, then is sent until an answer
 * comes; it is on the shelf from the first moment, so that neither a crash nor a lost connection loses it. Sending twice
 * is safe: the console answers the second as the first.
 */
export class Journal {
  readonly #parts: JournalParts;
  readonly #listeners = new Set<() => void>();
  #entries: JournalEntry[] = [];
  #state: JournalState = { open: [], unsent: [] };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending = false;
  #retryMs = firstRetryMs;
  #notBefore = 0;

  constructor(parts: JournalParts) {
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): JournalState => this.#state;

  /** Ids of decisions that are dealt with here or on another page of the same moderator. */
  decidedElsewhere(): Set<string> {
    return new Set(this.#parts.shelf.others().map(({ decisionId }) => decisionId));
  }

  add(entries: JournalEntry[]): void {
    this.#change([...this.#entries, ...entries]);
  }

  /** Takes the newest group back that is not being sent; returns what it held. */
  undo(): JournalEntry[] {
    const newest = this.#state.open.at(-1);
    if (!newest) return [];
    const taken = this.#state.open.filter(({ group }) => group === newest.group);
    this.#change(this.#entries.filter((entry) => !taken.includes(entry)));
    return taken;
  }

  /** Tries at once what waits for another try: the connection is back. */
  retryNow(): void {
    this.#notBefore = 0;
    this.#retryMs = firstRetryMs;
    this.look();
  }

  /** The page goes away. What is sent now stays on the shelf until some page hears that it is on record. */
  leave(): void {
    const now = this.#parts.now();
    // Sent first: the browser may give what is left of the page no time for more.
    if (this.#entries.length > 0) this.#parts.sendLast(this.#entries);
    this.#change(this.#entries.map((entry) => ({ ...entry, dueAt: Math.min(entry.dueAt, now) })));
  }

  /** Sends all at once, ahead of its time; resolves when each was tried. */
  async flush(): Promise<void> {
    const now = this.#parts.now();
    this.#change(this.#entries.map((entry) => ({ ...entry, dueAt: Math.min(entry.dueAt, now) })));
    await this.#sendDue();
  }

  /** Looks what is due, here and among what other pages left behind. */
  look(): void {
    const left = this.#parts.shelf.takeOverdue(this.#parts.now() - leftBehindMs);
    this.#change([...this.#entries, ...left]);
    void this.#sendDue();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #change(entries: JournalEntry[]): void {
    this.#entries = entries;
    this.#parts.shelf.write(entries);
    const now = this.#parts.now();
    this.#state = {
      open: entries.filter(({ dueAt }) => dueAt > now),
      unsent: entries.filter(({ dueAt }) => dueAt <= now),
    };
    this.#plan();
    for (const listener of this.#listeners) listener();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#entries.length === 0) return;
    const next = Math.min(...this.#entries.map(({ dueAt }) => dueAt));
    const at = Math.max(next, this.#notBefore);
    this.#timer = setTimeout(() => this.look(), Math.max(0, at - this.#parts.now()) + 1);
  }

  async #sendDue(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#parts.now() >= this.#notBefore) {
        const batch = this.#nextBatch();
        if (batch.length === 0) return;
        this.#settle(batch, await this.#parts.send(batch));
      }
    } finally {
      this.#sending = false;
      this.#plan();
    }
  }

  #nextBatch(): JournalEntry[] {
    const due = this.#entries.filter(({ dueAt }) => dueAt <= this.#parts.now());
    return due.filter(({ group }) => group === due[0]?.group).slice(0, together);
  }

  #settle(batch: JournalEntry[], answers: Sent[]): void {
    const kindOf = (entry: JournalEntry): Sent => answers[batch.indexOf(entry)] ?? { kind: 'unknown' };
    const unknown = batch.some((entry) => kindOf(entry).kind === 'unknown');
    this.#notBefore = unknown ? this.#parts.now() + this.#retryMs : 0;
    this.#retryMs = unknown ? Math.min(this.#retryMs * 2, longestRetryMs) : firstRetryMs;
    const settled = new Set(batch.filter((entry) => kindOf(entry).kind !== 'unknown'));
    this.#change(this.#entries.filter((entry) => !settled.has(entry)));
    for (const entry of settled) {
      const sent = kindOf(entry);
      if (sent.kind === 'refused') this.#parts.onRefused(entry, sent.error);
    }
    this.#parts.onRecorded(batch.filter((entry) => kindOf(entry).kind === 'recorded'));
  }
}
