import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MasterKeys, recordAutomaticDecisions, recordModeratorDecision } from '@moderato/database';
import { type Decision, newId } from '@moderato/domain';
import { createMailer } from '@moderato/email';
import { createRegistry } from '@moderato/observability';
import {
  aDecision,
  captureLog,
  createTestDatabase,
  type ImapServer,
  imapMissing,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type SmtpReceiver,
  startImapServer,
  startSmtpReceiver,
  type TestDatabase,
} from '@moderato/testkit';
import { ImapFlow } from 'imapflow';
import { createDeliveryMetrics } from '../delivery-metrics.js';
import { createOutcomeComposer } from '../mail/compose-due-outcomes.js';
import { MailDispatcher } from '../mail/mail-dispatcher.js';
import { MailPlacer } from './mail-placer.js';
import { MailboxReader } from './mailbox-reader.js';
import { mailboxOf } from './mailbox-url.js';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'packages', 'email', 'fixtures', 'mails');
const quote = 'The mayor sold the market hall to a friend and everybody on the council knew about it for months.';
const masterKeys = new MasterKeys(['ab'.repeat(32)]);
const from = 'Moderato <moderato@paper.example>';
const mailDomain = 'paper.example';
const ownAddress = 'moderato@paper.example';

let db: TestDatabase;
let imap: ImapServer;
let smtp: SmtpReceiver;
let clock: ManualClock;
let siteId: string;
let captured: ReturnType<typeof captureLog>;
let comment: { id: string; externalId: string; decision: Decision };
let client: ImapFlow;
let user = 0;
const closers: (() => Promise<unknown>)[] = [];

const rows = async (sql: string, values: unknown[] = []) => (await db.owner.query(sql, values)).rows;
const mails = () => rows('select state, why, report_id from inbound_mail where site_id = $1 order by id', [siteId]);
const reports = () => rows('select state, source from reader_report where site_id = $1 order by id', [siteId]);

async function aComment(body: string) {
  const made = await insertTestComment(db, siteId, { body, at: clock.now() });
  const externalId = `c-${made.id.slice(-6)}`;
  await db.owner.query('update comment set external_id = $2 where id = $1', [made.id, externalId]);
  await db.owner.query(
    "update story set url = 'https://paper.example/council', title = 'Council votes' where site_id = $1",
    [siteId],
  );
  const decision = aDecision({ ...made, externalId }, { id: newId(clock.now()) });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
  return { id: made.id, externalId, decision };
}

const fixture = (name: string, values: Record<string, string> = {}): Buffer =>
  Buffer.from(
    Object.entries({ quote, id: comment.id, externalId: comment.externalId, ...values }).reduce(
      (text, [key, value]) => text.replaceAll(`{{${key}}}`, value),
      readFileSync(join(folder, `${name}.eml`)).toString('latin1'),
    ),
    'latin1',
  );
const put = (mail: Buffer) => client.append('INBOX', mail, [], new Date());

const reader = () => {
  const mailbox = mailboxOf(imap.urlOf(`reader${user}`));
  const { database } = db;
  const { log } = captured;
  const options = { database, masterKeys, clock: { now: () => new Date() }, log, mailDomain, siteId, mailbox };
  const made = new MailboxReader({ ...options, allowPlain: true, onNews: () => {} });
  closers.push(() => made.stop());
  return made;
};
const placer = () =>
  new MailPlacer({ database: db.database, masterKeys, clock, log: captured.log, mailDomain, ownAddress });

async function dispatch(): Promise<void> {
  const mailer = createMailer({ smtpUrl: smtp.url, timeoutMs: 2_000 }, { from });
  const { database } = db;
  const metrics = createDeliveryMetrics(createRegistry('test'), { database, clock });
  const composer = createOutcomeComposer({ database, clock, mailDomain });
  const consoleUrl = 'https://console.example';
  const options = { database, mailer, composer, clock, log: captured.log, metrics, consoleUrl, masterKeys, mailDomain };
  await new MailDispatcher(options).tick();
  await mailer.close();
}

async function takeIn(...names: string[]): Promise<void> {
  for (const name of names) await put(fixture(name));
  await reader().pass();
  await placer().pass();
}

