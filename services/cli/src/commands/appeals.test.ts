import { randomUUID } from 'node:crypto';
import { decideAppeal, fileAppeal, insertModerator, MasterKeys, recordAutomaticDecisions } from '@moderato/database';
import { appealSettingsSchema, newId } from '@moderato/domain';
import {
  aDecision,
  aFinding,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';
import { runCommand } from '../testing/run-command.js';

const masterKey = 'ab'.repeat(32);
let db: TestDatabase;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  siteId = await insertTestSite(db);
});
afterAll(() => db.drop());

const env = () => ({ DATABASE_URL: db.url, MODERATO_MASTER_KEY: masterKey });
const appeals = (...args: string[]) => runCommand(['appeals', ...args, '--site', `site-${siteId}`], env());

test('appeals are listed and shown with the author’s words, and the record of them verifies', async () => {
  const at = new Date();
  const comment = await insertTestComment(db, siteId);
  const made = { id: newId(at), outcome: 'reject', decidedAt: at.toISOString() } as const;
  const masterKeys = new MasterKeys([masterKey]);
  const context = { masterKeys, settings: appealSettingsSchema.parse({}), actor: 'author', at };
  const moderatorId = newId(at);
  const id = await db.database.withSite(siteId, async (tx) => {
    await insertModerator(tx, siteId, { id: moderatorId, name: 'Ann' }, at);
    await recordAutomaticDecisions(tx, siteId, [aDecision(comment, { ...made, findings: [aFinding()] })], at);
    const about = { commentId: comment.id };
    return (await fileAppeal(tx, siteId, { about, source: 'api', text: 'Mine.', wantsOutcome: false }, context)).appeal
      .id;
  });
  expect((await appeals('list', '--state', 'open')).printed).toMatchObject([{ id, text: 'Mine.', state: 'open' }]);
  const decision = { id, moderatorId, outcome: 'overturned', reason: 'It was aimed at the plan.' } as const;
  await db.database.withSite(siteId, (tx) => decideAppeal(tx, siteId, decision, new Date()));
  expect((await appeals('show', id)).printed).toMatchObject([{ id, state: 'overturned', reason: decision.reason }]);
  expect((await appeals('list', '--state', 'open')).printed).toEqual([]);
  const verified = await runCommand(['verify-log', '--site', `site-${siteId}`], env());
  // Two decisions; that it was filed, and that it was overturned.
  expect(verified.printed).toMatchObject([{ ok: true, entries: 4 }]);
});

test.each([
  [['show', 'x'], 2, 'UUID'],
  [['show', randomUUID()], 1, 'no appeal'],
  [['list', '--state', 'lost'], 2, 'Allowed choices'],
])('what cannot be done says why: %j', async (args, code, words) => {
  expect(await appeals(...args)).toMatchObject({ code, stderr: expect.stringContaining(words) });
});
