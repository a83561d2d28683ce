interface Waiting<Item> {
  item: Item;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export interface JoinedWritesOptions<Item> {
  /** What a batch may hold, summed over `sizeOf`; one larger item goes alone. */
  most?: number;
  sizeOf?: (item: Item) => number;
  /** Batches of one key at once. */
  lanes?: number;
}

interface Key<Item> {
  waiting: Waiting<Item>[];
  running: number;
}

/**
 * Writes one batch of a key at a time, or as many as there are lanes: what comes while batches are being committed
 * goes into the next, so that the cost of a commit is shared when many come and nothing waits when few do.
 */
export class JoinedWrites<Item> {
  readonly #keys = new Map<string, Key<Item>>();
  readonly #write: (key: string, items: Item[]) => Promise<void>;
  readonly #most: number;
  readonly #sizeOf: (item: Item) => number;
  readonly #lanes: number;

  constructor(
    write: (key: string, items: Item[]) => Promise<void>,
    { most = 200, sizeOf = () => 1, lanes = 1 }: JoinedWritesOptions<Item> = {},
  ) {
    this.#write = write;
    this.#most = most;
    this.#sizeOf = sizeOf;
    this.#lanes = lanes;
  }

  /** Resolves once `item` is written; rejects when its batch could not be. */
  add(name: string, item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      let key = this.#keys.get(name);
      if (!key) {
        key = { waiting: [], running: 0 };
        this.#keys.set(name, key);
      }
      key.waiting.push({ item, resolve, reject });
      if (key.running < this.#lanes) void this.#run(name, key);
    });
  }

  async #run(name: string, key: Key<Item>): Promise<void> {
    key.running++;
    while (key.waiting.length > 0) {
      const batch = this.#take(key.waiting);
      try {
        await this.#write(
          name,
          batch.map(({ item }) => item),
        );
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    key.running--;
    if (key.running === 0) this.#keys.delete(name);
  }

  #take(waiting: Waiting<Item>[]): Waiting<Item>[] {
    let size = 0;
    let count = 0;
    for (const { item } of waiting) {
      size += this.#sizeOf(item);
      if (count > 0 && size > this.#most) break;
      count++;
    }
    return waiting.splice(0, count);
  }
}
