import { claimWatch, findWatch, saveLook } from '@moderato/database';
import { captureLog, createTestDatabase, ManualClock, type TestDatabase } from '@moderato/testkit';
import { makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
const clock = new ManualClock();
const captured = captureLog('intake');
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, { clock, log: captured.log });
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const path = '/v1/guidelines/watch';
const settings = { url: 'https://paper.example/rules', editors: ['marked-editor@paper.example'] };
const put = (body: object = settings, by = site) => intake.call(by, 'PUT', path, { body });
const get = (by = site) => intake.call(by, 'GET', path);
const check = () => intake.call(site, 'POST', `${path}/check`);
const actions = async () =>
  (await db.owner.query('select kind, actor, data from action where site_id = $1 order by block_height', [site.siteId]))
    .rows;

/** As delivery leaves it after a look. */
async function looked(changes: Partial<Parameters<typeof saveLook>[2]> = {}): Promise<void> {
  const at = clock.now();
  await db.database.withSite(site.siteId, async (tx) => {
    const leasedUntil = new Date(at.getTime() + 60_000);
    const watch = await claimWatch(tx, site.siteId, { at, leasedUntil });
    if (!watch) throw new Error('nothing is due');
    const [nextLookAt, notBefore] = [new Date(at.getTime() + 86_400_000), new Date(at.getTime() + 60_000)];
    const found = { result: 'same' as const, resultWords: 'The page says what is live.' };
    await saveLook(tx, site.siteId, { ...watch, nextLookAt, notBefore, ...found, ...changes }, at);
  });
}

test('a page is watched from now on, once a day unless the site says otherwise', async () => {
  const { status, body } = await put();
  const now = clock.now().toISOString();
  expect([status, body]).toEqual([
    200,
    {
      ...settings,
      everyHours: 24,
      createdAt: now,
      last: null,
      failingSince: null,
      nextAt: now,
      draft: null,
      backtest: null,
      alarm: null,
    },
  ]);
  expect((await get()).body).toEqual(body);
  expect((await put({ ...settings, everyHours: 6 })).body.everyHours).toBe(6);
});

test('that a page is watched, and no more, is on the record, without the editors’ addresses', async () => {
  await put();
  await put();
  expect((await intake.call(site, 'DELETE', path)).status).toBe(204);
  const actor = `api-key:${site.keyId}`;
  expect(await actions()).toEqual([
    { kind: 'guidelines.watched', actor, data: { url: settings.url, everyHours: 24, editors: 1 } },
    { kind: 'guidelines.unwatched', actor, data: {} },
  ]);
  expect(captured.text()).not.toContain('marked-editor');
  for (const answer of [await get(), await check(), await intake.call(site, 'DELETE', path)]) {
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  }
});

test('what the last look found, and an alarm, is told', async () => {
  await put();
  const since = clock.now();
  const alarm = { kind: 'page_gone' as const, about: 'gone', words: 'The page is gone.', since };
  await looked({ result: 'gone', resultWords: 'The page is gone.', failingSince: since, draftVersion: 1, alarm });
  expect((await get()).body).toMatchObject({
    last: { at: since.toISOString(), result: 'gone', words: 'The page is gone.' },
    failingSince: since.toISOString(),
    nextAt: new Date(since.getTime() + 86_400_000).toISOString(),
    draft: { version: 1, state: 'live' },
    alarm: { kind: 'page_gone', words: 'The page is gone.', since: since.toISOString() },
  });
});

test('a look that is asked for comes at once, a minute after the last at the earliest', async () => {
  await put();
  await looked();
  const justLooked = clock.now();
  const earliest = new Date(justLooked.getTime() + 60_000).toISOString();
  const { status, body } = await check();
  expect([status, body.nextAt]).toEqual([202, earliest]);
  clock.advance(3_600_000);
  await looked();
  clock.advance(3_600_000);
  expect((await check()).body.nextAt).toBe(clock.now().toISOString());
});

test('what goes live has the page looked at, for an alarm may be over with it', async () => {
  await put();
  await looked();
  clock.advance(3_600_000);
  await intake.call(site, 'PUT', '/v1/guidelines', { body: { text: 'Be civil. No spam.', state: 'draft' } });
  expect((await get()).body.nextAt).not.toBe(clock.now().toISOString());
  await intake.call(site, 'POST', '/v1/guidelines/2/publish');
  expect((await get()).body.nextAt).toBe(clock.now().toISOString());
});

test('another page is another watch: what was found, and a look in hand, are forgotten', async () => {
  await put();
  await looked({ seenWords: 'x', draftVersion: 1 });
  const other = await put({ ...settings, url: 'https://paper.example/other' });
  expect(other.body).toMatchObject({ last: null, draft: null, nextAt: clock.now().toISOString() });
  const watch = await db.database.withSite(site.siteId, (tx) => findWatch(tx, site.siteId));
  expect([watch?.seenWords, watch?.page]).toEqual([null, null]);
});

test('another editor changes nothing else', async () => {
  await put();
  await looked({ seenWords: 'x' });
  const editors = ['b@paper.example', 'c@paper.example'];
  expect((await put({ ...settings, editors })).body).toMatchObject({ editors, last: { result: 'same' } });
});

test.each<[object, string]>([
  [{ editors: ['a@b.example'] }, '/url'],
  [{ ...settings, url: 'ftp://paper.example/' }, '/url'],
  [{ ...settings, url: 'http://127.0.0.1/rules' }, '/url'],
  [{ ...settings, url: 'https://169.254.169.254/latest' }, '/url'],
  [{ ...settings, url: 'https://user:secret@paper.example/' }, '/url'],
  [{ ...settings, editors: [] }, '/editors'],
  [{ ...settings, editors: ['nobody'] }, '/editors/0'],
  [{ ...settings, editors: ['a@b.example', 'A@b.example'] }, '/editors'],
  [{ ...settings, everyHours: 0 }, '/everyHours'],
  [{ ...settings, everyHours: 169 }, '/everyHours'],
  [{ ...settings, daily: true }, '/daily'],
])('what cannot be is refused by its field: case %#', async (body, pointer) => {
  const answer = await put(body);
  expect([answer.status, answer.body.errors.map((one: { pointer: string }) => one.pointer)]).toEqual([422, [pointer]]);
  expect((await get()).status).toBe(404);
});

test('a page that anybody may read may come by plain http', async () => {
  expect((await put({ ...settings, url: 'http://paper.example/rules' })).status).toBe(200);
});

test('another site’s watch is none of mine', async () => {
  await put();
  const other = await makeSite(db.database);
  expect((await get(other)).status).toBe(404);
  expect((await intake.call(other, 'DELETE', path)).status).toBe(404);
  expect((await get()).status).toBe(200);
});
