import type { BulkItem, DecideChoice } from '../api/contract.js';

/** A decision that was made here and is not known to be on record: ids alone, no text is kept in the browser. */
export interface JournalEntry extends BulkItem, DecideChoice {
  /** What was decided with one key is undone and sent together. */
  group: string;
  /** Milliseconds since 1970: not sent before. */
  dueAt: number;
}

const isEntry = (value: unknown): value is JournalEntry =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'decisionId', 'outcome', 'group'].every(
    (field) => typeof (value as Record<string, unknown>)[field] === 'string',
  ) &&
  ['revision', 'dueAt'].every((field) => typeof (value as Record<string, unknown>)[field] === 'number');

export type JournalStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Where entries outlive their page. Each page writes under a key of its own, so that two pages of one moderator never
 * overwrite each other's; what a page left behind is found by the next one.
 */
export class JournalShelf {
  readonly #storage: JournalStorage;
  readonly #prefix: string;
  readonly #own: string;

  constructor(storage: JournalStorage, moderatorId: string, pageId: string) {
    this.#storage = storage;
    this.#prefix = `moderato.decisions.${moderatorId}.`;
    this.#own = this.#prefix + pageId;
  }

  write(entries: JournalEntry[]): void {
    this.#put(this.#own, entries);
  }

  /** What other pages of the moderator keep. */
  others(): JournalEntry[] {
    return this.#otherKeys().flatMap((key) => this.#read(key));
  }

  /** Takes what other pages should have sent before `before`: they are gone, or cannot. */
  takeOverdue(before: number): JournalEntry[] {
    return this.#otherKeys().flatMap((key) => {
      const entries = this.#read(key);
      const overdue = entries.filter(({ dueAt }) => dueAt < before);
      if (overdue.length > 0)
        this.#put(
          key,
          entries.filter(({ dueAt }) => dueAt >= before),
        );
      return overdue;
    });
  }

  #otherKeys(): string[] {
    const keys = Array.from({ length: this.#storage.length }, (_, i) => this.#storage.key(i) ?? '');
    return keys.filter((key) => key.startsWith(this.#prefix) && key !== this.#own);
  }

  #read(key: string): JournalEntry[] {
    try {
      const kept: unknown = JSON.parse(this.#storage.getItem(key) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isEntry) : [];
    } catch {
      return [];
    }
  }

  #put(key: string, entries: JournalEntry[]): void {
    if (entries.length === 0) this.#storage.removeItem(key);
    else this.#storage.setItem(key, JSON.stringify(entries));
  }
}
