import { randomUUID } from 'node:crypto';
import { mayDo, type Role, roles } from '@moderato/domain';
import { captureLog, createTestDatabase, insertTestSite, ManualClock, type TestDatabase } from '@moderato/testkit';
import { startTestConsole, type TestConsole } from '../testing/console-site.js';
import { needsByRoute, routeTable } from './route-table.js';

const clock = new ManualClock();
let db: TestDatabase;
let desk: TestConsole;
let siteId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  desk = await startTestConsole({ db, clock, log: captureLog('console').log });
  siteId = await insertTestSite(db, undefined, clock.now());
});
afterAll(async () => {
  await desk?.stop();
  await db?.drop();
});

const every = [...needsByRoute()].map(([{ operation }, need]) => ({ ...operation, need }));
/** Somewhere that is not: what is asked for is who may ask. */
const placeOf = (path: string) => path.replaceAll('{version}', '1').replaceAll(/\{\w+\}/g, () => randomUUID());
const ask = ({ method, path }: { method: string; path: string }, cookie?: string) =>
  desk.call(method.toUpperCase(), placeOf(path), {
    ...(cookie && { cookie }),
    ...(method !== 'get' && { body: {} }),
  });

const mayAsk = (role: Role, need: (typeof every)[number]['need']) =>
  need === 'nothing' || need === 'signed_in' || mayDo(role, need);

describe.each(roles)('as %s', (role) => {
  test.each(every)(
    '$method $path is answered where the role has the right, and refused with 403 elsewhere',
    async (route) => {
      const id = await desk.addModerator(siteId, { role });
      const { status, body } = await ask(route, await desk.signIn(siteId, id));
      const refused = status === 403 && body.code === 'forbidden';
      expect({ status, refused }).toEqual({ status: expect.any(Number), refused: !mayAsk(role, route.need) });
      expect(status).not.toBe(405);
      expect(status).toBeLessThan(500);
      if (route.need !== 'nothing') expect(status).not.toBe(401);
    },
  );
});

test.each(every.filter(({ need }) => need !== 'nothing'))('$method $path: 401 without a session', async (route) => {
  const { status, body } = await ask(route);
  expect([status, body.code]).toEqual([401, 'signed_out']);
});

test.each(every.filter(({ method }) => method !== 'get'))(
  '$method $path: 403 for a request that another site’s page could have caused',
  async (route) => {
    const cookie = await desk.signIn(siteId, await desk.addModerator(siteId, { role: 'admin' }));
    const path = placeOf(route.path);
    const foreign: Record<string, string>[] = [
      { 'x-moderato-csrf': '' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
    ];
    for (const headers of foreign) {
      const { status } = await desk.call(route.method.toUpperCase(), path, { cookie, body: {}, headers });
      expect({ headers, status }).toEqual({ headers, status: 403 });
    }
  },
);

test('a refusal names the role, and those that may', async () => {
  const cookie = await desk.signIn(siteId, await desk.addModerator(siteId, { role: 'triage' }));
  const { body } = await desk.call('POST', `/api/comments/${randomUUID()}/decide`, { cookie, body: {} });
  expect(body.detail).toBe(
    'Your role is triage. To approve and reject comments, decide appeals takes one of: admin, moderator.',
  );
});

test('the API has no path besides those of the table', async () => {
  const cookie = await desk.signIn(siteId, await desk.addModerator(siteId, { role: 'admin' }));
  expect((await desk.call('GET', '/api/not-in-the-table', { cookie })).status).toBe(404);
});

test('a route that stands in the table twice stops the start', () => {
  const [twice] = routeTable.decide;
  if (!twice) throw new Error('nothing can be decided');
  expect(() => needsByRoute({ ...routeTable, read: [...routeTable.read, twice] })).toThrow(/twice/);
});

test('a change of role holds from the next request on', async () => {
  const id = await desk.addModerator(siteId, { role: 'admin' });
  const cookie = await desk.signIn(siteId, id);
  const rightsNow = async () => (await desk.call('GET', '/api/session', { cookie })).body.rights;
  expect(await rightsNow()).toContain('manage_users');
  await db.owner.query(`update moderator set role = 'read_only' where id = $1`, [id]);
  expect(await rightsNow()).toEqual(['read']);
});
