import { randomUUID } from 'node:crypto';
import {
  changeReportMail,
  declareAddressWorking,
  keepInboundMail,
  listMailAlarms,
  MasterKeys,
  readMailHealth,
  recordAutomaticDecisions,
  sealInboundMail,
} from '@moderato/database';
import { newId, reportMailSettingsSchema } from '@moderato/domain';
import { createMailer, fingerprintOfMail, parseInbound } from '@moderato/email';
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
import { MailPlacer } from '../inbox/mail-placer.js';
import { createReportComposer } from './compose-due-reports.js';
import { MailDispatcher } from './mail-dispatcher.js';

const hour = 3_600_000;
const day = 24 * hour;
const mailDomain = 'paper.example';
const bounceDomain = 'bounces.paper.example';
const masterKeys = new MasterKeys(['ab'.repeat(32)]);
const second = 'chief@other.example';

let db: TestDatabase;
let clock: ManualClock;
let siteId: string;
let smtp: SmtpReceiver;
let captured: ReturnType<typeof captureLog>;
let metricsText: () => Promise<string>;
let dispatcher: MailDispatcher;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  clock = new ManualClock();
  captured = captureLog();
  await db.owner.query('truncate mail, report_item, mail_address, mail_failure, inbound_mail');
  siteId = await insertTestSite(db, aPolicy(), clock.now());
  smtp = await startSmtpReceiver();
  closers.push(() => smtp.close());
  dispatcher = aDispatcher();
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

function aDispatcher(bounces: string | undefined = bounceDomain): MailDispatcher {
  const { database } = db;
  const { log } = captured;
  const registry = createRegistry('test');
  metricsText = () => registry.metrics();
  const mailer = createMailer({ smtpUrl: smtp.url, timeoutMs: 2_000 }, { from: 'Moderato <moderato@paper.example>' });
  closers.push(() => mailer.close());
  return new MailDispatcher({
    database,
    mailer,
    composer: createReportComposer({ database, clock, log, mailDomain, masterKeys }),
    clock,
    log,
    metrics: createDeliveryMetrics(registry, { database, clock }),
    consoleUrl: 'https://console.example',
    masterKeys,
    mailDomain,
    bounceDomain: bounces,
  });
}

const rows = async (sql: string, values: unknown[] = []) => (await db.owner.query(sql, values)).rows;
const mails = () => rows('select recipient, state, next_attempt_at, last_error from mail order by created_at, id');
const headerOf = (raw: string | undefined, name: string) =>
  new RegExp(`^${name}: ?(.*)$`, 'im').exec((raw ?? '').replace(/\r\n[ \t]+/g, ' ').replaceAll('\r', ''))?.[1]?.trim();
const recipients = () => smtp.messages.map((raw) => headerOf(raw, 'To'));
const alarms = async () =>
  (await db.database.withSite(siteId, (tx) => listMailAlarms(tx, siteId, clock.now()))).map(({ kind }) => kind);

async function reported(body = 'You idiot.'): Promise<void> {
  const comment = await insertTestComment(db, siteId, { body, at: clock.now() });
  const decision = aDecision(comment, { id: newId(clock.now()), outcome: 'reject', findings: [aFinding()] });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
}
const setSecond = (secondContact: string | undefined = second) =>
  db.database.withSite(siteId, (tx) =>
    changeReportMail(tx, siteId, reportMailSettingsSchema.parse({ secondContact }), { actor: 'cli', at: clock.now() }),
  );

interface Bounce {
  status?: string;
  action?: string;
  to?: string;
  messageId?: string | undefined;
}
const dsn = ({ status = '5.1.1', action = 'failed', to = 'moderato@paper.example', messageId }: Bounce) =>
  Buffer.from(
    `Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: ${to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <${randomUUID()}@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; editor@paper.example
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 no mailbox editor@paper.example
--b
Content-Type: text/rfc822-headers

From: Moderato <moderato@paper.example>
${messageId ? `Message-ID: <${messageId}>\n` : ''}Subject: x
--b--
`.replaceAll('\n', '\r\n'),
  );
const complaint = (messageId: string) =>
  Buffer.from(
    `From: abuse@provider.example
To: moderato@paper.example
Subject: complaint
Message-ID: <${randomUUID()}@provider.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Provider-Feedback/1.0
Version: 1
--b
Content-Type: message/rfc822

From: Moderato <moderato@paper.example>
Message-ID: <${messageId}>
Subject: x

text
--b--
`.replaceAll('\n', '\r\n'),
  );

