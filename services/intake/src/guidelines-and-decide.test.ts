import { createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

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

const text = 'No profanity, please. Write to desk@paper.example to report a comment.';
const put = (body: unknown) => intake.call(site, 'PUT', '/v1/guidelines', { body });

test('put guidelines are live at once, told to subscribers and on record', async () => {
  await intake.call(site, 'POST', '/v1/webhook-endpoints', { body: { url: 'http://127.0.0.1:9/' } });
  const { status, body } = await put({ text });
  expect(status).toBe(200);
  expect(body).toMatchObject({ version: 2, state: 'live', text, report: { emails: ['desk@paper.example'] } });
  expect((await intake.call(site, 'GET', '/v1/guidelines')).body).toEqual(body);
  const events = await db.owner.query('select type, data from event where site_id = $1', [site.siteId]);
  expect(events.rows).toEqual([
    { type: 'guidelines.changed', data: { version: 2, hash: body.hash, previousVersion: 1 } },
  ]);
  const actions = await db.owner.query('select kind from action where site_id = $1', [site.siteId]);
  expect(actions.rows).toEqual([{ kind: 'guidelines.published' }]);
  const accepted = aSubmission({ acceptedTerms: true });
  await intake.call(site, 'POST', '/v1/comments', { body: accepted });
  const comments = await db.owner.query('select accepted_version from comment where external_id = $1', [
    accepted.externalId,
  ]);
  expect(comments.rows).toEqual([{ accepted_version: 2 }]);
});

test('the text that is live already makes no version', async () => {
  await put({ text });
  expect((await put({ text })).body.version).toBe(2);
});

test('two editors at once get two versions', async () => {
  const answers = await Promise.all(['a', 'b', 'c'].map((word) => put({ text: `${text} ${word}` })));
  expect(answers.map(({ body }) => body.version).toSorted()).toEqual([2, 3, 4]);
});

test.each([[{ text: '' }], [{ text: '\u0000 a' }], [{ text: 'x'.repeat(200_001) }], [{}], [{ text, more: 1 }]])(
  'what is no guidelines text is refused: case %#',
  async (body) => {
    const answer = await put(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.length).toBeGreaterThan(0);
  },
);

test('deciding stores nothing, and says what the engine says', async () => {
  const submission = { body: 'You are a pathetic moron.' };
  const given = await intake.call(site, 'POST', '/v1/decide', {
    body: { ...submission, guidelines: 'No personal attacks.' },
  });
  expect(given.status).toBe(200);
  expect(given.body.outcome).not.toBe('approve');
  expect(given.body.findings[0].clause.text).toContain('personal attacks');
  const live = await intake.call(site, 'POST', '/v1/decide', { body: submission });
  expect(live.body.guidelines.version).toBe(1);
  const { rows } = await db.owner.query('select count(*)::int as n from comment where site_id = $1', [site.siteId]);
  expect(rows).toEqual([{ n: 0 }]);
});

test('without guidelines there is nothing to decide by', async () => {
  await db.owner.query(`update guidelines set state = 'retired' where site_id = $1`, [site.siteId]);
  expect((await intake.call(site, 'GET', '/v1/guidelines')).status).toBe(404);
  const answer = await intake.call(site, 'POST', '/v1/decide', { body: { body: 'Hello.' } });
  expect([answer.status, answer.body.code]).toEqual([422, 'no_guidelines']);
  expect((await intake.call(site, 'POST', '/v1/comments', { body: aSubmission() })).status).toBe(202);
});
