import { randomBytes } from 'node:crypto';
import { insertEvents, insertWebhookEndpoint, MasterKeys, replayDelivery } from '@moderato/database';
import { newId } from '@moderato/domain';
import { createRegistry } from '@moderato/observability';
import {
  aDecision,
  captureLog,
  createTestDatabase,
  eventually,
  type HttpReceiver,
  insertTestSite,
  ManualClock,
  startHttpReceiver,
  type TestDatabase,
} from '@moderato/testkit';
import { createSender, newSecret, type Sender, verifyInbound } from '@moderato/webhooks';
import { createDeliveryMetrics } from '../delivery-metrics.js';
import { WebhookDispatcher } from './webhook-dispatcher.js';

const masterKeys = new MasterKeys([randomBytes(32).toString('hex')]);
const minute = 60_000;
const day = 24 * 60 * minute;

let db: TestDatabase;
let clock: ManualClock;
let siteId: string;
let captured: ReturnType<typeof captureLog>;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  clock = new ManualClock();
  captured = captureLog();
  await db.owner.query('truncate delivery, delivery_attempt, event, webhook_endpoint');
  siteId = await insertTestSite(db);
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function receiver(answer?: Parameters<typeof startHttpReceiver>[0]): Promise<HttpReceiver> {
  const started = await startHttpReceiver(answer);
  closers.push(() => started.close());
  return started;
}

interface Options {
  sender?: Sender;
  timeoutMs?: number;
  perEndpoint?: number;
  atOnce?: number;
  keys?: MasterKeys;
}

function dispatcher(options: Options = {}) {
  const { timeoutMs = 5_000, perEndpoint = 16, atOnce = 16 } = options;
  const sender = options.sender ?? createSender({ allowPrivate: true, timeoutMs, userAgent: 'Moderato/test', clock });
  closers.push(() => sender.close());
  const metrics = createDeliveryMetrics(createRegistry('test'), { database: db.database, clock });
  const common = { database: db.database, log: captured.log, metrics, clock };
  const dispatching: WebhookDispatcher = new WebhookDispatcher({
    ...common,
    sender,
    perEndpoint,
    atOnce,
    mailDomain: 'paper.example',
    masterKeys: options.keys ?? masterKeys,
    random: () => 0.5,
    onRoom: () => void dispatching.pass(),
  });
  return dispatching;
}

async function endpoint(url: string, secret = newSecret()): Promise<{ id: string; secret: string }> {
  const id = newId(clock.now());
  const made = { id, url, description: '', eventTypes: [], secret };
  await db.database.withSite(siteId, (tx) => insertWebhookEndpoint(tx, masterKeys, siteId, made, clock.now()));
  return { id, secret };
}

const event = (count = 1) =>
  db.database.withSite(siteId, (tx) => {
    const data = aDecision({ id: newId(clock.now()), externalId: 'site-comment-1', flushId: '' });
    return insertEvents(tx, siteId, Array(count).fill({ type: 'comment.decided', data }), clock.now());
  });

async function rows<Row>(sql: string): Promise<Row[]> {
  return (await db.owner.query(sql)).rows as Row[];
}

interface DeliveryRow {
  id: string;
  state: string;
  attempts: number;
  next_attempt_at: Date | null;
}
const deliveries = () => rows<DeliveryRow>('select id, state, attempts, next_attempt_at from delivery order by id');
const attempts = () =>
  rows<{ attempt: number; status: number | null; error: string | null; answer: string | null }>(
    'select attempt, status, error, answer from delivery_attempt order by delivery_id, attempt',
  );
const dueIn = async () => {
  const [row] = await deliveries();
  return row?.next_attempt_at && row.next_attempt_at.getTime() - clock.now().getTime();
};

test('a receiver that fails at first gets the same message again, signed anew, and then no more', async () => {
  const hook = await receiver(500);
  const { secret } = await endpoint(hook.url);
  await event();
  const dispatching = dispatcher();
  await dispatching.tick();
  expect(await dueIn()).toBe(5_000);
  hook.answer = 200;
  expect(await dispatching.tick()).toBe(0);
  clock.advance(5_000);
  expect(await dispatching.tick()).toBe(1);
  expect(await dispatching.tick()).toBe(0);
  const [row] = await deliveries();
  expect(row).toMatchObject({ state: 'delivered', attempts: 2, next_attempt_at: null });
  expect(await attempts()).toMatchObject([
    { attempt: 1, status: 500 },
    { attempt: 2, status: 200 },
  ]);
  const [first, second] = hook.requests;
  expect(hook.requests).toHaveLength(2);
  expect(first?.body).toBe(second?.body);
  expect(first?.headers['webhook-id']).toBe(`msg_${row?.id.replaceAll('-', '')}`);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
  for (const request of hook.requests) {
    verifyInbound('standard-webhooks', [secret], request.headers, Buffer.from(request.body), clock.now());
  }
  expect(JSON.parse(first?.body ?? '')).toMatchObject({
    type: 'comment.decided',
    data: { externalId: 'site-comment-1' },
  });
});

