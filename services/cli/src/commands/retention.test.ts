import { recordAutomaticDecisions } from '@moderato/database';
import { newId } from '@moderato/domain';
import { aDecision, createTestDatabase, insertTestComment, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { runCommand } from '../testing/run-command.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const monthMs = 31 * 86_400_000;

test('without a setting nothing goes, and the settings are named', async () => {
  const { code, printed, stderr } = await runCommand(['retention'], { DATABASE_URL: db.url });
  expect({ code, printed }).toEqual({ code: 2, printed: [] });
  expect(stderr).toContain('MODERATO_RETENTION_TEXT_MONTHS');
});

test('a dry run says what would go, the real one removes it, and verify-log still finds the record whole', async () => {
  const at = new Date(Date.now() - 5 * monthMs);
  await db.owner.query('select ensure_partitions($1::date, 2)', [at]);
  const siteId = await insertTestSite(db, undefined, at);
  const comment = await insertTestComment(db, siteId, { at });
  const decision = aDecision(comment, { id: newId(at) });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], at));
  const env = { DATABASE_URL: db.url, MODERATO_RETENTION_TEXT_MONTHS: '3', MODERATO_RETENTION_RECORD_MONTHS: '3' };
  const rows = async () => (await db.owner.query('select from decision')).rowCount;

  const dry = await runCommand(['retention', '--dry-run'], env);
  expect(dry.code).toBe(0);
  expect(dry.printed[0]).toMatchObject({ texts: 1, erased: false });
  expect(dry.printed).toContainEqual(expect.objectContaining({ table: 'decision', rows: 1, dropped: false }));
  expect(await rows()).toBe(1);

  const real = await runCommand(['retention'], env);
  expect(real.printed[0]).toMatchObject({ texts: 1, erased: true });
  expect(await rows()).toBe(0);
  const verified = await runCommand(['verify-log', '--site', `site-${siteId}`], env);
  expect(verified).toMatchObject({ code: 0, printed: [{ ok: true, withoutEntries: 1, fault: null }] });
});
