export interface SignalsOptions {
  /** Unset: LISTEN and NOTIFY on `databaseUrl`. */
  redisUrl?: string | undefined;
  databaseUrl: string;
  /** Sets deployments, and test runs, apart. */
  prefix?: string | undefined;
  /** Told of lost connections; they are made again. */
  onError?: ((error: Error) => void) | undefined;
}

/** What a backend does for `createSignals`: texts out, and which topics come in. */
export interface SignalBackend {
  publish(topic: string, text: string): Promise<void>;
  listen(topic: string): Promise<void>;
  unlisten(topic: string): Promise<void>;
  close(): Promise<void>;
}

export type Hear = (message: unknown) => void;

interface Listener {
  hear: Hear;
  onGap: () => void;
}

/** Who listens to what in this process. */
export class Topics {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Returns how to leave; that tells whether nobody listens to the topic any more. */
  join(topic: string, listener: Listener): () => boolean {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.#listeners.get(topic) !== listeners) return false;
      return this.#listeners.delete(topic);
    };
  }

  get names(): string[] {
    return [...this.#listeners.keys()];
  }

  tell(topic: string, text: string): void {
    const message: unknown = JSON.parse(text);
    for (const { hear } of this.#listeners.get(topic) ?? []) hear(message);
  }

  tellOfGap(): void {
    for (const listeners of this.#listeners.values()) for (const { onGap } of listeners) onGap();
  }
}
