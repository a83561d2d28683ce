import {
  MasterKeys,
  openReports,
  recordAutomaticDecisions,
  recordModeratorDecision,
  reporterHash,
  sealTexts,
  withdrawComment,
} from '@moderato/database';
import { type Decision, newId } from '@moderato/domain';
import { createMailer } from '@moderato/email';
import { createRegistry } from '@moderato/observability';
import {
  aDecision,
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
import { createNoticeComposer } from './compose-due-notices.js';
import { MailDispatcher } from './mail-dispatcher.js';

const masterKeys = new MasterKeys(['ab'.repeat(32)]);
let db: TestDatabase;
let clock: ManualClock;
let siteId: string;
let smtp: SmtpReceiver;
let dispatcher: MailDispatcher;
let close: () => Promise<void>;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  clock = new ManualClock();
  siteId = await insertTestSite(db, undefined, clock.now());
  smtp = await startSmtpReceiver();
  const mailer = createMailer({ smtpUrl: smtp.url, timeoutMs: 2_000 }, { from: 'moderato@paper.example' });
  const { database } = db;
  dispatcher = new MailDispatcher({
    database,
    mailer,
    composer: createNoticeComposer({ database, clock, mailDomain: 'paper.example' }),
    clock,
    log: captureLog().log,
    metrics: createDeliveryMetrics(createRegistry('test'), { database, clock }),
    consoleUrl: 'https://console.example',
    mailDomain: 'paper.example',
    masterKeys,
  });
  close = async () => {
    await mailer.close();
    await smtp.close();
  };
});
afterEach(() => close());

const withSite = <T>(work: Parameters<typeof db.database.withSite<T>>[1]) => db.database.withSite(siteId, work);
const readable = (raw = '') =>
  raw
    .replace(/=\r\n/g, '')
    .replace(/=3D/g, '=')
    .replace(/\r\n(?!\r\n)/g, ' ');

async function notified(outcome: 'approve' | 'review' | 'reject') {
  const comment = await insertTestComment(db, siteId, { body: 'Marked-Words.', at: clock.now() });
  const decision = aDecision(comment, { id: newId(clock.now()), outcome });
  await withSite((tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
  const email = 'nora@readers.example';
  const hash = reporterHash(masterKeys, siteId, { email });
  const texts = { reasons: 'It is not true.', legalGround: null, name: 'Nora', address: email };
  const [id, noticeId] = [newId(clock.now()), newId(clock.now())];
  const notice = {
    id: noticeId,
    category: 'defamation' as const,
    trustedFlagger: null,
    danger: false,
    notifierHash: hash,
    texts: sealTexts(masterKeys, texts),
  };
  const report = {
    id,
    reporterHash: hash,
    reason: 'illegal' as const,
    source: 'api' as const,
    texts: sealTexts(masterKeys, { words: null, address: null }),
    wantsOutcome: false,
    notice: { notice, urgency: 0.6, receiptMessageId: `receipt-${noticeId}@paper.example` },
  };
  await withSite((tx) => openReports(tx, siteId, { commentId: comment.id, reports: [report] }, clock.now()));
  return { comment, decision };
}
const overrule = (decision: Decision, outcome: 'approve' | 'reject') =>
  withSite((tx) => {
    const mine = { ...decision, id: newId(clock.now()), outcome, decidedBy: 'moderator' as const };
    const overruling = { decision: mine, moderatorId: newId(clock.now()), seenDecisionId: decision.id };
    return recordModeratorDecision(tx, siteId, overruling, clock.now());
  });

test.each([
  ['approve', 'reject', 'has taken it down', 'by a person, not by automated means'],
  ['review', 'approve', 'left it standing', 'An automated check had marked the comment before'],
] as const)(
  'of a notice of what stood as %s: confirmed at once, and told once a moderator says %s',
  async (before, after, ...words) => {
    const { decision } = await notified(before);
    await dispatcher.tick();
    expect(smtp.messages).toHaveLength(1);
    expect(readable(smtp.messages[0])).toContain('Your notice has arrived');
    await overrule(decision, after);
    await dispatcher.tick();
    await dispatcher.tick();
    expect(smtp.messages).toHaveLength(2);
    const told = readable(smtp.messages[1]);
    for (const wanted of [...words, 'out-of-court dispute settlement body', 'To: nora@readers.example']) {
      expect(told).toContain(wanted);
    }
    expect(smtp.messages.join()).not.toMatch(/Marked-Words|Nora/);
  },
);

test('what the rules had taken down before says so, and that they decided', async () => {
  await notified('reject');
  await dispatcher.tick();
  expect(smtp.messages).toHaveLength(2);
  const told = readable(smtp.messages.find((raw) => /decision on your notice/.test(readable(raw))));
  expect(told).toContain('had been taken down already');
  expect(told).toContain('by automated means');
});

test('a comment that its author withdrew is told as gone', async () => {
  const { comment } = await notified('approve');
  await withSite((tx) => withdrawComment(tx, siteId, comment.id));
  await dispatcher.tick();
  expect(readable(smtp.messages.join())).toContain('The comment is gone');
});
