import { createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, { env: { MODERATO_ALLOW_PRIVATE_URLS: '1' } });
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

// The live text: "Comments must be civil, with no personal attacks. Report abuse to editor@paper.example."
const text = 'Comments must be civil. No more than two links. Report abuse to editor@paper.example.';
const put = (body: object) => intake.call(site, 'PUT', '/v1/guidelines', { body });
const draft = (words = text) => put({ text: words, state: 'draft' });
const move = (version: number | string, verb: string) => intake.call(site, 'POST', `/v1/guidelines/${version}/${verb}`);
const get = (query = '') => intake.call(site, 'GET', `/v1/guidelines${query}`);
const states = async () => {
  const { body } = await intake.call(site, 'GET', '/v1/guidelines/versions');
  return Object.fromEntries(body.data.map((row: { version: number; state: string }) => [row.version, row.state]));
};
const kinds = async () =>
  (await db.owner.query('select kind from action where site_id = $1 order by block_height', [site.siteId])).rows.map(
    ({ kind }) => kind,
  );
const idsOf = (clauses: { id: string }[]) => clauses.map(({ id }) => id);

test('a draft says which clauses it changes, and decides nothing', async () => {
  const { status, body } = await draft();
  expect([status, body.version, body.state, body.publishedAt]).toEqual([200, 2, 'draft', null]);
  expect(body.changes.against).toBe(1);
  expect(idsOf(body.changes.added)).toEqual(['links-1']);
  expect(idsOf(body.changes.removed)).toEqual(['personal_attack-1']);
  expect((await get()).body).toMatchObject({ version: 1, state: 'live' });
  expect((await get('?version=2')).body).toEqual(body);
  expect(await kinds()).toEqual(['guidelines.drafted']);
});

test('the same draft saved again is the one there is', async () => {
  await draft();
  expect((await draft()).body.version).toBe(2);
  expect((await draft(`${text} No spam.`)).body.version).toBe(3);
});

test('draft, shadow, live, retired: each step is on the record, and going live alone is told', async () => {
  await intake.call(site, 'POST', '/v1/webhook-endpoints', { body: { url: 'http://127.0.0.1:9/' } });
  await draft();
  expect((await move(2, 'shadow')).body).toMatchObject({ version: 2, state: 'shadow', changes: { against: 1 } });
  const events = 'select data from event where site_id = $1';
  expect((await db.owner.query(events, [site.siteId])).rows).toEqual([]);
  const published = await move(2, 'publish');
  expect(published.body).toMatchObject({ version: 2, state: 'live' });
  expect(published.body.changes).toBeUndefined();
  expect((await db.owner.query(events, [site.siteId])).rows).toEqual([
    { data: { version: 2, hash: published.body.hash, previousVersion: 1 } },
  ]);
  expect(await states()).toEqual({ 1: 'retired', 2: 'live' });
  expect((await get('?version=1')).body).toMatchObject({ version: 1, state: 'retired' });
  expect((await get()).body.version).toBe(2);
  expect((await kinds()).slice(-3)).toEqual(['guidelines.drafted', 'guidelines.shadowed', 'guidelines.published']);
});

test('a step taken twice is taken once', async () => {
  await draft();
  for (const verb of ['shadow', 'publish']) {
    for (let i = 0; i < 2; i++) expect((await move(2, verb)).status).toBe(200);
  }
  expect(await kinds()).toEqual(['guidelines.drafted', 'guidelines.shadowed', 'guidelines.published']);
});

test('a second version in shadow makes a draft of the first', async () => {
  await draft();
  await draft(`${text} No spam.`);
  await move(2, 'shadow');
  await move(3, 'shadow');
  expect(await states()).toEqual({ 1: 'live', 2: 'draft', 3: 'shadow' });
});

test('a retired version can be published again', async () => {
  await put({ text });
  expect((await move(1, 'publish')).body).toMatchObject({ version: 1, state: 'live' });
  expect(await states()).toEqual({ 1: 'live', 2: 'retired' });
});

test('what was discarded is kept, and comes back only as a new draft', async () => {
  await draft();
  expect((await move(2, 'discard')).body.state).toBe('discarded');
  for (const verb of ['publish', 'shadow']) {
    const { status, body } = await move(2, verb);
    expect([status, body.code]).toEqual([409, 'conflict']);
    expect(body.detail).toContain('It is discarded.');
  }
  expect((await get('?version=2')).body.text).toBe(text);
  expect((await draft()).body.version).toBe(3);
});

