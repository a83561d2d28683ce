import { createTestDatabase, insertTestComment, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { runCommand } from '../testing/run-command.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test('an author’s data is printed as one JSON object, and that is on the record', async () => {
  const siteId = await insertTestSite(db);
  await insertTestComment(db, siteId, { body: 'Words to be exported.' });
  const { rows } = await db.owner.query('select external_id from author where site_id = $1', [siteId]);
  const env = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: 'ab'.repeat(32) };
  const site = ['--site', `site-${siteId}`];
  const done = await runCommand(['authors', 'export', rows[0].external_id, ...site], env);
  expect(done).toMatchObject({ code: 0, printed: [{ comments: [{ text: 'Words to be exported.' }] }] });
  expect(await runCommand(['verify-log', ...site], env)).toMatchObject({ printed: [{ ok: true, entries: 1 }] });
  const none = await runCommand(['authors', 'export', 'nobody', ...site], env);
  expect(none).toMatchObject({ code: 1, printed: [], stderr: expect.stringContaining('no author nobody') });
});