/** Takes a mail in as the mailbox of `site` does. */
async function comesIn(raw: Buffer, site = siteId): Promise<void> {
  const mail = await parseInbound(raw, { ownDomain: mailDomain });
  const about = { id: newId(clock.now()), source: 'imap' as const, fingerprint: fingerprintOfMail(mail), mail };
  const sealed = sealInboundMail(masterKeys, site, about);
  await db.database.withSite(site, (tx) => keepInboundMail(tx, site, sealed, clock.now()));
  const { database } = db;
  const { log } = captured;
  await new MailPlacer({ database, masterKeys, clock, log, mailDomain, ownAddress: 'moderato@paper.example' }).pass();
}
/** As the server saw it: who it came from, and its Message-ID. */
const lastMail = async () => {
  const [mail] = await rows('select message_id, recipient from mail order by created_at desc, id desc limit 1');
  return mail as { message_id: string; recipient: string };
};

test('a bounce address says which mail came back, and a dead address hands over to the second contact', async () => {
  await setSecond();
  const senders: string[] = [];
  await smtp.close();
  smtp = await startSmtpReceiver({
    onMailFrom: ({ address }, _session, done) => {
      senders.push(address);
      done();
    },
  });
  dispatcher = aDispatcher();
  await reported('You idiot, number one.');
  await dispatcher.tick();
  expect(senders[0]).toMatch(/^b\+[0-9a-f]{32}-[0-9a-f]{16}@bounces\.paper\.example$/);
  await comesIn(dsn({ to: senders[0] as string }));
  expect(await alarms()).toEqual(['address_dead']);
  await dispatcher.tick();
  // What was owed to the dead address comes again, and what is new goes to the second contact at once.
  await reported('You idiot, number two.');
  await dispatcher.tick();
  expect(recipients()).toEqual(['editor@paper.example', second, second]);
  const again = (smtp.messages[1] as string).replace(/=\r\n/g, '');
  expect(again).toContain('number one');
  expect(again).toContain('in place of editor@paper.example');
  expect(new Set(smtp.messages.map((raw) => headerOf(raw, 'Message-ID'))).size).toBe(3);
});

test('without a bounce address a bounce is told by the Message-ID it returns; of another’s mail nothing follows', async () => {
  await setSecond();
  dispatcher = aDispatcher(undefined);
  await reported();
  await dispatcher.tick();
  for (const strange of ['case-1.1.x@paper.example', undefined]) await comesIn(dsn({ messageId: strange }));
  await comesIn(dsn({ to: `b+${'0'.repeat(32)}-${'0'.repeat(16)}@${bounceDomain}` }));
  expect(await alarms()).toEqual([]);
  await comesIn(dsn({ messageId: (await lastMail()).message_id }));
  expect(await alarms()).toEqual(['address_dead']);
  const read = await rows('select state, why from inbound_mail');
  expect(new Set(read.map(({ state, why }) => `${state} ${why}`))).toEqual(new Set(['ignored bounce']));
});

test('a bounce that comes to another site’s mailbox finds the site that sent the mail', async () => {
  const other = await insertTestSite(db, aPolicy(), clock.now());
  let sender = '';
  await smtp.close();
  smtp = await startSmtpReceiver({
    onMailFrom: ({ address }, _session, done) => {
      sender = address;
      done();
    },
  });
  dispatcher = aDispatcher();
  await reported();
  await dispatcher.tick();
  await comesIn(dsn({ to: sender }), other);
  expect(await alarms()).toEqual(['address_dead', 'mail_parked']);
});

test('three failures within seven days suppress an address; two, or one a fortnight, do not', async () => {
  await setSecond();
  let isFirst = true;
  const bounceOnce = async () => {
    await reported();
    await dispatcher.tick();
    const { rows: sent } = await db.owner.query(
      `select message_id from mail where recipient = 'editor@paper.example' order by created_at desc, id desc limit 1`,
    );
    const back = dsn({ status: '5.2.1', messageId: sent[0].message_id });
    await comesIn(back);
    // The same report again, and another of the same attempt.
    if (isFirst)
      for (const more of [back, dsn({ status: '5.2.1', messageId: sent[0].message_id })]) await comesIn(more);
    isFirst = false;
  };
  for (let week = 0; week < 3; week++) {
    await bounceOnce();
    clock.advance(8 * day);
  }
  expect(await alarms()).toEqual([]);
  await bounceOnce();
  clock.advance(day);
  await bounceOnce();
  expect(await alarms()).toEqual([]);
  clock.advance(day);
  await bounceOnce();
  expect(await alarms()).toEqual(['address_dead']);
});

