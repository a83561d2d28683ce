import { insertApiKey, newApiKey } from '@moderato/database';
import { createDelivery, loadDeliveryConfig } from '@moderato/delivery';
import { newId } from '@moderato/domain';
import { createIntake, loadIntakeConfig } from '@moderato/intake';
import {
  captureLog,
  createTestDatabase,
  eventually,
  type HttpReceiver,
  insertTestSite,
  queuePrefix,
  startHttpReceiver,
  type TestDatabase,
  testRedisUrl,
} from '@moderato/testkit';
import { createWorker, loadWorkerConfig, type WorkerOverrides } from '@moderato/worker';

const masterKey = 'ab'.repeat(32);
type Name = 'intake' | 'worker' | 'delivery';

/** A Moderato of three services in this process, on a database of its own, for tests that break one part of it. */
export class OneModerato {
  readonly log = captureLog();
  readonly redisUrl = testRedisUrl();
  readonly prefix = queuePrefix();
  readonly env: Record<string, string>;
  siteId = '';
  url: Partial<Record<Name, string>> = {};
  #key = '';
  #secret = '';
  readonly #running = new Map<Name, { stop(): Promise<void> }>();

  private constructor(
    readonly db: TestDatabase,
    readonly hook: HttpReceiver,
  ) {
    this.env = {
      DATABASE_URL: db.url,
      MODERATO_MASTER_KEY: masterKey,
      MODERATO_ALLOW_PRIVATE_URLS: '1',
      HOST: '127.0.0.1',
      PORT: '0',
      WORKER_LOST_AFTER_MS: '300',
      WORKER_REDECIDE_MS: '100',
      QUEUE_LOCK_MS: '1000',
      DELIVERY_POLL_MS: '50',
      DELIVERY_TIMEOUT_MS: '2000',
      DELIVERY_LEASE_MS: '5000',
      ...(this.redisUrl && { REDIS_URL: this.redisUrl }),
    };
  }

  /** A site with a key, and a receiver for its webhooks; nothing runs yet. */
  static async make(db?: TestDatabase): Promise<OneModerato> {
    const moderato = new OneModerato(db ?? (await createTestDatabase()), await startHttpReceiver());
    const at = new Date();
    const { database } = moderato.db;
    const siteId = await insertTestSite(moderato.db);
    const key = newApiKey();
    const apiKey = { id: newId(at), siteId, name: 'test', requestsPerMinute: 600_000 };
    await database.withSite(siteId, (tx) => insertApiKey(tx, apiKey, key, at));
    moderato.siteId = siteId;
    moderato.#key = key;
    return moderato;
  }

  async start(name: Name, overrides: WorkerOverrides = {}): Promise<void> {
    const common = { log: this.log.log, queuePrefix: this.prefix, ...overrides };
    const service = await {
      intake: () => createIntake(loadIntakeConfig(this.env), common),
      worker: () => createWorker(loadWorkerConfig(this.env), common),
      delivery: () => createDelivery(loadDeliveryConfig(this.env), common),
    }[name]();
    const { port } = await service.start();
    this.url[name] = `http://127.0.0.1:${port}`;
    this.#running.set(name, service);
  }

  async stop(name: Name): Promise<void> {
    await this.#running.get(name)?.stop();
    this.#running.delete(name);
  }

  /** Answer's status and text, of a call with the site's key. */
  async call(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${this.url.intake}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  /** Registers the receiver for every event. */
  async subscribe(url = this.hook.url): Promise<void> {
    const { status, text } = await this.call('POST', '/v1/webhook-endpoints', { url });
    if (status !== 201) throw new Error(`${status} ${text}`);
    this.#secret = JSON.parse(text).secret;
  }

  get secret(): string {
    return this.#secret;
  }

  /** Posts until it is accepted, as a site's client does; returns the comment's id. */
  post(externalId: string, changes: Record<string, unknown> = {}): Promise<string> {
    return eventually(`${externalId} to be accepted`, async () => {
      const { status, text } = await this.call('POST', '/v1/comments', {
        externalId,
        body: 'The levy is too high, and I will say so at the meeting.',
        author: { id: 'reader-1', name: 'Ann Reader' },
        story: { id: 'story-1', url: 'https://paper.example/levy' },
        ...changes,
      });
      if (status === 422) throw new Error(text);
      return status === 202 && (JSON.parse(text).id as string);
    });
  }

  /** The automatic decisions of a comment, in the order of the chain, straight from the table. */
  async decisionsOf(commentId: string): Promise<{ outcome: string; revision: number; degraded: string[] }[]> {
    const { rows } = await this.db.owner.query(
      `select outcome, revision, document->'degraded' as degraded from decision
       where comment_id = $1 and decided_by = 'rules' order by block_height, block_index`,
      [commentId],
    );
    return rows;
  }

  decided(commentId: string, times = 1) {
    return eventually(`${times} decisions`, async () => {
      const decisions = await this.decisionsOf(commentId);
      return decisions.length >= times && decisions;
    });
  }

  /** Whether a worker waits for the head of the chain, which somebody else holds. */
  async isWorkerHeldUp(): Promise<boolean> {
    const { rows } = await this.db.owner.query(
      `select from pg_stat_activity where application_name = 'moderato-worker' and wait_event = 'advisory'
         and datname = current_database()`,
    );
    return rows.length > 0;
  }

  async dispose(): Promise<void> {
    for (const name of ['intake', 'worker', 'delivery'] as const) await this.stop(name);
    await this.hook.close();
    await this.db.drop();
  }
}
