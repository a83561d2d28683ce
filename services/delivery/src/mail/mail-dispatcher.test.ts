import { randomUUID } from 'node:crypto';
import { actingPaths, MasterKeys, recordAutomaticDecisions } from '@moderato/database';
import type { Decision } from '@moderato/domain';
import { createMailer, type Mailer } from '@moderato/email';
import { createRegistry } from '@moderato/observability';
import {
  aDecision,
  aFinding,
  aPolicy,
  captureLog,
  createTestDatabase,
  eventually,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type SmtpReceiver,
  startSmtpReceiver,
  type TestDatabase,
} from '@moderato/testkit';
import { loadDeliveryConfig } from '../config.js';
import { openMailer } from '../create-outbox.js';
import { createDeliveryMetrics } from '../delivery-metrics.js';
import { createReportComposer } from './compose-due-reports.js';
import { MailDispatcher } from './mail-dispatcher.js';

const minute = 60_000;
const from = 'Moderato <moderato@paper.example>';

const masterKeys = new MasterKeys(['ab'.repeat(32)]);

let db: TestDatabase;
let clock: ManualClock;
let siteId: string;
let smtp: SmtpReceiver;
let captured: ReturnType<typeof captureLog>;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  clock = new ManualClock();
  captured = captureLog();
  await db.owner.query('truncate mail, report_item, kept_mail, mail_address, mail_failure');
  siteId = await insertTestSite(db, aPolicy(), clock.now());
  smtp = await startSmtpReceiver();
  closers.push(() => smtp.close());
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

function dispatcher(mailer: Mailer = createMailer({ smtpUrl: smtp.url, timeoutMs: 2_000 }, { from })): MailDispatcher {
  closers.push(() => mailer.close());
  const { database } = db;
  const { log } = captured;
  return new MailDispatcher({
    database,
    mailer,
    composer: createReportComposer({ database, clock, log, mailDomain: 'paper.example', masterKeys }),
    clock,
    log,
    metrics: createDeliveryMetrics(createRegistry('test'), { database, clock }),
    consoleUrl: 'https://console.example',
    masterKeys,
    mailDomain: 'paper.example',
    intakeUrl: 'https://intake.example',
  });
}

const keeping = () => {
  const config = loadDeliveryConfig({
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: 'ab'.repeat(32),
    MODERATO_MAIL_FROM: from,
  });
  return openMailer(config, { database: db.database, clock });
};

async function rejected(body = 'You idiot, Marked-Comment.', changes: Partial<Decision> = {}): Promise<string> {
  const comment = await insertTestComment(db, siteId, { body, at: clock.now() });
  const decision = aDecision(comment, {
    id: randomUUID(),
    outcome: 'reject',
    findings: [aFinding({ severity: 'moderate', spans: [{ start: 4, end: 9 }] })],
    ...changes,
  });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
  return comment.id;
}

async function rows<Row>(sql: string): Promise<Row[]> {
  return (await db.owner.query(sql)).rows as Row[];
}
const mails = () =>
  rows<{ kind: string; state: string; attempts: number; last_error: string | null; next_attempt_at: Date | null }>(
    'select kind, state, attempts, last_error, next_attempt_at from mail order by created_at, id',
  );
const unmailed = async () =>
  Number((await rows<{ count: string }>('select count(*) from report_item where mail_id is null'))[0]?.count);
const readable = (raw: string) => raw.replace(/=\r\n/g, '').replace(/=3D/g, '=');
const headerOf = (raw: string, name: string) =>
  new RegExp(`^${name}: ?(.*)$`, 'im').exec(raw.replace(/\r\n[ \t]+/g, ' ').replaceAll('\r', ''))?.[1]?.trim();

test('a rejected comment is mailed to the guidelines’ address, once', async () => {
  const commentId = await rejected();
  const dispatching = dispatcher();
  expect(await dispatching.tick()).toBe(1);
  expect(await dispatching.tick()).toBe(0);
  expect(smtp.messages).toHaveLength(1);
  const raw = readable(smtp.messages[0] ?? '');
  expect([headerOf(raw, 'To'), headerOf(raw, 'Auto-Submitted')]).toEqual(['editor@paper.example', 'auto-generated']);
  expect(headerOf(raw, 'Subject')).toBe('[Test Site] Comment rejected: A story');
  for (const wanted of [
    'No personal attacks',
    '> You idiot, Marked-Comment.',
    'Marked words: "idiot"',
    `https://console.example/comments/${commentId}`,
  ]) {
    expect(raw).toContain(wanted);
  }
  expect(await mails()).toMatchObject([{ kind: 'report', state: 'delivered', attempts: 1 }]);
});

