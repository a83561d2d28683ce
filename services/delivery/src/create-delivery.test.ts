import { randomUUID } from 'node:crypto';
import { insertEvents, insertWebhookEndpoint, MasterKeys, recordAutomaticDecisions } from '@moderato/database';
import { newId } from '@moderato/domain';
import { createQueues } from '@moderato/queues';
import {
  aDecision,
  aFinding,
  captureLog,
  createTestDatabase,
  eventually,
  insertTestComment,
  insertTestSite,
  queueBackends,
  queuePrefix,
  startHttpReceiver,
  type TestDatabase,
} from '@moderato/testkit';
import { newSecret } from '@moderato/webhooks';
import { loadDeliveryConfig, mailFrom } from './config.js';
import { createDelivery } from './create-delivery.js';

const masterKey = 'ab'.repeat(32);
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const configWith = (env: Record<string, string> = {}) =>
  loadDeliveryConfig({
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: masterKey,
    MODERATO_ALLOW_PRIVATE_URLS: '1',
    PORT: '0',
    HOST: '127.0.0.1',
    ...env,
  });

async function owe(siteId: string, url: string): Promise<void> {
  const at = new Date();
  const comment = await insertTestComment(db, siteId, { body: 'You idiot.' });
  const decision = aDecision(comment, { id: newId(at), outcome: 'reject', findings: [aFinding()] });
  await db.database.withSite(siteId, async (tx) => {
    const endpoint = { id: newId(at), url, description: '', eventTypes: [], secret: newSecret() };
    await insertWebhookEndpoint(tx, new MasterKeys([masterKey]), siteId, endpoint, at);
    await recordAutomaticDecisions(tx, siteId, [decision], at);
  });
}

describe.each(queueBackends())('on $name', ({ name, redisUrl }) => {
  test('a job wakes it; webhook and mail go out; it tells health and metrics, and stops', async () => {
    const prefix = queuePrefix();
    const hook = await startHttpReceiver();
    const siteId = await insertTestSite(db);
    const { log } = captureLog();
    // So seldom that only the job can be what woke it.
    const config = configWith({ DELIVERY_POLL_MS: '60000', ...(redisUrl && { REDIS_URL: redisUrl }) });
    const delivery = await createDelivery(config, { log, queuePrefix: prefix });
    const queues = createQueues({ redisUrl, databaseUrl: db.url, prefix });
    let url = '';
    try {
      url = `http://127.0.0.1:${(await delivery.start()).port}`;
      await owe(siteId, hook.url);
      await queues.enqueue('dispatch', [{ siteId, nudgeId: randomUUID() }]);
      await eventually('the webhook', () => hook.requests.length === 1);
      await eventually('the mail', async () => {
        const { rows } = await db.owner.query('select 1 from kept_mail where site_id = $1', [siteId]);
        return rows.length === 1;
      });
      expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({
        status: 'pass',
        checks: { database: 'pass', queue: 'pass', webhooks: 'pass', mail: 'pass' },
        queue: name,
        mailTo: 'database',
      });
      await eventually('the metrics', async () => {
        const metrics = await (await fetch(`${url}/metrics`)).text();
        return (
          /moderato_delivery_attempts_total\{kind="webhook",result="delivered"[^}]*\} 1/.test(metrics) &&
          /moderato_delivery_attempts_total\{kind="mail",result="delivered"[^}]*\} 1/.test(metrics) &&
          /moderato_outbox_backlog\{kind="webhook"[^}]*\} 0/.test(metrics)
        );
      });
    } finally {
      await queues.close();
      await delivery.stop();
      await hook.close();
    }
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
  });
});

test('without any job the timer finds what is due', async () => {
  const hook = await startHttpReceiver();
  const siteId = await insertTestSite(db);
  const delivery = await createDelivery(configWith({ DELIVERY_POLL_MS: '20' }), { log: captureLog().log });
  try {
    await delivery.start();
    await owe(siteId, hook.url);
    const events = Array(200).fill({ type: 'guidelines.changed', data: { id: 'g' } });
    await db.database.withSite(siteId, (tx) => insertEvents(tx, siteId, events, new Date()));
    await eventually('all webhooks', () => hook.requests.length === 201);
  } finally {
    await delivery.stop();
    await hook.close();
  }
});

test.each<[Record<string, string>, string]>([
  [{ MODERATO_MAIL_FROM: 'Desk <desk@paper.example>' }, 'Desk <desk@paper.example>'],
  [{ MODERATO_CONSOLE_URL: 'https://console.paper.example' }, 'Moderato <moderato@console.paper.example>'],
  [{ MODERATO_CONSOLE_URL: 'http://127.0.0.1:8081' }, 'Moderato <moderato@localhost>'],
])('mail from, given %p, is %s', (env, expected) => {
  expect(mailFrom(configWith(env))).toBe(expected);
});

test.each<Record<string, string>>([
  { SMTP_URL: 'http://x' },
  { MODERATO_MAIL_FROM: 'nobody' },
  { MODERATO_MAIL_FROM: 'a@b.example\nBcc: c@d.example' },
])('the setting %p is refused', (env) => {
  expect(() => configWith(env)).toThrow();
});