test.each([
  ['120', 120_000],
  ['1', 5_000],
  ['999999', day],
])('Retry-After: %s moves the next attempt later, never earlier', async (retryAfter, expected) => {
  const hook = await receiver((res) => res.writeHead(503, { 'retry-after': retryAfter }).end());
  await endpoint(hook.url);
  await event();
  await dispatcher().tick();
  expect(await dueIn()).toBe(expected);
});

test('a redirect is a failure and is not followed', async () => {
  const elsewhere = await receiver();
  const hook = await receiver((res) => res.writeHead(307, { location: elsewhere.url }).end());
  await endpoint(hook.url);
  await event();
  await dispatcher().tick();
  expect(await attempts()).toMatchObject([{ status: 307 }]);
  expect([elsewhere.requests.length, await dueIn()]).toEqual([0, 5_000]);
});

test('410 disables the endpoint, and what waits for it is put aside for a replay', async () => {
  const hook = await receiver(410);
  const { id } = await endpoint(hook.url);
  await event(20);
  await dispatcher({ perEndpoint: 1 }).pass();
  await eventually('all to be put aside', async () => (await deliveries()).every(({ state }) => state === 'dead'));
  const [row] = await rows<{ disabled_reason: string }>(
    `select disabled_reason from webhook_endpoint where id = '${id}'`,
  );
  expect(row?.disabled_reason).toMatch('410');
  expect(hook.requests.length).toBeLessThan(20);
  expect(await event()).toBe(0);
});

