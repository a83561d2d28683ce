import pg from 'pg';
import type { SignalBackend, SignalsOptions, Topics } from './signal-topics.js';

/** One channel for all: its name must be short, and Postgres would fold its case. */
const channel = 'moderato_signals';
const reconnectMs = 1_000;

/** Texts as NOTIFY carries them: whose, about what, and the words. */
type Envelope = [prefix: string, topic: string, text: string];

export function openPostgresSignals(options: SignalsOptions, topics: Topics): SignalBackend {
  const { databaseUrl, prefix = '{moderato}' } = options;
  const onError = (error: Error) => options.onError?.(error);
  const saying = new pg.Pool({ connectionString: databaseUrl, max: 1, application_name: 'moderato-signals' });
  saying.on('error', onError);
  const ear = new Ear(databaseUrl, { onError, onGap: () => topics.tellOfGap() }, (payload) => {
    const [whose, topic, text] = JSON.parse(payload) as Envelope;
    if (whose === prefix) topics.tell(topic, text);
  });
  return {
    publish: async (topic, text) => {
      await saying.query('select pg_notify($1, $2)', [
        channel,
        JSON.stringify([prefix, topic, text] satisfies Envelope),
      ]);
    },
    listen: () => ear.open(),
    unlisten: async () => {},
    close: async () => {
      await ear.close();
      await saying.end();
    },
  };
}

/** The one connection that listens; made again for as long as it is wanted. */
class Ear {
  readonly #url: string;
  readonly #told: { onError: (error: Error) => void; onGap: () => void };
  readonly #hear: (payload: string) => void;
  #opening: Promise<void> | null = null;
  #client: pg.Client | null = null;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    url: string,
    told: { onError: (error: Error) => void; onGap: () => void },
    hear: (payload: string) => void,
  ) {
    this.#url = url;
    this.#told = told;
    this.#hear = hear;
  }

  open(): Promise<void> {
    this.#opening ??= this.#connect().catch((error: Error) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#opening?.catch(() => {});
    await this.#client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      application_name: 'moderato-signals',
    });
    client.on('error', this.#told.onError);
    client.on('notification', ({ payload }) => payload && this.#hear(payload));
    client.once('end', () => this.#lost(client));
    await client.connect();
    await client.query(`listen ${channel}`);
    this.#client = client;
  }

  #lost(client: pg.Client): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = null;
    this.#again();
  }

  #again(): void {
    this.#retry = setTimeout(() => {
      this.#opening = this.#connect();
      this.#opening.then(this.#told.onGap, (error: Error) => {
        this.#told.onError(error);
        if (!this.#closed) this.#again();
      });
    }, reconnectMs);
  }
}