test('the live version is neither discarded nor put into shadow', async () => {
  expect((await move(1, 'discard')).body.detail).toContain('Publish another version');
  expect((await move(1, 'shadow')).status).toBe(409);
  expect(await states()).toEqual({ 1: 'live' });
});

test.each(['7', '0', 'x', '99999999999'])('there is no version %s', async (version) => {
  expect((await move(version, 'publish')).status).toBe(404);
});

test('another site’s versions are none of mine', async () => {
  await draft();
  const other = await makeSite(db.database);
  expect((await intake.call(other, 'POST', '/v1/guidelines/2/publish')).status).toBe(404);
  expect((await intake.call(other, 'GET', '/v1/guidelines?version=2')).status).toBe(404);
});

test('many who publish at once leave exactly one version live, and one entry on the record each', async () => {
  for (const word of ['a', 'b', 'c', 'd']) await draft(`${text} ${word}`);
  const answers = await Promise.all([2, 3, 4, 5].map((version) => move(version, 'publish')));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const all = Object.values(await states());
  expect(all.filter((state) => state === 'live')).toHaveLength(1);
  expect(all.filter((state) => state === 'retired')).toHaveLength(4);
  expect((await kinds()).filter((kind) => kind === 'guidelines.published')).toHaveLength(4);
});

test('versions are paged, newest first, by state where asked', async () => {
  for (const word of ['a', 'b', 'c']) await draft(`${text} ${word}`);
  const first = await intake.call(site, 'GET', '/v1/guidelines/versions?limit=2');
  expect(first.body).toMatchObject({ data: [{ version: 4 }, { version: 3 }], has_more: true });
  const rest = await intake.call(site, 'GET', `/v1/guidelines/versions?limit=2&cursor=${first.body.next_cursor}`);
  expect(rest.body).toMatchObject({ data: [{ version: 2 }, { version: 1 }], has_more: false });
  const live = await intake.call(site, 'GET', '/v1/guidelines/versions?state=live');
  expect(live.body.data).toHaveLength(1);
});

describe('tuning', () => {
  const tuning = { clauses: { 'links-1': { off: true } }, site: { hold: ['levy'] } };

  test('settings make a version of their own, and a decision names them by its hash', async () => {
    const plain = await put({ text });
    const set = await put({ text, tuning });
    expect([plain.body.version, set.body.version]).toEqual([2, 3]);
    expect(set.body.hash).not.toBe(plain.body.hash);
    expect(set.body.tuning).toEqual(tuning);
    const decided = await intake.call(site, 'POST', '/v1/decide', { body: { body: 'The levy.' } });
    expect(decided.body).toMatchObject({
      outcome: 'review',
      guidelines: { version: 3, hash: set.body.hash },
      findings: [{ rule: 'held-word' }],
    });
    expect((await put({ text, tuning })).body.version).toBe(3);
  });

  test('a text without settings takes over those that fit, and names the others', async () => {
    await put({ text, tuning });
    const { body } = await put({ text: 'No personal attacks.' });
    expect(body).toMatchObject({ tuning: { site: { hold: ['levy'] } }, tuningLeftOut: ['/tuning/clauses/links-1'] });
    expect((await put({ text: 'No personal attacks.', tuning: {} })).body.tuning).toEqual({});
  });

  test('settings alone are a change of their clause', async () => {
    await put({ text });
    const { body } = await put({ text, tuning, state: 'draft' });
    expect(body.changes).toMatchObject({ added: [], removed: [], changed: [{ after: { id: 'links-1', off: true } }] });
  });

  test.each([
    [{ clauses: { 'spam-9': { off: true } } }, '/tuning/clauses/spam-9'],
    [{ clauses: { 'links-1': { thresholds: { review: 2 } } } }, '/tuning/clauses/links-1/thresholds/review'],
    [{ site: { hold: ['!'] } }, '/tuning/site/hold/0'],
    [{ sites: {} }, '/tuning/sites'],
  ])('what cannot be set is refused by its field: case %#', async (wrong, pointer) => {
    const { status, body } = await put({ text, tuning: wrong });
    expect([status, body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([422, [pointer]]);
    expect(await states()).toEqual({ 1: 'live' });
  });
});
