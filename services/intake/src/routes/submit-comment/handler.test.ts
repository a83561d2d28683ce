import { recordAutomaticDecisions } from '@moderato/database';
import { aDecision, createTestDatabase, eventually, type TestDatabase } from '@moderato/testkit';
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

const post = (body: unknown, headers: Record<string, string> = {}) =>
  intake.call(site, 'POST', '/v1/comments', { body, headers });
const rowsOf = async (externalId: unknown) =>
  (
    await db.owner.query('select c.*, c.status from comment c where c.site_id = $1 and c.external_id = $2', [
      site.siteId,
      externalId,
    ])
  ).rows;
const waitingOf = async (flushId: string) =>
  (await db.owner.query('select comment_ids, revisions from undecided_flush where flush_id = $1', [flushId])).rows;
const pointersOf = (answer: { body: { errors: { pointer: string }[] } }) =>
  answer.body.errors.map(({ pointer }) => pointer).toSorted();

test('a 202 means that the comment is in Postgres, and that a job names it', async () => {
  const submission = aSubmission({
    parent: { id: 'p', body: 'Earlier.' },
    acceptedTerms: true,
    meta: { desk: 'city' },
  });
  const answer = await post(submission);
  expect(answer.status).toBe(202);
  expect(answer.body).toEqual({ id: expect.any(String), status: 'pending' });
  const [row] = await rowsOf(submission.externalId);
  expect(row).toMatchObject({
    id: answer.body.id,
    body: submission.body,
    revision: 1,
    status: 'pending',
    accepted_version: 1,
    parent: { id: 'p', body: 'Earlier.' },
    meta: { desk: 'city' },
  });
  expect(intake.jobs.at(-1)).toEqual({ siteId: site.siteId, flushIds: [row.flush_id], comments: 1 });
  expect(await waitingOf(row.flush_id)).toEqual([{ comment_ids: [answer.body.id], revisions: [1] }]);
});

test('the commenter’s name, e-mail and address are nowhere in clear', async () => {
  await post(aSubmission());
  const { rows } = await db.owner.query('select a::text as row from author a where site_id = $1', [site.siteId]);
  expect(rows).toHaveLength(1);
  expect(rows[0].row).not.toMatch(/Ann|readers\.example|203\.0\.113/);
  const hex = Buffer.from('ann@readers.example').toString('hex');
  expect(rows[0].row).not.toContain(hex);
});

test('one external id posted by fifty at once is one comment', async () => {
  const submission = aSubmission();
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(submission)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await rowsOf(submission.externalId)).toMatchObject([{ revision: 1 }]);
  expect(intake.jobs.filter(({ siteId }) => siteId === site.siteId)).toMatchObject([{ comments: 1 }]);
});

test('another body is a new revision with the old one kept; the same body is nothing', async () => {
  const submission = aSubmission();
  const first = await post(submission);
  await post(submission);
  const second = await post({ ...submission, body: 'On reflection, they did ask.' });
  expect(second.body).toEqual({ id: first.body.id, status: 'pending' });
  expect(await rowsOf(submission.externalId)).toMatchObject([{ revision: 2, body: 'On reflection, they did ask.' }]);
  const { rows } = await db.owner.query('select revision, body from superseded_revision where comment_id = $1', [
    first.body.id,
  ]);
  expect(rows).toEqual([{ revision: 1, body: submission.body }]);
  const [row] = await rowsOf(submission.externalId);
  await eventually('the job', () => intake.jobs.at(-1)?.flushIds[0] === row.flush_id);
  // The first revision waits no more.
  const waiting = await db.owner.query('select comment_ids, revisions from undecided_flush where site_id = $1', [
    site.siteId,
  ]);
  expect(waiting.rows).toEqual([{ comment_ids: [first.body.id], revisions: [2] }]);
});

test('fifty different bodies under one id, posted at once, end in one comment with a revision each', async () => {
  const submission = aSubmission();
  await Promise.all(Array.from({ length: 50 }, (_, i) => post({ ...submission, body: `Version ${i}` })));
  const [row] = await rowsOf(submission.externalId);
  expect(row.revision).toBe(50);
  const { rows } = await db.owner.query('select count(*)::int as n from superseded_revision where comment_id = $1', [
    row.id,
  ]);
  expect(rows[0].n).toBe(49);
});

