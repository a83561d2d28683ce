import { insertEvents, insertWebhookEndpoint, MasterKeys } from '@moderato/database';
import { newId } from '@moderato/domain';
import { createRegistry } from '@moderato/observability';
import {
  aDecision,
  aPolicy,
  captureLog,
  createTestDatabase,
  eventually,
  type HttpReceiver,
  insertTestSite,
  ManualClock,
  type SmtpReceiver,
  startHttpReceiver,
  startSmtpReceiver,
  type TestDatabase,
} from '@moderato/testkit';
import { newSecret } from '@moderato/webhooks';
import { loadDeliveryConfig } from '../config.js';
import { createOutbox } from '../create-outbox.js';
import { createDeliveryMetrics } from '../delivery-metrics.js';

const masterKey = 'ab'.repeat(32);
let db: TestDatabase;
let clock: ManualClock;
let smtp: SmtpReceiver;
let hook: HttpReceiver;
let siteId: string;
beforeEach(async () => {
  db = await createTestDatabase();
  clock = new ManualClock();
  smtp = await startSmtpReceiver();
  hook = await startHttpReceiver(410);
  siteId = await insertTestSite(db, aPolicy(), clock.now());
});
afterEach(async () => {
  await hook.close();
  await smtp.close();
  await db.drop();
});

async function endpointWithAnEvent(): Promise<string> {
  const at = clock.now();
  const id = newId(at);
  const made = {
    id,
    url: `${hook.url}?token=of-the-site`,
    description: 'The desk',
    eventTypes: [],
    secret: newSecret(),
  };
  await db.database.withSite(siteId, (tx) => insertWebhookEndpoint(tx, new MasterKeys([masterKey]), siteId, made, at));
  await event();
  return id;
}

const event = () =>
  db.database.withSite(siteId, (tx) => {
    const data = aDecision({ id: newId(clock.now()), externalId: 'c', flushId: '' });
    return insertEvents(tx, siteId, [{ type: 'comment.decided', data }], clock.now());
  });

/** Runs the whole outbox, webhooks and mail, while `work` runs. */
async function delivering<T>(work: () => Promise<T>): Promise<T> {
  const config = loadDeliveryConfig({
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: masterKey,
    MODERATO_ALLOW_PRIVATE_URLS: '1',
    SMTP_URL: smtp.url,
    DELIVERY_POLL_MS: '10',
  });
  const { database } = db;
  const metrics = createDeliveryMetrics(createRegistry('test'), { database, clock });
  const outbox = createOutbox(config, { database, clock, log: captured.log, metrics });
  outbox.start();
  try {
    return await work();
  } finally {
    await outbox.stop();
  }
}
const captured = captureLog();

const mailed = () => eventually('the mail', () => smtp.messages.length > 0);
const readable = (raw = '') => raw.replace(/=\r\n/g, '').replace(/=3D/g, '=').replaceAll('\r\n', '\n');
const disabled = () =>
  eventually('the endpoint to be disabled', async () => {
    const { rows } = await db.owner.query('select from webhook_endpoint where disabled_at is not null');
    return rows.length > 0;
  });

test('the owner is told once, with what to do, and without the secrets of the address', async () => {
  const id = await endpointWithAnEvent();
  await delivering(async () => {
    await mailed();
    await event();
    await event();
    await eventually('the mail to be written down', async () => {
      const { rows } = await db.owner.query(`select state from mail`);
      return rows.length === 1 && rows[0].state === 'delivered';
    });
  });
  expect(smtp.messages).toHaveLength(1);
  const raw = readable(smtp.messages[0]);
  expect(raw).toContain('To: editor@paper.example');
  expect(raw).toContain('[Test Site] A webhook endpoint was disabled');
  expect(raw).toContain('The receiver answered 410 Gone.');
  expect(raw).toContain(`PATCH /v1/webhook-endpoints/${id} with {"disabled": false}`);
  expect(raw).toContain(`moderato replay --site site-${siteId}`);
  expect(raw).not.toContain('of-the-site');
});

test('an endpoint that failed for five days is told of as well', async () => {
  hook.answer = 500;
  await endpointWithAnEvent();
  await delivering(async () => {
    await eventually('a failure', async () => hook.requests.length > 0);
    await eventually('it to be written down', async () => {
      const { rows } = await db.owner.query('select from webhook_endpoint where failing_since is not null');
      return rows.length > 0;
    });
    clock.advance(6 * 86_400_000);
    await event();
    await mailed();
  });
  expect(readable(smtp.messages[0])).toContain('Every attempt of the last 5 days failed.');
});

test('the technical contact comes before the report address', async () => {
  await db.owner.query(
    `update site set settings = settings || '{"technicalContact":"it@paper.example"}' where id = $1`,
    [siteId],
  );
  await endpointWithAnEvent();
  await delivering(mailed);
  expect(readable(smtp.messages[0])).toContain('To: it@paper.example');
});

test('without any address the endpoint is disabled all the same, and the log says that nobody was told', async () => {
  await db.owner.query(`update guidelines set policy = jsonb_set(policy, '{report,emails}', '[]') where site_id = $1`, [
    siteId,
  ]);
  await endpointWithAnEvent();
  await delivering(disabled);
  expect((await db.owner.query('select from mail')).rowCount).toBe(0);
  expect(captured.lines).toContainEqual(expect.objectContaining({ event: 'endpoint.disabled', told: false }));
});

test('an endpoint that is back in use when the mail is due is not told of', async () => {
  smtp.refuse = { from: 451 };
  await endpointWithAnEvent();
  await delivering(async () => {
    await disabled();
    await eventually(
      'a first attempt',
      async () => (await db.owner.query(`select from mail where attempts = 1`)).rowCount === 1,
    );
    await db.owner.query('update webhook_endpoint set disabled_at = null');
    smtp.refuse = {};
    clock.advance(3_600_000);
    await eventually(
      'the mail to be given up',
      async () => (await db.owner.query(`select from mail where state = 'dead'`)).rowCount === 1,
    );
  });
  expect(smtp.messages).toEqual([]);
});
