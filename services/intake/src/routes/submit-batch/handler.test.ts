import { createTestDatabase, eventually, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from '../../testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db);
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const countRows = async () =>
  (await db.owner.query('select count(*)::int as n from comment where site_id = $1', [site.siteId])).rows[0].n;

test('a thousand are committed, answered in their order, and named by jobs, in flushes of two hundred', async () => {
  const batch = Array.from({ length: 1_000 }, () => aSubmission());
  const { status, body } = await intake.call(site, 'POST', '/v1/comments/batch', { body: batch });
  expect(status).toBe(207);
  expect(body.results.map((r: { externalId: string }) => r.externalId)).toEqual(batch.map((s) => s.externalId));
  expect(await countRows()).toBe(1_000);
  const jobs = await eventually('the jobs', () => {
    const sent = intake.jobs.filter(({ siteId }) => siteId === site.siteId);
    return sent.reduce((sum, { comments }) => sum + comments, 0) === 1_000 && sent;
  });
  const { rows } = await db.owner.query<{ comment_ids: string[] }>(
    'select comment_ids from undecided_flush where flush_id = any($1)',
    [jobs.flatMap(({ flushIds }) => flushIds)],
  );
  expect(rows.every(({ comment_ids }) => comment_ids.length <= 200)).toBe(true);
  const named = new Set(rows.flatMap(({ comment_ids }) => comment_ids));
  expect(named).toEqual(new Set(body.results.map((r: { id: string }) => r.id)));
});

test('a bad one spoils no other', async () => {
  const [first, last] = [aSubmission(), aSubmission()];
  const body = [first, { externalId: 'bad', body: 1 }, 'no object', last];
  const answer = await intake.call(site, 'POST', '/v1/comments/batch', { body });
  expect(answer.body.results).toMatchObject([
    { externalId: first.externalId, status: 'pending' },
    { externalId: 'bad', error: { code: 'validation', status: 422 } },
    { error: { code: 'validation' } },
    { externalId: last.externalId, status: 'pending' },
  ]);
  expect(await countRows()).toBe(2);
});

test('lines are as good as a list, and a line that cannot be read stands for itself', async () => {
  const raw = `${JSON.stringify(aSubmission())}\n{"broken\n${JSON.stringify(aSubmission())}\n`;
  const headers = { 'content-type': 'application/x-ndjson' };
  const { status, body } = await intake.call(site, 'POST', '/v1/comments/batch', { raw, headers });
  expect(status).toBe(207);
  expect(body.results).toMatchObject([
    { status: 'pending' },
    { error: { code: 'unreadable_body' } },
    { status: 'pending' },
  ]);
});

test('the same id twice in one batch is one comment, and the later body counts', async () => {
  const submission = aSubmission({ body: 'first' });
  const batch = [submission, aSubmission(), { ...submission, body: 'second' }];
  const { body } = await intake.call(site, 'POST', '/v1/comments/batch', { body: batch });
  expect(body.results[0].id).toBe(body.results[2].id);
  const { rows } = await db.owner.query('select revision, body from comment where id = $1', [body.results[0].id]);
  expect(rows).toEqual([{ revision: 2, body: 'second' }]);
});

test('more than a thousand, or no list, is refused whole', async () => {
  const many = Array.from({ length: 1_001 }, () => aSubmission());
  expect((await intake.call(site, 'POST', '/v1/comments/batch', { body: many })).status).toBe(422);
  expect((await intake.call(site, 'POST', '/v1/comments/batch', { body: { not: 'a list' } })).status).toBe(422);
  expect(await countRows()).toBe(0);
});