test('after ten attempts over three days a delivery is dead; a replay sends it under the same id', async () => {
  const hook = await receiver(500);
  await endpoint(hook.url);
  await event();
  const dispatching = dispatcher();
  const startedAt = clock.now().getTime();
  for (let i = 0; i < 10; i += 1) {
    await dispatching.tick();
    clock.advance((await dueIn()) ?? 0);
  }
  expect(clock.now().getTime() - startedAt).toBe(272_105_000);
  expect(await deliveries()).toMatchObject([{ state: 'dead', attempts: 10 }]);
  clock.advance(day);
  expect(await dispatching.tick()).toBe(0);
  hook.answer = 204;
  const [row] = await deliveries();
  const replay = () => db.database.withSite(siteId, (tx) => replayDelivery(tx, siteId, row?.id ?? '', clock.now()));
  expect([await replay(), await replay()]).toEqual([true, false]);
  expect(await dispatching.tick()).toBe(1);
  expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
  expect((await attempts()).map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(new Set(hook.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('an endpoint that failed without a break for five days is disabled; one success begins anew', async () => {
  const hook = await receiver(500);
  const { id } = await endpoint(hook.url);
  const dispatching = dispatcher();
  const isDisabled = async () =>
    (await rows<{ off: boolean }>(`select disabled_at is not null as off from webhook_endpoint where id = '${id}'`))[0]
      ?.off;
  const eventAfter = async (ms: number, answer: number) => {
    clock.advance(ms);
    hook.answer = answer;
    await event();
    await dispatching.tick();
    return isDisabled();
  };
  expect(await eventAfter(0, 500)).toBe(false);
  expect(await eventAfter(4 * day, 200)).toBe(false);
  expect(await eventAfter(minute, 500)).toBe(false);
  expect(await eventAfter(5 * day - 1, 500)).toBe(false);
  expect(await eventAfter(minute, 500)).toBe(true);
});

test('private addresses are refused unless allowed', async () => {
  const hook = await receiver();
  await endpoint(hook.url);
  await endpoint(hook.url.replace('http:', 'https:'));
  await event();
  await dispatcher({ sender: createSender({ allowPrivate: false, userAgent: 'Moderato/test' }) }).tick();
  expect(await attempts()).toMatchObject([{ error: 'refused_address' }, { error: 'refused_address' }]);
  expect(hook.requests).toEqual([]);
});

test('a receiver that hangs fails by the time limit, and an answer is kept to its first kilobyte', async () => {
  const hanging = await receiver(() => {});
  await endpoint(hanging.url);
  await event();
  const dispatching = dispatcher({ timeoutMs: 200 });
  await dispatching.tick();
  hanging.answer = (res) => res.end('x'.repeat(100_000));
  clock.advance(5_000);
  await dispatching.tick();
  expect(await attempts()).toMatchObject([
    { status: null, error: 'timeout', answer: null },
    { status: 200, error: null, answer: 'x'.repeat(1024) },
  ]);
});

test('a dispatcher that dies in the middle of sending loses nothing: the lease runs out and another sends again', async () => {
  let letGo = () => {};
  const hook = await receiver((res, _request, nth) => {
    if (nth === 1) letGo = () => res.writeHead(200).end();
    else res.writeHead(200).end();
  });
  await endpoint(hook.url);
  await event();
  const dying = dispatcher({ timeoutMs: 30_000 });
  expect(await dying.pass()).toBe(1);
  await eventually('the first request', () => hook.requests.length === 1);
  const other = dispatcher();
  clock.advance(59_999);
  expect(await other.tick()).toBe(0);
  clock.advance(1);
  expect(await other.tick()).toBe(1);
  expect(hook.requests[1]?.headers['webhook-id']).toBe(hook.requests[0]?.headers['webhook-id']);
  // Had it only been slow: its late answer is not recorded over the other's.
  letGo();
  await dying.idle();
  expect(await attempts()).toHaveLength(1);
  expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
});

test('what waited too long for its turn is not sent under a lease about to end', async () => {
  let letGo = () => {};
  const hook = await receiver((res, _request, nth) => {
    if (nth === 1) letGo = () => res.writeHead(200).end();
    else res.writeHead(200).end();
  });
  await endpoint(hook.url);
  await event(2);
  const dispatching = dispatcher({ atOnce: 1, timeoutMs: 30_000 });
  expect(await dispatching.pass()).toBe(2);
  await eventually('the first request', () => hook.requests.length === 1);
  clock.advance(30_000);
  letGo();
  await dispatching.idle();
  expect(hook.requests).toHaveLength(1);
  clock.advance(30_000);
  expect(await dispatching.tick()).toBe(1);
  expect((await deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
});

test('two dispatchers at once send each delivery once', async () => {
  const hook = await receiver();
  await endpoint(hook.url);
  await endpoint(hook.url);
  await event(60);
  await Promise.all([dispatcher().tick(), dispatcher().tick(), dispatcher().tick()]);
  expect(hook.requests).toHaveLength(120);
  expect(new Set(hook.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(120);
  expect((await deliveries()).every(({ state }) => state === 'delivered')).toBe(true);
});

test('an endpoint that hangs holds up no other', async () => {
  const hanging = await receiver(() => {});
  const quick = await receiver();
  await endpoint(hanging.url);
  await endpoint(quick.url);
  await event(50);
  const dispatching = dispatcher({ timeoutMs: 3_000, perEndpoint: 4 });
  await dispatching.pass();
  await eventually('the quick one to have all', async () => {
    await dispatching.pass();
    return quick.requests.length === 50;
  });
  expect(hanging.requests.length).toBeLessThanOrEqual(8);
});

test('an endpoint that asks for less gets a rest', async () => {
  const hook = await receiver(429);
  await endpoint(hook.url);
  await event();
  const dispatching = dispatcher();
  await dispatching.tick();
  await event();
  clock.advance(4_999);
  expect(await dispatching.tick()).toBe(0);
  clock.advance(1);
  hook.answer = 200;
  expect(await dispatching.tick()).toBe(2);
});

test('where the master key is missing nothing goes out unsigned', async () => {
  const hook = await receiver();
  await endpoint(hook.url);
  await event();
  await dispatcher({ keys: new MasterKeys(['cd'.repeat(32)]) }).tick();
  expect([hook.requests, await attempts()]).toMatchObject([[], [{ error: 'unreadable_secrets' }]]);
  expect(await dueIn()).toBe(5_000);
});

test('what a deleted endpoint was owed is put aside', async () => {
  const hook = await receiver();
  const { id } = await endpoint(hook.url);
  await event();
  await db.owner.query('update webhook_endpoint set deleted_at = $2 where id = $1', [id, clock.now()]);
  expect(await dispatcher().tick()).toBe(0);
  expect([hook.requests.length, await deliveries()]).toMatchObject([0, [{ state: 'dead' }]]);
});

test('a stop leaves what is in hand to the next dispatcher, as if it had not been tried', async () => {
  const hook = await receiver(() => {});
  await endpoint(hook.url);
  await event();
  const stopping = dispatcher();
  await stopping.pass();
  await eventually('the request', () => hook.requests.length === 1);
  await stopping.stop(20);
  expect([await deliveries(), await attempts()]).toMatchObject([[{ state: 'pending', attempts: 0 }], []]);
});

test('attempts are logged by ids: no secret, address, answer or event', async () => {
  const hook = await receiver((res) => res.writeHead(500).end('answer-of-the-receiver'));
  const { secret, id } = await endpoint(`${hook.url}?token=hidden`);
  await event();
  await dispatcher().tick();
  expect(captured.lines).toMatchObject([
    { event: 'delivery.attempted', siteId, endpointId: id, result: 'retry', status: 500, attempt: 1 },
  ]);
  for (const hidden of [secret, 'hidden', hook.url, 'answer-of-the-receiver', 'site-comment-1']) {
    expect(captured.text()).not.toContain(hidden);
  }
});
