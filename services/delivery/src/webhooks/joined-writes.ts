interface Waiting<Item> {
  item: Item;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Writes one batch of a key at a time: what comes while a batch is being committed goes into the next, so that the
 * cost of a commit is shared when many come and nothing waits when few do.
 */
export class JoinedWrites<Item> {
  readonly #waiting = new Map<string, Waiting<Item>[]>();
  readonly #write: (key: string, items: Item[]) => Promise<void>;
  readonly #most: number;

  constructor(write: (key: string, items: Item[]) => Promise<void>, most = 200) {
    this.#write = write;
    this.#most = most;
  }

  /** Resolves once `item` is written; rejects when its batch could not be. */
  add(key: string, item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(key);
      if (waiting) {
        waiting.push({ item, resolve, reject });
        return;
      }
      this.#waiting.set(key, [{ item, resolve, reject }]);
      void this.#run(key);
    });
  }

  async #run(key: string): Promise<void> {
    for (;;) {
      const batch = this.#waiting.get(key)?.splice(0, this.#most) ?? [];
      if (batch.length === 0) break;
      try {
        await this.#write(
          key,
          batch.map(({ item }) => item),
        );
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#waiting.delete(key);
  }
}
