import { createLogger } from '@moderato/observability';
import { createQueues } from '@moderato/queues';
import {
  createTestDatabase,
  eventually,
  insertTestComment,
  insertTestSite,
  queueBackends,
  queuePrefix,
  type TestDatabase,
} from '@moderato/testkit';
import { loadWorkerConfig } from './config.js';
import { createWorker } from './create-worker.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const log = createLogger({ service: 'worker', level: 'silent' });
const configWith = (env: Record<string, string> = {}) =>
  loadWorkerConfig({
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: 'ab'.repeat(32),
    PORT: '0',
    HOST: '127.0.0.1',
    ...env,
  });

describe.each(queueBackends())('on $name', ({ name, redisUrl }) => {
  test('decides what the queue brings, tells its health and metrics, and stops', async () => {
    const queuePrefixHere = queuePrefix();
    const siteId = await insertTestSite(db);
    const comment = await insertTestComment(db, siteId, { body: 'You are a pathetic moron.' });
    const worker = await createWorker(configWith(redisUrl ? { REDIS_URL: redisUrl } : {}), {
      log,
      queuePrefix: queuePrefixHere,
    });
    const { port } = await worker.start();
    const url = `http://127.0.0.1:${port}`;
    const queues = createQueues({ redisUrl, databaseUrl: db.url, prefix: queuePrefixHere });
    try {
      await queues.enqueue('decide-comments', [{ siteId, flushIds: [comment.flushId], comments: 1 }]);
      const status = await eventually('the decision', async () => {
        const { rows } = await db.owner.query('select c.status from comment c where c.id = $1', [comment.id]);
        return rows[0].status !== 'pending' && rows[0].status;
      });
      expect(status).toBe('rejected');
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({
        status: 'pass',
        checks: { database: 'pass', queue: 'pass', engine: 'pass' },
        queue: name,
      });
      await eventually('the decision to be counted', async () =>
        /moderato_comments_decided_total\{[^}]*outcome="reject"[^}]*\} 1/.test(
          await (await fetch(`${url}/metrics`)).text(),
        ),
      );
    } finally {
      await queues.close();
      await worker.stop();
    }
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });
});

test('a worker that cannot reach its database does not start', async () => {
  const worker = await createWorker(configWith({ DATABASE_URL: 'postgres://moderato@127.0.0.1:1/none' }), { log });
  await expect(worker.start()).rejects.toThrow();
  await worker.stop();
});