test('what Postgres cannot hold becomes U+FFFD, at the same offsets', async () => {
  const submission = aSubmission({ body: 'a\u0000b\ud800c 😀', meta: { 'k\u0000': '\udc00' } });
  expect((await post(submission)).status).toBe(202);
  expect(await rowsOf(submission.externalId)).toMatchObject([
    { body: 'a\ufffdb\ufffdc 😀', meta: { 'k\ufffd': '\ufffd' } },
  ]);
});

test('every bad field is named at once, and nothing of the input comes back', async () => {
  const answer = await post({
    externalId: '',
    body: 7,
    author: { name: 'x', email: 'secret-nonsense', ip: '999.1.1.1' },
    story: { id: 's', url: 'ftp://x' },
    submittedAt: 'yesterday',
    surprise: true,
  });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(pointersOf(answer)).toEqual(
    [
      '/author/email',
      '/author/id',
      '/author/ip',
      '/body',
      '/externalId',
      '/story/url',
      '/submittedAt',
      '/surprise',
    ].toSorted(),
  );
  expect(JSON.stringify(answer.body)).not.toMatch(/secret-nonsense|999\.1|yesterday/);
});

test('a site’s form decides which fields are required', async () => {
  site = await makeSite(db.database, { requiredFields: ['comment', 'author', 'email'], requireTerms: true });
  const answer = await post(aSubmission({ body: ' ', author: { id: 'a', name: '' } }));
  expect(answer.status).toBe(422);
  expect(pointersOf(answer)).toEqual(['/acceptedTerms', '/author/email', '/author/name', '/body']);
  expect((await post(aSubmission({ acceptedTerms: true }))).status).toBe(202);
});

test('a comment that Postgres refuses costs its neighbours nothing', async () => {
  await db.owner.query(`alter table comment add constraint no_poison check (body <> 'poison')`);
  const answers = await Promise.all(['fine', 'poison', 'also fine'].map((body) => post(aSubmission({ body }))));
  expect(answers.map(({ status }) => status)).toEqual([202, 422, 202]);
});

test('with Prefer: wait the answer is the decision, if it comes in time', async () => {
  const submission = aSubmission();
  const waiting = post(submission, { prefer: 'wait=10' });
  const row = await eventually('the comment', async () => (await rowsOf(submission.externalId))[0]);
  const decision = aDecision({ id: row.id, externalId: row.external_id, flushId: row.flush_id });
  await db.database.withSite(site.siteId, (tx) => recordAutomaticDecisions(tx, site.siteId, [decision], new Date()));
  const answer = await waiting;
  expect(answer.status).toBe(200);
  expect(answer.headers.get('preference-applied')).toBe('wait=10');
  expect(answer.body).toMatchObject({ id: row.id, status: 'approved', history: [{ id: decision.id }] });
  expect((await post(aSubmission(), { prefer: 'wait=0' })).status).toBe(202);
});

test('a withdrawn comment cannot be posted back to life', async () => {
  const submission = aSubmission();
  const { body } = await post(submission);
  await intake.call(site, 'DELETE', `/v1/comments/${body.id}`);
  expect((await post(submission)).status).toBe(409);
});

test('a queue that is away fails no request', async () => {
  const lonely = await startIntake(db, { queues: { enqueue: () => Promise.reject(new Error('away')) } });
  const submission = aSubmission();
  const answer = await lonely.call(site, 'POST', '/v1/comments', { body: submission });
  await lonely.stop();
  expect(answer.status).toBe(202);
  expect(await rowsOf(submission.externalId)).toHaveLength(1);
});

test('more than may wait is refused with 503 and Retry-After', async () => {
  const narrow = await startIntake(db, { env: { INTAKE_MAX_WAITING: '1' } });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => narrow.call(site, 'POST', '/v1/comments', { body: aSubmission() })),
  );
  await narrow.stop();
  const refused = answers.find(({ status }) => status === 503);
  expect(refused?.headers.get('retry-after')).toBe('1');
  expect(answers.some(({ status }) => status === 202)).toBe(true);
});