test('each reported comment has two signed links, which say the same at every attempt', async () => {
  await rejected();
  const at = clock.now();
  const dispatching = dispatcher();
  smtp.refuse = { data: 451 };
  await dispatching.tick();
  smtp.refuse = {};
  clock.advance(5 * minute);
  await dispatching.tick();
  const raw = readable(smtp.messages[0] ?? '');
  const [{ id: decisionId = '' } = {}] = await rows<{ id: string }>(
    `select id from decision where site_id = '${siteId}'`,
  );
  const paths = actingPaths(masterKeys, { siteId, decisionId, at });
  for (const path of [paths.approve, paths.reject]) {
    expect(raw.split(`https://console.example${path}`)).toHaveLength(3);
  }
  expect(raw).toMatch(/Uphold: it stays rejected:\r\nhttps/);
});

test('a comment that a moderator has decided since is reported without links to act', async () => {
  const commentId = await rejected();
  await db.owner.query(`update comment set fixed_status = 'withdrawn' where id = $1`, [commentId]);
  await dispatcher().tick();
  expect(readable(smtp.messages[0] ?? '')).not.toContain('/act/');
});

test('what is held is reported only where it is severe', async () => {
  await rejected('Mild words.', { outcome: 'review', findings: [aFinding({ severity: 'mild' })] });
  await rejected('Severe words.', { outcome: 'review', findings: [aFinding()] });
  await dispatcher().tick();
  expect(smtp.messages).toHaveLength(1);
  expect(readable(smtp.messages[0] ?? '')).toContain('held for review');
});

