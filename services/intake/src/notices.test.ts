import { MasterKeys, openText, recordAutomaticDecisions, recordModeratorDecision } from '@moderato/database';
import { type Decision, newId } from '@moderato/domain';
import { aDecision, captureLog, createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

const captured = captureLog('intake');
const masterKeys = new MasterKeys(['ab'.repeat(32)]);
let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, { log: captured.log, env: { INTAKE_TRUSTED_PROXIES: '1' } });
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const query = async (sql: string, values: unknown[] = [site.siteId]) => (await db.owner.query(sql, values)).rows;
const call = (method: string, path: string, body?: unknown) => intake.call(site, method, path, { body });
const notice = (changes: object = {}) => ({
  category: 'defamation',
  reasons: 'It says of my shop what is not true.',
  goodFaith: true,
  name: 'Nora Notifier',
  email: 'nora@readers.example',
  ...changes,
});

async function approved(): Promise<{ id: string; externalId: string; decision: Decision }> {
  const submission = aSubmission();
  const { body } = await call('POST', '/v1/comments', submission);
  const comment = { id: body.id as string, externalId: submission.externalId as string, flushId: '' };
  const decision = aDecision(comment, { id: newId(new Date()) });
  await db.database.withSite(site.siteId, (tx) => recordAutomaticDecisions(tx, site.siteId, [decision], new Date()));
  return { ...comment, decision };
}
const report = (commentId: string, illegal: object, rest: object = {}) =>
  call('POST', '/v1/reports', { commentId, reason: 'illegal', illegal, ...rest });
const queue = () => query('select comment_id, priority from held_comment where site_id = $1 order by priority desc');

test('a notice is kept sealed, confirmed by a mail that is owed with it, and listed without who sent it', async () => {
  const { id } = await approved();
  const sent = await report(id, notice({ legalGround: '§ 187 StGB' }));
  expect([sent.status, sent.body]).toMatchObject([201, { noticeId: expect.any(String), counted: true }]);
  const { noticeId } = sent.body;
  const [row] = await query('select * from notice where site_id = $1');
  const sealed = { wrappedKey: row.wrapped_key, keyVersion: row.key_version };
  expect(openText(masterKeys, sealed, row.name)).toBe('Nora Notifier');
  expect(Buffer.concat([row.name, row.address, row.reasons]).toString('latin1')).not.toMatch(/Nora|nora@|shop/);
  expect(await query('select kind, recipient, about_id from mail where site_id = $1')).toEqual([
    { kind: 'notice-receipt', recipient: '', about_id: noticeId },
  ]);
  const list = (await call('GET', '/v1/reports')).body.data;
  const shown = { id: noticeId, category: 'defamation', legalGround: '§ 187 StGB', danger: false };
  expect(list).toMatchObject([{ notice: { ...shown, reasons: 'It says of my shop what is not true.' } }]);
  expect(`${JSON.stringify(list)}${captured.text()}`).not.toMatch(/Nora|nora@/);
});

test('the same notice again, or by another way, is the first one, confirmed once', async () => {
  const { id } = await approved();
  const first = await report(id, notice());
  const again = await report(id, notice({ reasons: 'Again.' }));
  expect([again.status, again.body]).toEqual([200, { ...first.body, counted: false }]);
  expect(await query(`select 1 from mail where site_id = $1`)).toHaveLength(1);
});

test('who had reported the comment before may still send a notice, and it is ranked', async () => {
  const { id } = await approved();
  const reporter = { email: 'nora@readers.example' };
  await call('POST', '/v1/reports', { commentId: id, reason: 'insult', reporter });
  const sent = await report(id, notice({ danger: true }), { reporter });
  expect([sent.status, sent.body.noticeId]).toEqual([200, expect.any(String)]);
  expect(await queue()).toEqual([{ comment_id: id, priority: 1 }]);
});

test('danger to somebody comes first, then trusted flaggers, then other notices, then reports; nothing is decided', async () => {
  const dsa = { notices: { trustedFlaggers: [{ id: 'shield', name: 'Shield' }] } };
  expect((await call('PUT', '/v1/dsa/settings', dsa)).status).toBe(200);
  const [plain, ordinary, trusted, danger] = [await approved(), await approved(), await approved(), await approved()];
  await call('POST', '/v1/reports', { commentId: plain.id, reason: 'insult', reporter: { id: 'a' } });
  await report(ordinary.id, notice());
  await report(trusted.id, notice({ trustedFlagger: 'shield' }));
  await report(danger.id, notice({ category: 'threat', danger: true }));
  const order = [danger.id, trusted.id, ordinary.id, plain.id];
  expect((await queue()).map(({ comment_id }) => comment_id)).toEqual(order);
  const statuses = await Promise.all(order.map(async (id) => (await call('GET', `/v1/comments/${id}`)).body.status));
  expect(statuses).toEqual(['approved', 'approved', 'approved', 'approved']);
  // A crowd's reports do not push a notice down.
  for (const id of ['b', 'c'])
    await call('POST', '/v1/reports', { commentId: trusted.id, reason: 'spam', reporter: { id } });
  expect((await queue())[1]).toEqual({ comment_id: trusted.id, priority: 0.97 });
});

