import { knowAddress } from '@moderato/database';
import { createTestDatabase, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { runCommand } from '../testing/run-command.js';

let db: TestDatabase;
let site: string;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  siteId = await insertTestSite(db);
  site = `site-${siteId}`;
});
afterAll(() => db.drop());

const mail = (...args: string[]) => runCommand(['mail', ...args, '--site', site], { DATABASE_URL: db.url });

test('a second contact and the digest’s hours are set, and the rest stays', async () => {
  expect((await mail('settings')).printed).toMatchObject([{ immediate: 3, digestMinutes: 60, digestHours: [] }]);
  const set = ['--second-contact', 'chief@paper.example', '--digest-hours', '8,17', '--time-zone', 'Pacific/Honolulu'];
  expect((await mail('settings', ...set)).printed).toMatchObject([{ secondContact: 'chief@paper.example' }]);
  const changed = await mail('settings', '--immediate', '0');
  expect(changed.printed).toMatchObject([
    { immediate: 0, digestHours: [8, 17], timeZone: 'Pacific/Honolulu', secondContact: 'chief@paper.example' },
  ]);
  const none = await mail('settings', '--second-contact', 'none', '--digest-hours', 'any');
  expect(none.printed[0]).not.toHaveProperty('secondContact');
});

test('an address that died is listed with what to do, and works again when somebody says so', async () => {
  const known = { address: 'editor@paper.example', hash: Buffer.from('x'), isOwn: true };
  const { id } = await db.database.withSite(siteId, (tx) => knowAddress(tx, siteId, known, new Date()));
  await db.owner.query(`update mail_address set suppressed_at = now(), suppressed_for = 'failures' where id = $1`, [
    id,
  ]);
  const listed = await mail('addresses');
  expect(listed).toMatchObject({ code: 0, printed: [{ id, state: 'dead' }] });
  expect(listed.stderr).toContain('three mails came back within a week');
  expect((await mail('works', 'Editor@paper.example')).printed).toMatchObject([{ id, state: 'works' }]);
});

test.each([
  [['settings', '--digest-hours', '25'], 1, 'digestHours'],
  [['settings', '--time-zone', 'Nowhere'], 1, 'timeZone'],
  [['settings', '--immediate', 'many'], 2, 'whole number'],
  [['works', 'x@y.example'], 1, 'has mailed to no address'],
])('what cannot be done says why: %j', async (args, code, words) => {
  expect(await mail(...args)).toMatchObject({ code, stderr: expect.stringContaining(words) });
});
