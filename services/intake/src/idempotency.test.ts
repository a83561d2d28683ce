import { createTestDatabase, eventually, ManualClock, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
const clock = new ManualClock(new Date());
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, { clock, env: { MODERATO_ALLOW_PRIVATE_URLS: '1' } });
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const endpoint = { url: 'http://127.0.0.1:9/hook' };
const create = (key: string, body: object = endpoint) =>
  intake.call(site, 'POST', '/v1/webhook-endpoints', { body, headers: { 'idempotency-key': key } });
const countEndpoints = async () =>
  (await db.owner.query('select count(*)::int as n from webhook_endpoint where site_id = $1', [site.siteId])).rows[0].n;

test('the same key and request give the same answer, with one effect; bare and quoted are one key', async () => {
  const first = await create('key-1');
  const second = await create('"key-1"');
  expect(first.status).toBe(201);
  expect(second.body).toEqual(first.body);
  expect(second.status).toBe(201);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(await countEndpoints()).toBe(1);
});

test('a kept answer that shows a secret is not readable in the database', async () => {
  const { body } = await create('key-secret');
  const { rows } = await db.owner.query('select k::text as row from idempotency_key k where site_id = $1', [
    site.siteId,
  ]);
  expect(JSON.stringify(rows)).not.toContain(body.secret);
});

test('the same key for another request is refused', async () => {
  await create('key-2');
  const other = await create('key-2', { ...endpoint, description: 'other' });
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
});

test('a final refusal is kept too; a key is bound to site and credential', async () => {
  expect((await create('key-3', {})).status).toBe(422);
  expect((await create('key-3', {})).headers.get('idempotency-replayed')).toBe('true');
  const stranger = await makeSite(db.database);
  const answer = await intake.call(stranger, 'POST', '/v1/webhook-endpoints', {
    body: endpoint,
    headers: { 'idempotency-key': 'key-3' },
  });
  expect(answer.status).toBe(201);
});

test('while the first runs the second is told to come back, and one that died is taken over', async () => {
  const slow = intake.call(site, 'POST', '/v1/comments', {
    body: aSubmission(),
    headers: { 'idempotency-key': 'slow', prefer: 'wait=1' },
  });
  await eventually(
    'the key',
    async () => (await db.owner.query(`select 1 from idempotency_key where key = 'slow'`)).rowCount === 1,
  );
  const running = await db.owner.query(`select fingerprint, status from idempotency_key where key = 'slow'`);
  expect(running.rows[0].status).toBeNull();
  const again = await create('slow');
  expect(again.body.code).toBe('idempotency_mismatch');
  expect((await slow).status).toBe(202);

  await create('died');
  await db.owner.query(`update idempotency_key set status = null where key = 'died'`);
  const busy = await create('died');
  expect([busy.status, busy.body.code, busy.headers.get('retry-after')]).toEqual([409, 'idempotency_in_progress', '1']);
  clock.advance(61_000);
  expect((await create('died')).status).toBe(201);
});

test('after a day the key is new again', async () => {
  await create('old');
  clock.advance(24 * 3_600_000);
  expect((await create('old', { ...endpoint, description: 'another day' })).status).toBe(201);
});

test('a key that is none is refused', async () => {
  expect((await create('two words')).body.code).toBe('bad_idempotency_key');
});

test('twenty at once with one key have one effect', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => create('storm')));
  expect(await countEndpoints()).toBe(1);
  for (const { status } of answers) expect([201, 409]).toContain(status);
});
