import { MasterKeys } from '@moderato/database';
import { createTestDatabase, ManualClock, type TestDatabase } from '@moderato/testkit';
import { makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
const clock = new ManualClock(new Date());
const keys = new MasterKeys(['ab'.repeat(32)]);
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, { clock });
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const url = 'https://paper.example/hooks';
const create = async (body: object = { url, eventTypes: ['comment.decided'] }) => {
  const answer = await intake.call(site, 'POST', '/v1/webhook-endpoints', { body });
  return { ...answer, path: `/v1/webhook-endpoints/${answer.body.id}` };
};
const secretsOf = async (id: string): Promise<{ secret: string; expiresAt: string | null }[]> => {
  const { rows } = await db.owner.query('select secrets, key_version from webhook_endpoint where id = $1', [id]);
  return JSON.parse(keys.unwrap({ wrapped: rows[0].secrets, version: rows[0].key_version }).toString());
};

test('an endpoint’s secret is told once and kept encrypted', async () => {
  const made = await create();
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ url, eventTypes: ['comment.decided'], disabled: false });
  expect(made.body.secret).toMatch(/^whsec_/);
  expect(await secretsOf(made.body.id)).toEqual([{ secret: made.body.secret, expiresAt: null }]);
  const { body } = await intake.call(site, 'GET', made.path);
  expect(body).not.toHaveProperty('secret');
  const { rows } = await db.owner.query('select e::text as row from webhook_endpoint e where id = $1', [made.body.id]);
  expect(rows[0].row).not.toContain(made.body.secret.slice(6));
});

test.each([
  ['http://paper.example/'],
  ['https://127.0.0.1/'],
  ['https://localhost/'],
  ['https://user:word@paper.example/'],
  ['https://[::1]/'],
  ['no url'],
])('%s is refused', async (bad) => {
  expect((await create({ url: bad })).body.errors).toMatchObject([{ pointer: '/url' }]);
  const { path } = await create();
  expect((await intake.call(site, 'PATCH', path, { body: { url: bad } })).status).toBe(422);
});

test('an endpoint is changed, disabled, taken back and deleted', async () => {
  const { path, body } = await create();
  const changed = await intake.call(site, 'PATCH', path, { body: { eventTypes: [], disabled: true } });
  expect(changed.body).toMatchObject({ url, eventTypes: [], disabled: true, disabledReason: 'disabled by its owner' });
  expect((await intake.call(site, 'POST', `${path}/test`)).status).toBe(409);
  const back = await intake.call(site, 'PATCH', path, { body: { disabled: false } });
  expect(back.body).toMatchObject({ disabled: false, disabledReason: null });
  expect((await intake.call(site, 'DELETE', path)).status).toBe(204);
  expect((await intake.call(site, 'GET', path)).status).toBe(404);
  expect((await intake.call(site, 'DELETE', path)).status).toBe(404);
  const { rows } = await db.owner.query('select length(secrets) as left from webhook_endpoint where id = $1', [
    body.id,
  ]);
  expect(rows).toEqual([{ left: 0 }]);
});

test('after a rotation both secrets hold for a day', async () => {
  const { path, body } = await create();
  const rotated = await intake.call(site, 'POST', `${path}/rotate-secret`);
  expect(rotated.body.secret).not.toBe(body.secret);
  expect(await secretsOf(body.id)).toEqual([
    { secret: rotated.body.secret, expiresAt: null },
    { secret: body.secret, expiresAt: rotated.body.oldValidUntil },
  ]);
  clock.advance(24 * 3_600_000 + 1);
  await intake.call(site, 'POST', `${path}/rotate-secret`);
  expect((await secretsOf(body.id)).map(({ secret }) => secret)).not.toContain(body.secret);
});

test('lists are paged by cursor, each row once', async () => {
  for (let i = 0; i < 5; i++) {
    await create({ url, description: `n${i}` });
    clock.advance(1);
  }
  const seen: string[] = [];
  let path: string | null = '/v1/webhook-endpoints?limit=2';
  while (path) {
    const { body, headers }: { body: { data: { description: string }[]; has_more: boolean }; headers: Headers } =
      await intake.call(site, 'GET', path);
    seen.push(...body.data.map(({ description }) => description));
    path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null;
    expect(body.has_more).toBe(path !== null);
  }
  expect(seen).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  expect((await intake.call(site, 'GET', '/v1/webhook-endpoints?limit=101')).status).toBe(422);
  expect((await intake.call(site, 'GET', '/v1/webhook-endpoints?cursor=AAAA')).body.code).toBe('bad_cursor');
});

test('a test event is a delivery like others, which can be looked at and replayed', async () => {
  const { path, body } = await create();
  const { deliveryId } = (await intake.call(site, 'POST', `${path}/test`)).body;
  const list = await intake.call(site, 'GET', `/v1/deliveries?endpoint=${body.id}&state=pending`);
  expect(list.body.data).toMatchObject([{ id: deliveryId, eventType: 'endpoint.test', state: 'pending', attempts: 0 }]);
  expect((await intake.call(site, 'POST', `/v1/deliveries/${deliveryId}/replay`)).status).toBe(409);
  await db.owner.query(`update delivery set state = 'dead', finished_at = now() where id = $1`, [deliveryId]);
  expect((await intake.call(site, 'GET', '/v1/deliveries?state=dead')).body.data).toHaveLength(1);
  expect((await intake.call(site, 'POST', `/v1/deliveries/${deliveryId}/replay`)).status).toBe(202);
  expect((await intake.call(site, 'GET', '/v1/deliveries?state=pending')).body.data).toHaveLength(1);
  expect((await intake.call(site, 'GET', `/v1/deliveries/${deliveryId}/attempts`)).body).toEqual({ data: [] });
  await intake.call(site, 'DELETE', path);
  await db.owner.query(`update delivery set state = 'dead' where id = $1`, [deliveryId]);
  expect((await intake.call(site, 'POST', `/v1/deliveries/${deliveryId}/replay`)).status).toBe(409);
});

test('another site’s endpoints and deliveries do not exist', async () => {
  const { path } = await create();
  const { deliveryId } = (await intake.call(site, 'POST', `${path}/test`)).body;
  const stranger = await makeSite(db.database);
  for (const [method, foreign] of [
    ['GET', path],
    ['PATCH', path],
    ['DELETE', path],
    ['POST', `${path}/rotate-secret`],
    ['POST', `${path}/test`],
    ['POST', `/v1/deliveries/${deliveryId}/replay`],
    ['GET', `/v1/deliveries/${deliveryId}/attempts`],
  ] as const) {
    const options = method === 'PATCH' ? { body: {} } : {};
    expect((await intake.call(stranger, method, foreign, options)).status).toBe(404);
  }
  expect((await intake.call(stranger, 'GET', '/v1/deliveries')).body.data).toEqual([]);
});
