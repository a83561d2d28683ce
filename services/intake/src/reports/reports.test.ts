import {
  addressHashOf,
  knowAddress,
  MasterKeys,
  recordAutomaticDecisions,
  recordModeratorDecision,
} from '@moderato/database';
import { type Decision, newId } from '@moderato/domain';
import { aDecision, captureLog, createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from '../testing/running-intake.js';
import { reportScript } from './report-script.js';
import { ReportWriter } from './report-writer.js';

const captured = captureLog('intake');
const origin = 'https://paper.example';
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

const query = async (sql: string, values: unknown[] = []) => (await db.owner.query(sql, values)).rows;

async function approved(): Promise<{ id: string; externalId: string; decision: Decision }> {
  const submission = aSubmission();
  const { body } = await intake.call(site, 'POST', '/v1/comments', { body: submission });
  const comment = { id: body.id as string, externalId: submission.externalId as string, flushId: '' };
  const decision = aDecision(comment, { id: newId(new Date()) });
  await db.database.withSite(site.siteId, (tx) => recordAutomaticDecisions(tx, site.siteId, [decision], new Date()));
  return { ...comment, decision };
}

const anEndpoint = () =>
  intake.call(site, 'POST', '/v1/webhook-endpoints', {
    body: { url: 'https://hooks.paper.example/in', eventTypes: ['report.received', 'report.resolved'] },
  });
const eventsOf = (type: string) =>
  query('select data from event where site_id = $1 and type = $2 order by id', [site.siteId, type]);
const report = (body: object) => intake.call(site, 'POST', '/v1/reports', { body });

const takeDown = ({ decision }: { decision: Decision }) =>
  db.database.withSite(site.siteId, (tx) => {
    const mine: Decision = { ...decision, id: newId(new Date()), outcome: 'reject', decidedBy: 'moderator' };
    const overruling = { decision: mine, moderatorId: newId(new Date()), seenDecisionId: decision.id };
    return recordModeratorDecision(tx, site.siteId, overruling, new Date());
  });

test('a report is kept once for a person, told to the site, and resolved by a moderator’s decision', async () => {
  const comment = await approved();
  expect((await anEndpoint()).status).toBe(201);
  const first = await report({ externalId: comment.externalId, reason: 'insult', reporter: { id: 'reader-9' } });
  expect([first.status, first.body]).toMatchObject([201, { commentId: comment.id, state: 'open', counted: true }]);
  const again = await report({ commentId: comment.id, reason: 'spam', reporter: { id: 'reader-9' } });
  expect([again.status, again.body]).toEqual([200, { ...first.body, counted: false }]);
  expect(await query('select comment_id from held_comment where site_id = $1', [site.siteId])).toEqual([
    { comment_id: comment.id },
  ]);
  await takeDown(comment);
  expect((await intake.call(site, 'GET', `/v1/reports?commentId=${comment.id}`)).body.data).toMatchObject([
    { id: first.body.id, state: 'upheld', reason: 'insult', source: 'api' },
  ]);
  const about = { commentId: comment.id, externalId: comment.externalId };
  expect(await eventsOf('report.received')).toMatchObject([
    { data: { ...about, reportId: first.body.id, reports: 1 } },
  ]);
  expect(await eventsOf('report.resolved')).toMatchObject([
    { data: { ...about, outcome: 'upheld', reportIds: [first.body.id] } },
  ]);
});

test.each([
  ['no comment', { reason: 'insult' }, '/commentId'],
  ['no id', { commentId: 'x', reason: 'insult' }, '/commentId'],
  ['an unknown reason', { externalId: 'a', reason: 'rude' }, '/reason'],
  ['an empty reporter', { externalId: 'a', reason: 'insult', reporter: {} }, '/reporter'],
  ['no e-mail', { externalId: 'a', reason: 'insult', reporter: { email: 'nobody' } }, '/reporter/email'],
  ['too long a text', { externalId: 'a', reason: 'insult', text: 'x'.repeat(2_001) }, '/text'],
  ['an unknown member', { externalId: 'a', reason: 'insult', colour: 'red' }, '/colour'],
])('a report with %s is refused with the field’s name', async (_, body, pointer) => {
  const answer = await report(body);
  expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
});

test('neither answers, events nor the log show who reported or what they wrote; the list shows the words without addresses', async () => {
  const comment = await approved();
  await anEndpoint();
  const text = 'Marked-Words, ask marked@readers.example or 203.0.113.99';
  const answer = await report({
    commentId: comment.id,
    reason: 'privacy',
    text,
    reporter: { id: 'r', email: 'marked@readers.example' },
    wantsOutcome: true,
  });
  expect(JSON.stringify(answer.body)).not.toContain('arked');
  const list = JSON.stringify((await intake.call(site, 'GET', '/v1/reports')).body);
  expect(list).toContain('Marked-Words, ask [address] or [address]');
  const told = `${JSON.stringify(await eventsOf('report.received'))}${captured.text()}`;
  expect(told).not.toMatch(/Marked-Words|marked@|203\.0\.113\.99/);
  const [row] = await query('select * from reader_report where site_id = $1', [site.siteId]);
  expect(Buffer.concat([row.words, row.address]).toString('latin1')).not.toContain('arked');
});

test('another site’s key finds neither the comment nor its reports', async () => {
  const comment = await approved();
  await report({ commentId: comment.id, reason: 'spam' });
  site = await makeSite(db.database);
  expect((await report({ commentId: comment.id, reason: 'spam' })).status).toBe(404);
  expect((await intake.call(site, 'GET', '/v1/reports')).body.data).toEqual([]);
});

test('erasing a person erases what they reported', async () => {
  const comment = await approved();
  await report({ commentId: comment.id, reason: 'other', text: 'why', reporter: { email: 'Ann+x@readers.example' } });
  const known = { address: 'Ann+x@readers.example', isOwn: false };
  const hash = addressHashOf(new MasterKeys(['ab'.repeat(32)]), site.siteId, known);
  await db.database.withSite(site.siteId, (tx) => knowAddress(tx, site.siteId, { ...known, hash }, new Date()));
  await intake.call(site, 'POST', '/v1/comments', {
    body: aSubmission({ author: { id: 'ann', email: 'ann@readers.example' } }),
  });
  await intake.call(site, 'DELETE', '/v1/authors/ann/data');
  expect(await query('select words, wrapped_key from reader_report where site_id = $1', [site.siteId])).toEqual([
    { words: null, wrapped_key: null },
  ]);
  expect(await query('select address from mail_address where site_id = $1', [site.siteId])).toEqual([]);
});

test('ten thousand reports on one comment are counted right, in few transactions and webhooks, and resolved at once', async () => {
  const comment = await approved();
  await anEndpoint();
  const writer = new ReportWriter({
    database: db.database,
    masterKeys: new MasterKeys(['ab'.repeat(32)]),
    clock: { now: () => new Date() },
    mailDomain: 'paper.example',
    bell: { ring: () => {} },
  });
  const written = await Promise.all(
    Array.from({ length: 10_000 }, (_, i) =>
      writer.open(site.siteId, {
        commentId: comment.id,
        reporter: { id: `reader-${i % 9_000}` },
        reason: 'insult',
        source: 'api',
        text: null,
        address: null,
        wantsOutcome: false,
      }),
    ),
  );
  expect(written.filter((one) => one?.isNew)).toHaveLength(9_000);
  expect(new Set(written.map((one) => one?.id)).size).toBe(9_000);
  expect(
    await query(
      'select reports, newcomers, brigading_since is null as calm from reported_comment where comment_id = $1',
      [comment.id],
    ),
  ).toEqual([{ reports: 9_000, newcomers: 9_000, calm: false }]);
  expect((await eventsOf('report.received')).length).toBe(107);
  // Each transaction leaves its number in the rows that it wrote.
  const [{ transactions }] = await query(
    'select count(distinct xmin::text)::int as transactions from reader_report where comment_id = $1',
    [comment.id],
  );
  expect(transactions).toBeLessThanOrEqual(100);
  const lines = () => query('select source from report_item where comment_id = $1', [comment.id]);
  expect(await lines()).toEqual([{ source: 'readers' }]);
  const shown = (await intake.call(site, 'GET', '/v1/reports?limit=1')).body.data;
  expect(shown).toMatchObject([{ possibleBrigading: true }]);
  await takeDown(comment);
  expect(await lines()).toEqual([]);
  expect(
    await query('select state, count(*)::int as n from reader_report where comment_id = $1 group by state', [
      comment.id,
    ]),
  ).toEqual([{ state: 'upheld', n: 9_000 }]);
  expect(await eventsOf('report.resolved')).toMatchObject([{ data: { reports: 9_000 } }]);
});

describe('the button', () => {
  const token = async () => (await intake.call(site, 'GET', '/v1/report-button')).body.token as string;
  const send = async (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    intake.call(null, 'POST', `/report/${await token()}`, {
      raw: new URLSearchParams({ reason: 'insult', ...fields }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
    });
  let network = 0;
  const fromNextNetwork = () => ({ 'x-forwarded-for': `198.51.100.${++network}` });

  test('its script is under 5 kB, sets no cookie and may be loaded by other origins', async () => {
    const answer = await intake.call(null, 'GET', '/report.js');
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(Buffer.byteLength(answer.body)).toBeLessThan(5_000);
    expect(() => new Function(reportScript)).not.toThrow();
    expect(reportScript).not.toMatch(/innerHTML|eval|\.style|cookie|localStorage/);
  });

  test('a reader’s report from the story’s own origin is kept, by a hash of the network, once', async () => {
    const { externalId, id } = await approved();
    const reader = fromNextNetwork();
    const answer = await send({ comment: externalId, text: 'rude' }, reader);
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([202, origin]);
    expect((await send({ comment: externalId }, reader)).status).toBe(202);
    expect(await query('select source, state from reader_report where comment_id = $1', [id])).toEqual([
      { source: 'button', state: 'open' },
    ]);
    expect(captured.text()).not.toContain('198.51.100.');
  });

  test('another origin, another site’s token and a filled trap leave nothing', async () => {
    const { externalId, id } = await approved();
    expect((await send({ comment: externalId }, { ...fromNextNetwork(), origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect((await send({ comment: externalId, website: 'https://spam.example' }, fromNextNetwork())).status).toBe(202);
    expect((await send({ comment: externalId, reason: 'nonsense' }, fromNextNetwork())).status).toBe(422);
    const stolen = `${(await token()).split('.')[0]}.${'A'.repeat(22)}`;
    const forged = await intake.call(null, 'POST', `/report/${stolen}`, {
      raw: `comment=${externalId}&reason=spam`,
      headers: { origin },
    });
    expect(forged.status).toBe(404);
    site = await makeSite(db.database);
    expect((await send({ comment: externalId }, fromNextNetwork())).status).toBe(404);
    expect(await query('select id from reader_report where comment_id = $1', [id])).toEqual([]);
  });

  test('one network is heard ten times a minute', async () => {
    const { externalId } = await approved();
    const reader = fromNextNetwork();
    const answers = [];
    for (let i = 0; i < 12; i++) answers.push((await send({ comment: externalId }, reader)).status);
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 202));
    expect(answers.at(-1)).toBe(429);
  });
});
