import { createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db);
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

test('while Postgres drops its connections, what is accepted is there, and what is not gets a 503', async () => {
  let dropped = 0;
  const drop = async () => {
    const { rowCount } = await db.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'moderato-intake' and datname = current_database()`,
    );
    dropped += rowCount ?? 0;
  };
  const submissions = Array.from({ length: 400 }, () => aSubmission());
  const answers = await Promise.all(
    submissions.map(async (body, i) => {
      if (i % 100 === 50) await drop();
      return { externalId: body.externalId, ...(await intake.call(site, 'POST', '/v1/comments', { body })) };
    }),
  );
  expect(dropped).toBeGreaterThan(0);
  // Whether a comment was on its way just then is chance; what was must not be told otherwise.
  expect(answers.filter(({ status }) => status !== 202 && status !== 503)).toEqual([]);
  const { rows } = await db.owner.query('select external_id from comment where site_id = $1', [site.siteId]);
  const stored = new Set(rows.map((row) => row.external_id));
  const accepted = answers.filter(({ status }) => status === 202);
  expect(accepted.filter(({ externalId }) => !stored.has(externalId))).toEqual([]);

  const again = await Promise.all(submissions.map((body) => intake.call(site, 'POST', '/v1/comments', { body })));
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set([202]));
  const [{ n }] = (await db.owner.query('select count(*)::int as n from comment where site_id = $1', [site.siteId]))
    .rows;
  expect(n).toBe(400);
});

test('a stopping intake answers what it has begun', async () => {
  const stopping = await startIntake(db);
  const answers = Array.from({ length: 50 }, () =>
    stopping.call(site, 'POST', '/v1/comments', { body: aSubmission() }),
  );
  await Promise.race(answers);
  await stopping.stop();
  const settled = await Promise.allSettled(answers);
  const statuses = settled.flatMap((s) => (s.status === 'fulfilled' ? [s.value.status] : []));
  expect(new Set(statuses)).toEqual(new Set([202]));
});
