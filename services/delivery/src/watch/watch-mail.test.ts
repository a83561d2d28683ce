import {
  nextGuidelinesVersion,
  recordPublished,
  recordWatch,
  saveBacktestStep,
  startBacktest,
} from '@moderato/database';
import { newId, tallyComparison } from '@moderato/domain';
import { compile } from '@moderato/guidelines';
import { createRegistry } from '@moderato/observability';
import {
  captureLog,
  createTestDatabase,
  eventually,
  type HttpReceiver,
  insertTestSite,
  ManualClock,
  type SmtpReceiver,
  startHttpReceiver,
  startSmtpReceiver,
  type TestDatabase,
} from '@moderato/testkit';
import { loadDeliveryConfig } from '../config.js';
import { createOutbox, type Outbox } from '../create-outbox.js';
import { createDeliveryMetrics } from '../delivery-metrics.js';

const liveText = 'Comments must be civil. No more than two links. Report abuse to abuse@paper.example.';
const clock = new ManualClock();
const registry = createRegistry('test');
let db: TestDatabase;
let smtp: SmtpReceiver;
let page: HttpReceiver;
let siteId: string;
let outbox: Outbox;

beforeAll(async () => {
  db = await createTestDatabase();
  smtp = await startSmtpReceiver();
  page = await startHttpReceiver();
  siteId = await insertTestSite(db, compile(liveText), clock.now());
  const config = loadDeliveryConfig({
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: 'ab'.repeat(32),
    MODERATO_ALLOW_PRIVATE_URLS: '1',
    SMTP_URL: smtp.url,
    DELIVERY_POLL_MS: '10',
  });
  const { database } = db;
  const metrics = createDeliveryMetrics(registry, { database, clock });
  outbox = createOutbox(config, { database, clock, log: captureLog().log, metrics });
  outbox.start();
});
afterAll(async () => {
  await outbox.stop();
  await page.close();
  await smtp.close();
  await db.drop();
});

const serve = (text: string) => {
  page.answer = (res, { path }) => {
    if (path === '/robots.txt') res.writeHead(404).end();
    else res.setHeader('content-type', 'text/html').end(`<html><body><main><p>${text}</p></main></body></html>`);
  };
};
const readable = (raw = '') => raw.replace(/=\r\n/g, '').replace(/=3D/g, '=').replaceAll('\r\n', '\n');
const mailed = async (subject: string) =>
  readable(
    await eventually(`a mail: ${subject}`, () =>
      smtp.messages.find((raw) => readable(raw.replace(/\r\n[ \t]+/g, ' ')).includes(subject)),
    ),
  );

test('editors get the alarm at once, and the change with what it would have changed', async () => {
  serve('Comments must be civil. No more than one link. Report abuse to desk@paper.example.');
  await db.database.withSite(siteId, (tx) => {
    const settings = { url: page.url, editors: ['ann@paper.example'], everyHours: 24 };
    return recordWatch(tx, siteId, settings, { actor: 'cli', at: clock.now() });
  });
  const alarm = await mailed('ALARM: the report address on the guidelines page changed');
  expect(alarm).toContain('To: ann@paper.example');
  expect(alarm).toContain('Importance: high');
  expect(alarm).toContain(
    'The page now names desk@paper.example for reports. Reports still go to abuse@paper.example.',
  );
  expect(await registry.metrics()).toMatch(/moderato_watch_alarms\{kind="report_address_changed"[^}]*\} 1/);

  const { rows } = await db.owner.query<{ id: string }>('select id from backtest');
  const id = rows[0]?.id ?? '';
  await db.database.withSite(siteId, async (tx) => {
    const begun = await startBacktest(tx, siteId, id, clock.now());
    if (!begun) throw new Error('the backtest is not there');
    const { tally, cursor } = begun;
    const flip = { id: newId(clock.now()), byModerator: false, failed: false, clauses: ['No more than one link'] };
    tallyComparison(tally, { ...flip, from: 'approve', to: 'reject' });
    await saveBacktestStep(tx, siteId, { id, from: cursor, cursor, done: 1, tally, finished: true }, clock.now());
  });
  const change = await mailed('The guidelines page changed: draft 2');
  for (const words of [
    '“No more than two links” is now “No more than one link”',
    'Over 1 comment since 2026-10-24, 1 decision would change:\napprove → reject: 1',
    'publish it there or give it up',
    'http://localhost:8081/guidelines?version=2',
    page.url,
  ]) {
    expect(decoded(change)).toContain(words);
  }
});

test('the end of an alarm is told, and the metric goes back', async () => {
  clock.advance(3_600_000);
  await db.database.withSite(siteId, async (tx) => {
    const version = await nextGuidelinesVersion(tx, siteId);
    const text = 'Comments must be civil. No more than one link. Report abuse to desk@paper.example.';
    await recordPublished(tx, siteId, compile(text, { version }), { actor: 'cli', at: clock.now() });
  });
  expect(await mailed('Alarm over: the guidelines page')).toContain('To: ann@paper.example');
  expect(await registry.metrics()).toMatch(/moderato_watch_alarms\{kind="report_address_changed"[^}]*\} 0/);
  expect(await registry.metrics()).toMatch(/moderato_watch_looks_total\{result="same"[^}]*\} 1/);
});

/** Quoted-printable. */
const decoded = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