test.each([
  ['delayed', '4.4.1', []],
  ['delivered', '2.1.5', []],
  ['failed', '5.7.1', ['mail_refused']],
  ['failed', '4.4.7', []],
])('%s %s is not held against the address', async (action, status, expected) => {
  await setSecond();
  await reported();
  await dispatcher.tick();
  for (let i = 0; i < 4; i++) await comesIn(dsn({ action, status, messageId: (await lastMail()).message_id }));
  expect(await alarms()).toEqual(expected);
  clock.advance(hour);
  await reported();
  await dispatcher.tick();
  expect(recipients().at(-1)).toBe('editor@paper.example');
});

test('what a relay gave up for now is sent again later, under the same id', async () => {
  await reported();
  await dispatcher.tick();
  await comesIn(dsn({ status: '4.4.7', messageId: (await lastMail()).message_id }));
  expect(await dispatcher.tick()).toBe(0);
  clock.advance(4 * hour);
  expect(await dispatcher.tick()).toBe(1);
  expect(new Set(smtp.messages.map((raw) => headerOf(raw, 'Message-ID'))).size).toBe(1);
});

test('with no second contact nothing is lost: it waits, alarms, and goes once there is one', async () => {
  smtp.refuse = { to: 550 };
  await reported('You idiot, number one.');
  await dispatcher.tick();
  await reported('You idiot, number two.');
  await dispatcher.tick();
  expect(await alarms()).toEqual(['address_dead', 'mail_parked']);
  expect(await metricsText()).toMatch(/moderato_mail_alarms\{kind="address_dead"[^}]*\} 1/);
  smtp.refuse = {};
  clock.advance(day);
  expect(await dispatcher.tick()).toBe(0);
  await setSecond();
  await dispatcher.tick();
  expect(recipients()).toEqual([second, second]);
  expect(smtp.messages.join()).toContain('number one');
  expect(smtp.messages.join()).toContain('number two');
  expect(await alarms()).toEqual(['address_dead']);
});

test('an address that somebody says works again gets what waited, and what is new', async () => {
  smtp.refuse = { to: 550 };
  await reported();
  await dispatcher.tick();
  smtp.refuse = {};
  const health = await db.database.withSite(siteId, (tx) => readMailHealth(tx, siteId, clock.now()));
  expect(health.data).toMatchObject([{ address: 'editor@paper.example', state: 'dead', status: '5.1.1', failures: 1 }]);
  const { id } = health.data[0] as { id: string };
  const staff = { actor: 'cli', at: clock.now() };
  await db.database.withSite(siteId, (tx) => declareAddressWorking(tx, siteId, id, staff));
  await dispatcher.tick();
  expect([recipients(), await alarms()]).toEqual([['editor@paper.example'], []]);
});

test('a second contact that is dead too parks the mail rather than sending it round in circles', async () => {
  await setSecond();
  smtp.refuse = { to: 550 };
  await reported();
  for (let i = 0; i < 5; i++) await dispatcher.tick();
  expect(await alarms()).toEqual(['address_dead', 'address_dead', 'mail_parked']);
  expect(
    (await mails())
      .map(({ recipient, state }) => `${recipient} ${state}`)
      .toSorted()
      .toReversed(),
  ).toEqual(['editor@paper.example dead', `${second} pending`]);
});

test('a sender that is refused is the operator’s matter: each address is tried once in four hours, and stays good', async () => {
  await setSecond();
  smtp.refuse = { from: 550 };
  await reported();
  for (let i = 0; i < 3; i++) await dispatcher.tick();
  expect(await alarms()).toEqual(['mail_refused', 'mail_refused']);
  expect(await rows('select sum(attempts)::int as tries from mail')).toEqual([{ tries: 2 }]);
  smtp.refuse = {};
  clock.advance(4 * hour);
  await dispatcher.tick();
  expect(recipients()).toEqual([second]);
});

test('a complaint ends everything that need not be, and what is owed goes to the second contact', async () => {
  await setSecond();
  await reported();
  await dispatcher.tick();
  await comesIn(complaint((await lastMail()).message_id));
  expect(await alarms()).toEqual(['complained']);
  await reported();
  await dispatcher.tick();
  expect(recipients()).toEqual(['editor@paper.example', second]);
  const [{ unsubscribed }] = await rows(`select unsubscribed from mail_address where address = 'editor@paper.example'`);
  expect(unsubscribed).toEqual(['alerts', 'digests', 'watch', 'technical', 'outcomes']);
});

test('neither logs nor the record show an address', async () => {
  await setSecond();
  smtp.refuse = { to: 550 };
  await reported();
  await dispatcher.tick();
  const record = JSON.stringify(await rows('select data from action where site_id = $1', [siteId]));
  for (const text of [captured.text(), record]) expect(text).not.toMatch(/editor@|chief@/);
});
