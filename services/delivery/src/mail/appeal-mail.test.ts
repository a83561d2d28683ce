import {
  decideAppeal,
  eraseAuthor,
  fileAppeal,
  insertModerator,
  MasterKeys,
  recordAutomaticDecisions,
} from '@moderato/database';
import { type AppealOutcome, appealSettingsSchema, newId } from '@moderato/domain';
import { createMailer } from '@moderato/email';
import { createRegistry } from '@moderato/observability';
import {
  aDecision,
  aFinding,
  aPolicy,
  captureLog,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type SmtpReceiver,
  startSmtpReceiver,
  type TestDatabase,
} from '@moderato/testkit';
import { createDeliveryMetrics } from '../delivery-metrics.js';
import { createAppealComposer } from './compose-due-appeals.js';
import { MailDispatcher } from './mail-dispatcher.js';

const masterKeys = new MasterKeys(['ab'.repeat(32)]);
const address = 'ann@readers.example';
let db: TestDatabase;
let clock: ManualClock;
let siteId: string;
let smtp: SmtpReceiver;
let dispatching: MailDispatcher;
const captured = captureLog();
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  clock = new ManualClock();
  siteId = await insertTestSite(db, aPolicy(), clock.now());
  smtp = await startSmtpReceiver();
  const mailer = createMailer({ smtpUrl: smtp.url, timeoutMs: 2_000 }, { from: 'moderato@paper.example' });
  closers.push(
    () => smtp.close(),
    () => mailer.close(),
  );
  const { database } = db;
  dispatching = new MailDispatcher({
    database,
    mailer,
    composer: createAppealComposer({ database, clock, mailDomain: 'paper.example' }),
    clock,
    log: captured.log,
    metrics: createDeliveryMetrics(createRegistry('test'), { database, clock }),
    consoleUrl: 'https://console.example',
    mailDomain: 'paper.example',
    masterKeys,
  });
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** An appeal of a rejected comment, decided. */
async function decided(outcome: AppealOutcome, { wantsOutcome = true } = {}): Promise<string> {
  const comment = await insertTestComment(db, siteId, { body: 'Marked-Comment.', at: clock.now() });
  const at = clock.now();
  const made = { id: newId(at), outcome: 'reject', findings: [aFinding()], decidedAt: at.toISOString() } as const;
  const [id, context] = [newId(at), { masterKeys, settings: appealSettingsSchema.parse({}), actor: 'author', at }];
  await db.database.withSite(siteId, async (tx) => {
    await insertModerator(tx, siteId, { id, name: 'Marked-Moderator' }, at);
    await recordAutomaticDecisions(tx, siteId, [aDecision(comment, { ...made, findings: [aFinding()] })], at);
    const given = { about: { commentId: comment.id }, source: 'link', text: 'Marked-Words.', wantsOutcome } as const;
    const { appeal } = await fileAppeal(tx, siteId, { ...given, email: address }, context);
    await decideAppeal(
      tx,
      siteId,
      { id: appeal.id, moderatorId: id, outcome, reason: 'It was aimed at the plan.' },
      at,
    );
  });
  return comment.id;
}
const text = () => (smtp.messages[0] ?? '').replace(/=\r\n/g, '').replace(/=3D/g, '=');

test('an author who wished so hears once what came of the appeal, in the moderator’s words and nobody’s else', async () => {
  await decided('overturned');
  expect(await dispatching.tick()).toBe(1);
  expect(await dispatching.tick()).toBe(0);
  expect(smtp.messages).toHaveLength(1);
  expect(text()).toContain(`To: ${address}`);
  expect(text()).toMatch(/you were right/);
  expect(text()).toContain('It was aimed at the plan.');
  expect(text()).not.toMatch(/Marked-/);
  expect(captured.text()).not.toContain(address);
});

test('who did not wish it hears nothing; who was erased before it went hears nothing', async () => {
  await decided('upheld', { wantsOutcome: false });
  const commentId = await decided('upheld');
  const { rows } = await db.owner.query(
    'select a.external_id from author a join comment c on c.author_id = a.id where c.id = $1',
    [commentId],
  );
  await db.database.withSite(siteId, (tx) => eraseAuthor(tx, siteId, rows[0].external_id, clock.now()));
  await dispatching.tick();
  expect(smtp.messages).toEqual([]);
});
