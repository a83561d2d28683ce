import { claimWatch, findWatch, saveLook } from '@moderato/database';
import { createTestDatabase, eventually, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { runCommand } from './testing/run-command.js';

let db: TestDatabase;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
});
afterAll(() => db.drop());

const url = 'https://paper.example/rules';
const command = (...more: string[]) =>
  runCommand(['guidelines', 'watch', '--site', `site-${siteId}`, ...more], { DATABASE_URL: db.url });
const found = () => db.database.withSite(siteId, (tx) => findWatch(tx, siteId));

/** As delivery would, once it is due. */
const look = (changes: Partial<Parameters<typeof saveLook>[2]> = {}) =>
  eventually('a look that is due', () =>
    db.database.withSite(siteId, async (tx) => {
      const at = new Date();
      const watch = await claimWatch(tx, siteId, { at, leasedUntil: new Date(at.getTime() + 60_000) });
      if (!watch) return false;
      const nextLookAt = new Date(at.getTime() + 86_400_000);
      const words = { result: 'same' as const, resultWords: 'The page says what is live.' };
      await saveLook(tx, siteId, { ...watch, nextLookAt, ...words, ...changes }, at);
      return true;
    }),
  );

test('a page is watched, shown, and watched no more', async () => {
  const set = await command(
    url,
    '--editor',
    'a@paper.example',
    '--editor',
    'b@paper.example',
    '--every',
    '6',
    '--json',
  );
  expect([set.code, set.printed]).toEqual([
    0,
    [
      {
        url,
        editors: ['a@paper.example', 'b@paper.example'],
        everyHours: 6,
        last: null,
        nextAt: expect.any(String),
        draft: null,
        alarm: null,
      },
    ],
  ]);
  expect((await command('--json')).printed).toEqual(set.printed);
  expect((await command('--off')).code).toBe(0);
  expect(await found()).toBeNull();
  for (const more of [[], ['--check'], ['--off']]) {
    const { code, stderr } = await command(...more);
    expect([code, stderr]).toEqual([2, expect.stringContaining('no page is watched')]);
  }
});

test('a look is waited for, and what it found is shown', async () => {
  const running = command(url, '--editor', 'a@paper.example', '--check', '--json');
  await look();
  const { code, printed } = await running;
  expect(code).toBe(0);
  expect(printed).toMatchObject([{ last: { result: 'same', words: 'The page says what is live.' } }]);
});

test('an alarm makes it fail, so that a script notices', async () => {
  await command(url, '--editor', 'a@paper.example', '--json');
  const alarm = { kind: 'page_gone' as const, about: 'gone', words: 'The page is gone.', since: new Date() };
  await look({ result: 'gone', resultWords: 'The page is gone.', failures: 1, alarm });
  const { code, printed } = await command('--json');
  expect([code, printed[0]?.alarm]).toMatchObject([1, { kind: 'page_gone', words: 'The page is gone.' }]);
});

test('a server that wants to be left alone is not waited for', async () => {
  await command(url, '--editor', 'a@paper.example', '--json');
  const later = new Date(Date.now() + 3_600_000);
  await look({ nextLookAt: later, notBefore: later });
  const { code, stderr } = await command('--check');
  expect([code, stderr]).toEqual([1, expect.stringContaining('wants to be left alone until')]);
});

test.each([
  [[url], /--editor EMAIL/],
  [['--editor', 'a@paper.example'], /name the page/],
  [['paper', '--editor', 'a@paper.example'], /must be a URL/],
  [['http://127.0.0.1/', '--editor', 'a@paper.example'], /private, local or reserved/],
  [[url, '--editor', 'nobody'], /editors 0/],
  [[url, '--editor', 'a@paper.example', '--every', '0'], /everyHours/],
  [[url, '--editor', 'a@paper.example', '--every', 'x'], /everyHours/],
  [[url, '--off'], /--off goes with no page/],
])('misuse is told: %j', async (args, message) => {
  const { code, stderr } = await command(...args);
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  expect(await found()).toBeNull();
});