const decideAsModerator = (outcome: 'approve' | 'reject') =>
  db.database.withSite(siteId, (tx) => {
    const decision: Decision = { ...comment.decision, id: newId(clock.now()), outcome, decidedBy: 'moderator' };
    const overruling = { decision, moderatorId: newId(clock.now()), seenDecisionId: comment.decision.id };
    return recordModeratorDecision(tx, siteId, overruling, clock.now());
  });

const missing = imapMissing();
const describeMails = (tests: () => void) =>
  missing === null ? describe('readers’ mails', tests) : describe.skip(`readers’ mails (skipped: ${missing})`, tests);

describeMails(() => {
  beforeAll(async () => {
    db = await createTestDatabase();
    imap = await startImapServer();
  }, 60_000);
  afterAll(async () => {
    await imap.close();
    await db.drop();
  });
  beforeEach(async () => {
    clock = new ManualClock();
    captured = captureLog();
    await db.owner.query('truncate mail');
    siteId = await insertTestSite(db, undefined, clock.now());
    comment = await aComment(quote);
    smtp = await startSmtpReceiver();
    const { host, port, password } = { host: '127.0.0.1', port: imap.port, password: imap.password };
    client = new ImapFlow({
      host,
      port,
      secure: false,
      auth: { user: `reader${++user}`, pass: password },
      logger: false,
    });
    await client.connect();
    closers.push(async () => client.close(), smtp.close);
  });
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });

  test.each([
    ['link', 'placed', 'link'],
    ['id-in-text', 'placed', 'id'],
    ['reply-with-quote', 'placed', 'quotation'],
    ['html-only', 'placed', 'quotation'],
    ['forwarded', 'placed', 'quotation'],
    ['eight-bit-headers', 'placed', 'link'],
    ['encoded-words', 'placed', 'id'],
    ['attachments', 'placed', 'quotation'],
    ['wrong-charset', 'placed', 'link'],
    ['unknown-charset', 'placed', 'link'],
    ['empty-subject', 'placed', 'link'],
    ['no-message-id', 'placed', 'link'],
    ['story-only', 'unplaced', 'story_only'],
    ['nothing-to-go-by', 'unplaced', 'nothing'],
    ['broken', 'unplaced', 'nothing'],
    ['auto-reply', 'ignored', 'auto_reply'],
    ['vacation-old', 'ignored', 'list'],
    ['bounce', 'ignored', 'bounce'],
    ['loop', 'ignored', 'loop'],
    ['list', 'ignored', 'list'],
  ])('%s is %s (%s), and nothing else comes of it', async (name, state, why) => {
    await aComment('Another one about the bridge over the canal, which nobody needs at all this year.');
    await takeIn(name);
    expect(await mails()).toMatchObject([{ state, why }]);
    expect(await reports()).toEqual(state === 'placed' ? [{ state: 'open', source: 'mail' }] : []);
  });

  test('a mail that means one of two comments waits for a person, who sees both', async () => {
    const other = await aComment('Another one about the bridge over the canal, which nobody needs at all this year.');
    await put(fixture('two-comments', { otherId: other.externalId }));
    await takeIn();
    const [mail] = await rows('select state, why, candidates from inbound_mail where site_id = $1', [siteId]);
    expect([mail.state, mail.why, mail.candidates.toSorted()]).toEqual([
      'unplaced',
      'several',
      [comment.id, other.id].toSorted(),
    ]);
  });

  test('a mail delivered twice, read twice, and renumbered by its server is one report and one receipt', async () => {
    await put(fixture('link'));
    await put(Buffer.from(`Received: from another.example\r\n${fixture('link').toString('latin1')}`, 'latin1'));
    await reader().pass();
    await Promise.all([reader().pass(), reader().pass()]);
    await Promise.all([placer().pass(), placer().pass()]);
    await client.mailboxCreate('Away');
    await db.owner.query('update mailbox_position set uid_validity = uid_validity - 1 where site_id = $1', [siteId]);
    await reader().pass();
    await placer().pass();
    await dispatch();
    await dispatch();
    expect([await mails(), await reports(), smtp.messages]).toMatchObject([
      [{ state: 'placed' }],
      [{ state: 'open' }],
      [expect.any(String)],
    ]);
  });

  test('who reads along in the mailbox, or marks mails as read, hides none', async () => {
    await put(fixture('link'));
    const lock = await client.getMailboxLock('INBOX');
    await client.messageFlagsAdd('1:*', ['\\Seen']);
    lock.release();
    await takeIn();
    expect(await mails()).toHaveLength(1);
  });

  test('ten megabytes are kept in part', async () => {
    const big = Buffer.concat([
      fixture('attachments').subarray(0, -8),
      Buffer.alloc(10_000_000, 'QUJD\r\n'),
      Buffer.from('\r\n--b2--\r\n'),
    ]);
    await put(big);
    await takeIn();
    expect(await mails()).toMatchObject([{ state: 'placed', why: 'quotation' }]);
  });

  test.each(['connect', 'from', 'to', 'data'] as const)(
    'a mail server that fails at %s delays the one receipt, and shows no address',
    async (step) => {
      await takeIn('link');
      smtp.refuse = { [step]: 451 };
      await dispatch();
      expect(smtp.messages).toEqual([]);
      smtp.refuse = {};
      clock.advance(6 * 60_000);
      await dispatch();
      const [receipt] = smtp.messages;
      expect(smtp.messages).toHaveLength(1);
      expect(receipt).toMatch(/^Auto-Submitted: auto-replied\r$/m);
      expect(receipt).toMatch(/^In-Reply-To:\s+<link-1@readers\.example>\r$/m);
      expect(receipt).toMatch(/^To: ann\.reader@readers\.example\r$/m);
      expect(captured.text()).not.toContain('ann.reader');
      const kept = await rows('select recipient, last_error from mail');
      expect(JSON.stringify(kept)).not.toContain('readers.example');
      const inDatabase = await rows(
        'select t::text as row from inbound_mail t union all select t::text from reader_report t',
      );
      for (const shown of ['ann.reader', Buffer.from('ann.reader').toString('hex')])
        expect(JSON.stringify(inDatabase)).not.toContain(shown);
    },
  );

  test('what follows in a thread joins its report without another receipt, and the outcome is told once', async () => {
    await takeIn('link');
    await dispatch();
    await takeIn('follow-up');
    expect(await mails()).toMatchObject([{ why: 'link' }, { why: 'follow_up', state: 'placed' }]);
    expect(await reports()).toHaveLength(1);
    await decideAsModerator('reject');
    await dispatch();
    await dispatch();
    expect(smtp.messages).toHaveLength(2);
    expect(smtp.messages[1]?.replace(/=\r\n/g, '')).toMatch(/taken it down/);
    expect(smtp.messages[1]).toMatch(/^References:\s+(<\S+>\s+)*<link-1@readers\.example>\r$/m);
    expect(smtp.messages.join().replace(/=\r\n/g, '')).not.toContain('market hall');
  });

  test('STOP from somebody else stops nothing', async () => {
    await takeIn('link');
    await dispatch();
    const stop = fixture('follow-up').toString('latin1').replace('And it is still there today!', 'STOP');
    await put(Buffer.from(stop.replaceAll('ann.reader@', 'other.reader@'), 'latin1'));
    await takeIn();
    await decideAsModerator('approve');
    await dispatch();
    expect(smtp.messages).toHaveLength(2);
  });

  test('an answer to the receipt finds its report, and STOP ends the mails', async () => {
    await takeIn('link');
    await dispatch();
    const receiptId = /^Message-ID:\s+<([^>]+)>/im.exec(smtp.messages[0] as string)?.[1];
    const stop = fixture('follow-up').toString('latin1').replaceAll('link-1@readers.example', `${receiptId}`);
    await put(Buffer.from(stop.replace('And it is still there today!', 'Stop.'), 'latin1'));
    await takeIn();
    expect(await mails()).toMatchObject([{ why: 'link' }, { why: 'follow_up' }]);
    await decideAsModerator('approve');
    await dispatch();
    expect(smtp.messages).toHaveLength(1);
  });
});
