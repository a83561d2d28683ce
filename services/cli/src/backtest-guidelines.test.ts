import { failBacktest, listRestingBacktests, saveBacktestStep, startBacktest } from '@moderato/database';
import { newId, tallyComparison } from '@moderato/domain';
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

const command = (...more: string[]) =>
  runCommand(['guidelines', 'backtest', ...more, '--site', `site-${siteId}`], { DATABASE_URL: db.url });

/** What the next sweep of a worker would find to do. */
const queued = () =>
  eventually('a backtest', async () =>
    (await listRestingBacktests(db.database, new Date(Date.now() - 60_000))).find((one) => one.siteId === siteId),
  );

test('leaves the backtest to the workers, waits for its end and prints what it counted', async () => {
  const running = command('1', '--json');
  const { backtestId: id } = await queued();
  await db.database.withSite(siteId, async (tx) => {
    const begun = await startBacktest(tx, siteId, id, new Date());
    if (!begun) throw new Error('it is not there');
    const { tally, cursor } = begun;
    tallyComparison(tally, {
      id: newId(new Date()),
      from: 'approve',
      to: 'review',
      byModerator: false,
      failed: false,
      clauses: ['Be civil'],
    });
    await saveBacktestStep(tx, siteId, { id, from: cursor, cursor, done: 1, tally, finished: true }, new Date());
  });
  const { code, printed, stderr } = await running;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(printed).toMatchObject([{ id, version: 1, compared: 1, flips: { 'approve→review': 1 } }]);
});

test('one that failed says why', async () => {
  const running = command('1', '--json');
  const { backtestId: id } = await queued();
  await db.database.withSite(siteId, (tx) => failBacktest(tx, siteId, id, 'No luck.', new Date()));
  const { code, printed, stderr } = await running;
  expect({ code, printed }).toEqual({ code: 1, printed: [] });
  expect(stderr).toContain('No luck.');
});

test.each([
  [['9'], /no version 9/],
  [['x'], /whole number/],
  [['1', '--days', '0'], /whole number/],
])('misuse is told: %j', async (args, message) => {
  const { code, stderr } = await command(...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