test('many in a short time: three mails, then one digest when the window ends, then a new window', async () => {
  const dispatching = dispatcher();
  for (let i = 0; i < 8; i += 1) {
    await rejected(`You idiot number ${i}.`);
    await dispatching.tick();
    clock.advance(minute);
  }
  expect([smtp.messages.length, await unmailed()]).toEqual([3, 5]);
  clock.advance(52 * minute - 1);
  expect(await dispatching.tick()).toBe(0);
  clock.advance(1);
  expect(await dispatching.tick()).toBe(1);
  const digest = readable(smtp.messages[3] ?? '');
  expect(headerOf(digest, 'Subject')).toBe('[Test Site] 5 comments were rejected or held');
  expect(headerOf(digest, 'List-Id')).toMatch(/^<reports\.site-.*\.paper\.example>$/);
  expect(headerOf(digest, 'List-Unsubscribe')).toMatch(/^<https:\/\/intake\.example\/u\/[\w-]+\.[0-9a-f]{32}>$/);
  expect(headerOf(digest, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  for (let i = 3; i < 8; i += 1) expect(digest).toContain(`You idiot number ${i}.`);
  clock.advance(1);
  await rejected('You idiot, again.');
  expect(await dispatching.tick()).toBe(1);
  expect((await mails()).map(({ kind }) => kind)).toEqual(['report', 'report', 'report', 'digest', 'report']);
});

test('two processes at once make one mail of each report', async () => {
  for (let i = 0; i < 3; i += 1) await rejected();
  await Promise.all([dispatcher().tick(), dispatcher().tick(), dispatcher().tick()]);
  await dispatcher().tick();
  expect([smtp.messages.length, await unmailed()]).toEqual([3, 0]);
  expect(new Set(smtp.messages.map((raw) => headerOf(raw, 'Message-ID'))).size).toBe(3);
});

test.each(['from', 'to', 'data', 'connect'] as const)(
  'refused for now at %s: the same mail goes later, under the same id',
  async (step) => {
    await rejected();
    const dispatching = dispatcher();
    smtp.refuse = { [step]: 451 };
    await dispatching.tick();
    const [waiting] = await mails();
    expect(waiting).toMatchObject({ state: 'pending', attempts: 1 });
    expect(waiting?.next_attempt_at).toEqual(new Date(clock.now().getTime() + 5 * minute));
    const [before] = await rows<{ message_id: string }>('select message_id from mail');
    smtp.refuse = {};
    expect(await dispatching.tick()).toBe(0);
    clock.advance(5 * minute);
    expect(await dispatching.tick()).toBe(1);
    expect(headerOf(smtp.messages[0] ?? '', 'Message-ID')).toBe(`<${before?.message_id}>`);
    expect(await mails()).toMatchObject([{ state: 'delivered', attempts: 2, last_error: null }]);
  },
);

test('refused for good: the mail waits for an address and says by which code', async () => {
  await rejected();
  smtp.refuse = { to: 550 };
  await dispatcher().tick();
  expect(await mails()).toMatchObject([
    { state: 'pending', next_attempt_at: null, attempts: 1, last_error: 'EENVELOPE 550 5.1.1' },
  ]);
});

test('a mail server that stays away is given up after 48 hours', async () => {
  await rejected();
  await smtp.close();
  const dispatching = dispatcher();
  for (let tries = 0; (await mails())[0]?.state !== 'dead'; tries += 1) {
    expect(tries).toBeLessThan(20);
    await dispatching.tick();
    const [mail] = await mails();
    if (mail?.next_attempt_at) clock.advance(mail.next_attempt_at.getTime() - clock.now().getTime());
  }
  expect(await mails()).toMatchObject([{ state: 'dead', attempts: 15 }]);
});

test('a process that dies while sending leaves the mail to the next, under the same id', async () => {
  await rejected();
  let isSending = false;
  const send = () => {
    isSending = true;
    return new Promise<never>(() => {});
  };
  const never: Mailer = { send, close: async () => {} };
  const dying = dispatcher(never);
  void dying.tick();
  const other = dispatcher();
  await eventually('it to send', () => isSending);
  expect(await other.tick()).toBe(0);
  clock.advance(5 * minute);
  expect(await other.tick()).toBe(1);
  expect(smtp.messages).toHaveLength(1);
});

test('a comment withdrawn, or an author erased, before the mail went is not quoted', async () => {
  const withdrawn = await rejected('You idiot, withdrawn words.');
  const erased = await rejected('You idiot, erased words.');
  await db.owner.query(`update comment set fixed_status = 'withdrawn' where id = $1`, [withdrawn]);
  await db.owner.query(`update comment set body = null where id = $1`, [erased]);
  await dispatcher().tick();
  expect(smtp.messages).toHaveLength(2);
  const raw = readable(smtp.messages.join());
  expect(raw).toContain('withdrawn or erased');
  for (const word of ['withdrawn words', 'erased words', 'You idiot']) expect(raw).not.toContain(word);
});

test('an edited comment is reported in the words that were decided', async () => {
  const id = await rejected('You idiot, first words.');
  await db.owner.query(
    `insert into superseded_revision (site_id, comment_id, revision, body, text_hash, received_at)
     select site_id, id, revision, body, text_hash, received_at from comment where id = $1`,
    [id],
  );
  await db.owner.query(`update comment set revision = 2, body = 'Second words.' where id = $1`, [id]);
  await dispatcher().tick();
  const raw = readable(smtp.messages[0] ?? '');
  expect(raw).toContain('first words');
  expect(raw).not.toContain('Second words');
  expect(raw).toContain('edited and is being decided anew');
});

test('without a mail server the mail is kept, once, with the comments it quotes', async () => {
  const commentId = await rejected();
  const dispatching = dispatcher(keeping());
  await dispatching.tick();
  await db.owner.query(`update mail set state = 'pending', next_attempt_at = created_at`);
  await dispatching.tick();
  const kept = await rows<Record<string, unknown>>('select sender, recipient, comment_ids, text from kept_mail');
  expect(kept).toMatchObject([{ sender: from, recipient: 'editor@paper.example', comment_ids: [commentId] }]);
  expect(kept[0]?.text).toContain('Marked-Comment');
});

test('a comment erased while its mail is written is not kept in words', async () => {
  const commentId = await rejected();
  const keep = keeping();
  const racing: Mailer = {
    ...keep,
    send: async (mail) => {
      await db.owner.query(`update comment set fixed_status = 'withdrawn', body = null where id = $1`, [commentId]);
      return keep.send(mail);
    },
  };
  const dispatching = dispatcher(racing);
  await dispatching.tick();
  expect([await rows('select 1 from kept_mail'), await mails()]).toMatchObject([[], [{ state: 'pending' }]]);
  clock.advance(5 * minute);
  await dispatching.tick();
  const kept = await rows<{ text: string }>('select text from kept_mail');
  expect(kept).toHaveLength(1);
  expect(kept[0]?.text).not.toContain('Marked-Comment');
});

test('guidelines without an address leave the reports waiting, and say so once', async () => {
  siteId = await insertTestSite(db, aPolicy({ report: { emails: [], other: [] } }), clock.now());
  await rejected();
  const dispatching = dispatcher();
  await dispatching.tick();
  await dispatching.tick();
  expect([await mails(), await unmailed()]).toEqual([[], 1]);
  expect(captured.lines.filter(({ event }) => event === 'reports.unmailed')).toHaveLength(1);
});

test('attempts are logged by ids: no text, address or server’s words', async () => {
  await rejected();
  smtp.refuse = { to: 451 };
  await dispatcher().tick();
  expect(captured.lines).toMatchObject([
    { event: 'mail.attempted', siteId, kind: 'report', result: 'retry', attempt: 1 },
  ]);
  for (const hidden of ['Marked-Comment', 'editor@paper.example', 'refused'])
    expect(captured.text()).not.toContain(hidden);
});
