import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, insertTestComment, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { runCommand } from '../testing/run-command.js';

let db: TestDatabase;
let author: string;
let site: string;
beforeAll(async () => {
  db = await createTestDatabase();
  const siteId = await insertTestSite(db);
  site = `site-${siteId}`;
  await insertTestComment(db, siteId);
  const { rows } = await db.owner.query('select external_id from author where site_id = $1', [siteId]);
  author = rows[0].external_id;
});
afterAll(() => db.drop());

const bans = (...args: string[]) => runCommand(['bans', ...args, '--site', site], { DATABASE_URL: db.url });
const suspension = ['--kind', 'suspension', '--reason', 'Threats.'];

test('an author is suspended, listed and let back in, and the record of it verifies', async () => {
  const added = await bans('add', author, ...suspension, '--hours', '5');
  expect(added).toMatchObject({
    code: 0,
    printed: [{ penalty: { author, by: 'staff' }, standing: { state: 'suspended' } }],
  });
  const { penalty } = added.printed[0] as { penalty: { id: string } };
  const { id } = penalty;
  expect((await bans('list')).printed).toMatchObject([{ id, kind: 'suspension', active: true }]);
  expect((await bans('list', '--kind', 'ban')).printed).toEqual([]);
  const lifted = await bans('lift', id, '--reason', 'Mistaken.');
  expect(lifted.printed).toMatchObject([
    { penalty: { ended: { how: 'lifted', reason: 'Mistaken.' } }, standing: { state: 'good' } },
  ]);
  expect(await bans('lift', id)).toMatchObject({ code: 0, stderr: expect.stringContaining('ended before') });
  expect((await bans('list')).printed).toEqual([]);
  expect((await bans('list', '--all', '--author', author)).printed).toHaveLength(1);
  const verified = await runCommand(['verify-log', '--site', site], { DATABASE_URL: db.url });
  expect(verified.printed).toMatchObject([{ ok: true, entries: 2 }]);
});

test('the ladder is changed by a file, and said back; what the file leaves out gets its default', async () => {
  const [before] = (await bans('settings')).printed;
  const folder = mkdtempSync(join(tmpdir(), 'moderato-bans-'));
  const file = join(folder, 'ladder.json');
  writeFileSync(file, JSON.stringify({ strikesToSuspend: 5, suspensionHours: [12] }));
  const changed = { ...before, strikesToSuspend: 5, suspensionHours: [12] };
  expect((await bans('settings', '--from', file)).printed).toEqual([changed]);
  writeFileSync(file, JSON.stringify({ strikesToSuspend: 0, suspensionHours: ['day'], strikes: 1 }));
  const refused = await bans('settings', '--from', file);
  expect(refused.code).toBe(1);
  for (const field of ['/strikesToSuspend', '/suspensionHours/0', 'strikes']) expect(refused.stderr).toContain(field);
  expect((await bans('settings')).printed).toEqual([changed]);
  rmSync(folder, { recursive: true });
});

test.each([
  [['add', 'nobody', ...suspension], 1, '/author'],
  [['add', 'x', '--kind', 'ban', '--reason', 'x', '--hours', '2'], 2, '--hours'],
  [['add', 'x', '--kind', 'exile', '--reason', 'x'], 2, 'Allowed choices'],
  [['add', 'x', ...suspension, '--comment', 'c-1'], 2, '--comment'],
  [['lift', 'x'], 2, 'UUID'],
  [['lift', randomUUID()], 1, 'no penalty'],
])('what cannot be done says why: %j', async (args, code, words) => {
  expect(await bans(...args)).toMatchObject({ code, stderr: expect.stringContaining(words) });
});
