import { createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

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

const report = (query = '') => intake.call(site, 'GET', `/v1/guidelines/report${query}`);

test('a site without decisions gets a report that says so, of the last ninety days', async () => {
  const { status, body } = await report();
  expect(status).toBe(200);
  expect(body).toMatchObject({ version: 1, versions: [1], basis: { seen: 0 }, clauses: [] });
  expect(Date.parse(body.to) - Date.parse(body.from)).toBe(90 * 86_400_000);
  expect(body.basis.notes.join(' ')).toContain('mostly see what was held');
});

test('what is asked wrongly is answered by its parameter; a version that is not there by 404', async () => {
  const wrong = await report('?days=0&verson=1');
  expect(wrong.status).toBe(422);
  expect(wrong.body.errors.map(({ parameter }: { parameter: string }) => parameter).toSorted()).toEqual([
    'days',
    'verson',
  ]);
  expect((await report('?version=7')).status).toBe(404);
  await db.owner.query(`update guidelines set state = 'retired' where site_id = $1`, [site.siteId]);
  expect((await report()).body.code).toBe('no_guidelines');
  expect((await report('?version=1')).status).toBe(200);
});
