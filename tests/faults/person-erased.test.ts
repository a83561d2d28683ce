import { randomUUID } from 'node:crypto';
import { exportRecord, keepInboundMail, MasterKeys, sealInboundMail } from '@moderato/database';
import { newId, RecordVerifier } from '@moderato/domain';
import { createJudge } from '@moderato/engine';
import { eventually } from '@moderato/testkit';
import { everythingStored, placesOf } from './everything-stored.js';
import { OneModerato } from './one-moderato.js';

const masterKey = 'ab'.repeat(32);
const text = 'You are a pathetic moron, and the quagga lantern hums at midnight near the weir.';
const ottilie = { id: 'reader-9', name: 'Ottilie Quarrington', email: 'ottilie.q@readers.example', ip: '203.0.113.99' };
const marks = ['quagga', 'quarrington', 'ottilie.q@', ottilie.ip];
let moderato: OneModerato;
beforeAll(async () => {
  moderato = await OneModerato.make();
  for (const name of ['intake', 'delivery'] as const) await moderato.start(name);
  // With a judge of its own it runs backtests and shadows in this process.
  await moderato.start('worker', { moderate: createJudge(() => {}) });
});
afterAll(() => moderato.dispose());

const call = async (method: string, path: string, body?: unknown) => {
  const { status, text: answer } = await moderato.call(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${answer}`);
  return JSON.parse(answer);
};
const query = async (sql: string, values: unknown[] = [moderato.siteId]) =>
  (await moderato.db.owner.query(sql, values)).rows;

async function verify(): Promise<{ fault: unknown; head: unknown; blocks: number }> {
  const verifier = new RecordVerifier();
  for await (const block of exportRecord(moderato.db.database, moderato.siteId)) verifier.add(block);
  verifier.finish();
  return verifier;
}

/** A mail as the mailbox reader keeps it; delivery places it. */
async function mailArrives(mail: { from: string | null; subject: string; text: string; automatic?: string }) {
  const kept = {
    messageId: randomUUID(),
    answers: [],
    links: [],
    attachments: [],
    notes: [],
    automatic: null,
    ...mail,
  };
  const about = { id: newId(new Date()), source: 'imap' as const, fingerprint: Buffer.from(randomUUID()), mail: kept };
  const sealed = sealInboundMail(new MasterKeys([masterKey]), moderato.siteId, about);
  await moderato.db.database.withSite(moderato.siteId, (tx) =>
    keepInboundMail(tx, moderato.siteId, sealed, new Date()),
  );
  await eventually(
    'the mail to be placed',
    async () => (await query(`select 1 from inbound_mail where id = $1 and state <> 'new'`, [about.id])).length > 0,
  );
}

/** The person writes, edits, reports; others answer, report, quote and mail; staff run the guidelines over it. */
async function plant(): Promise<void> {
  moderato.hook.answer = (res, { body }) => void res.writeHead(200).end(`${body} ${text}`.slice(-200));
  await moderato.subscribe();
  await call('PUT', '/v1/guidelines', { text: 'No personal attacks, no profanity.', state: 'draft' });
  await call('POST', '/v1/guidelines/2/shadow');
  const own = { author: ottilie, meta: { note: 'from the quagga' }, language: 'en' };
  const id = await moderato.post('c-1', { ...own, body: text });
  await moderato.decided(id);
  await moderato.post('c-1', { ...own, body: `${text} Quagga, I say!` });
  await moderato.decided(id, 2);
  const held = await moderato.post('c-2', { ...own, body: 'The quagga lantern hums over the whole valley now.' });
  await moderato.decided(held);
  const reply = await moderato.post('c-3', { parent: { id: 'c-1', body: text, author: ottilie.name } });
  await moderato.decided(reply);
  await call('POST', '/v1/reports', {
    commentId: held,
    reason: 'insult',
    text: `It says: ${text}`,
    reporter: { id: 'reader-2', email: 'bob@readers.example' },
    wantsOutcome: true,
  });
  const reporter = { email: ottilie.email };
  await call('POST', '/v1/reports', {
    commentId: reply,
    reason: 'other',
    text: 'quagga',
    reporter,
    wantsOutcome: true,
  });
  const notice = { category: 'threat', goodFaith: true, name: 'Bob', email: 'bob@readers.example' };
  const illegal = { ...notice, reasons: `It says: ${text}` };
  await call('POST', '/v1/reports', { commentId: held, reason: 'illegal', illegal });
  const ownNotice = { ...notice, reasons: 'A quagga', name: ottilie.name, email: ottilie.email };
  await call('POST', '/v1/reports', { commentId: reply, reason: 'illegal', illegal: ownNotice });
  await mailArrives({ from: 'bob@readers.example', subject: 'A comment', text: `> ${text}\n\nTake it down.` });
  await mailArrives({ from: null, subject: 'Undelivered', text: `Your mail: ${text}`, automatic: 'bounce' });
  await mailArrives({ from: 'eve@readers.example', subject: 'Re: the quagga lantern hums at midnight', text: 'Hm.' });
  await mailArrives({ from: ottilie.email, subject: 'My quagga', text: 'It is about nothing of yours.' });
  await call('POST', '/v1/guidelines/backtest', { version: 2 });
  await call('POST', '/v1/bans', { author: ottilie.id, kind: 'suspension', reason: 'Insults.', comment: id });
  await call('POST', '/v1/appeals', {
    commentId: id,
    text: `I only wrote: ${text}`,
    email: ottilie.email,
    wantsOutcome: true,
  });
  await eventually(
    'the backtest',
    async () => (await query(`select 1 from backtest where state = 'done'`, [])).length > 0,
  );
  await eventually('the mails', async () => (await query('select 1 from kept_mail where site_id = $1')).length >= 2);
  await eventually(
    'the webhooks',
    async () => (await query('select 1 from delivery_attempt where site_id = $1')).length > 3,
  );
}

test('after an erasure nothing of a person’s words, name or addresses can be read anywhere, and the record verifies', async () => {
  await plant();
  const before = placesOf(await everythingStored(moderato, masterKey), marks);
  // The search is worth something only where there was something to find.
  expect(before).toEqual(
    expect.arrayContaining([
      'appeal.address',
      'appeal.words',
      'author.profile',
      'comment.body',
      'comment.meta',
      'comment.parent',
      'inbound_mail.content',
      'kept_mail.html',
      'kept_mail.subject',
      'kept_mail.text',
      'notice.address',
      'notice.name',
      'notice.reasons',
      'reader_report.words',
      'superseded_revision.body',
    ]),
  );
  const whole = await verify();
  expect(whole.fault).toBeNull();

  await call('DELETE', `/v1/authors/${ottilie.id}/data`);
  expect(placesOf(await everythingStored(moderato, masterKey), marks)).toEqual([]);
  const after = await verify();
  expect([after.fault, after.blocks]).toEqual([null, whole.blocks + 1]);
  expect(
    await query(`select erased_at is not null as erased, profile, wrapped_key, email_hash, ip_hash, name_key
    from author where external_id = 'reader-9' and site_id = $1`),
  ).toEqual([{ erased: true, profile: null, wrapped_key: null, email_hash: null, ip_hash: null, name_key: null }]);
});