test.each([
  ['no good faith', { goodFaith: false }, '/illegal/goodFaith'],
  ['no reasons', { reasons: ' ' }, '/illegal/reasons'],
  ['no name', { name: undefined }, '/illegal/name'],
  ['no e-mail', { email: undefined }, '/illegal/email'],
  ['an unknown category', { category: 'rude' }, '/illegal/category'],
  ['an unknown trusted flagger', { trustedFlagger: 'nobody' }, '/illegal/trustedFlagger'],
])('a notice with %s is refused with the field’s name', async (_, changes, pointer) => {
  const { id } = await approved();
  const answer = await report(id, notice(changes));
  expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
  expect(await query('select 1 from reader_report where site_id = $1')).toEqual([]);
});

test('child abuse is reported without a name, and then nobody is mailed', async () => {
  const { id } = await approved();
  const sent = await report(id, { category: 'child_abuse', reasons: 'A picture.', goodFaith: true });
  expect([sent.status, sent.body.noticeId]).toEqual([201, expect.any(String)]);
  expect(await query('select 1 from mail where site_id = $1')).toEqual([]);
});

test('a site that takes no notices says so, and its button asks for none', async () => {
  const { id } = await approved();
  await call('PUT', '/v1/dsa/settings', { notices: { enabled: false } });
  const refused = await report(id, notice());
  expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/illegal']);
  expect((await call('GET', '/v1/report-button')).body.script).toContain('data-notices="off"');
});

test('the form of the button sends a notice', async () => {
  const { externalId } = await approved();
  const { token } = (await call('GET', '/v1/report-button')).body;
  const send = (fields: Record<string, string>) =>
    intake.call(null, 'POST', `/report/${token}`, {
      raw: new URLSearchParams({ comment: externalId, reason: 'illegal', ...fields }).toString(),
      headers: { origin: 'https://paper.example', 'x-forwarded-for': '198.51.100.77' },
    });
  const fields = { category: 'defamation', reasons: 'Not true.', name: 'Nora', email: 'nora@readers.example' };
  expect(await send(fields)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/goodFaith' }] } });
  expect((await send({ ...fields, goodFaith: 'on', danger: 'on' })).status).toBe(202);
  expect(await query('select category, danger from notice where site_id = $1')).toEqual([
    { category: 'defamation', danger: true },
  ]);
});

test('a moderator’s decision settles the notice; erasing the notifier leaves a notice of nobody', async () => {
  const { id, decision } = await approved();
  await report(id, notice());
  await db.database.withSite(site.siteId, (tx) => {
    const mine: Decision = { ...decision, id: newId(new Date()), outcome: 'reject', decidedBy: 'moderator' };
    const overruling = { decision: mine, moderatorId: newId(new Date()), seenDecisionId: decision.id };
    return recordModeratorDecision(tx, site.siteId, overruling, new Date());
  });
  expect((await call('GET', '/v1/reports')).body.data).toMatchObject([{ state: 'upheld' }]);
  await call('POST', '/v1/comments', aSubmission({ author: { id: 'nora', email: 'Nora@readers.example' } }));
  await call('DELETE', '/v1/authors/nora/data');
  expect(
    await query('select category, name, address, reasons, wrapped_key, notifier_hash from notice where site_id = $1'),
  ).toEqual([
    { category: 'defamation', name: null, address: null, reasons: null, wrapped_key: null, notifier_hash: null },
  ]);
});

test('settings are read back with the token left out, and are on the record without it', async () => {
  const token = 'secret-token-of-the-site';
  const missing = await call('PUT', '/v1/dsa/settings', { submission: { enabled: true } });
  expect([missing.status, missing.body.errors[0].pointer]).toEqual([422, '/submission/token']);
  const put = await call('PUT', '/v1/dsa/settings', {
    submission: { enabled: true, token },
    statements: { delayHours: 48 },
  });
  expect(put.body).toMatchObject({
    submission: { enabled: true, hasToken: true },
    statements: { delayHours: 48, holdDays: 14 },
  });
  const kept = await call('PUT', '/v1/dsa/settings', { submission: { enabled: true } });
  expect(kept.body.submission.hasToken).toBe(true);
  expect((await call('GET', '/v1/dsa/settings')).body).toEqual(kept.body);
  const stored = JSON.stringify([
    await query('select data from action where site_id = $1'),
    await query('select settings from site where id = $1'),
  ]);
  expect(stored).toContain('delayHours');
  expect(`${stored}${captured.text()}`).not.toContain(token);
  const removed = await call('PUT', '/v1/dsa/settings', { submission: { token: null } });
  expect(removed.body.submission).toMatchObject({ enabled: false, hasToken: false });
});

test.each([
  ['a private address', { submission: { url: 'https://127.0.0.1' } }, '/submission/url'],
  ['an unknown state', { statements: { territory: ['EL'] } }, '/statements/territory/0'],
  ['an unknown member', { colour: 'red' }, '/colour'],
])('settings with %s are refused with the field’s name', async (_, body, pointer) => {
  const answer = await call('PUT', '/v1/dsa/settings', body);
  expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
});
