import {
  appealToken,
  decideAppeal,
  findRestriction,
  insertModerator,
  MasterKeys,
  recordAutomaticDecisions,
} from '@moderato/database';
import { type AppealOutcome, type Decision, newId } from '@moderato/domain';
import { aDecision, aFinding, captureLog, createTestDatabase, ManualClock, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from '../testing/running-intake.js';

const masterKeys = new MasterKeys(['ab'.repeat(32)]);
const dayMs = 86_400_000;
let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
const captured = captureLog('intake');
const clock = new ManualClock(new Date());
beforeAll(async () => {
  db = await createTestDatabase();
  const env = { MODERATO_INTAKE_URL: 'https://moderato.paper.example/talk/', INTAKE_TRUSTED_PROXIES: '1' };
  intake = await startIntake(db, { clock, env, log: captured.log });
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

async function submitted(changes: Record<string, unknown> = {}) {
  const submission = aSubmission({ body: 'You are a <b>pathetic</b> moron.', ...changes });
  const { body } = await intake.call(site, 'POST', '/v1/comments', { body: submission });
  return { id: body.id as string, externalId: submission.externalId as string, flushId: '' };
}

/** A comment that the rules decided as they are told to. */
async function decided(decision: Partial<Decision> = {}, changes: Record<string, unknown> = {}) {
  const comment = await submitted(changes);
  const at = clock.now();
  const made = aDecision(comment, {
    id: newId(at),
    outcome: 'reject',
    findings: [aFinding({ clause: { id: 'personal_attack-1', text: 'with no personal attacks', start: 23, end: 47 } })],
    decidedAt: at.toISOString(),
    ...decision,
  });
  await db.database.withSite(site.siteId, (tx) => recordAutomaticDecisions(tx, site.siteId, [made], at));
  return { ...comment, decisionId: made.id };
}

async function end(id: string, outcome: AppealOutcome, reason = 'It was aimed at the plan.') {
  const moderatorId = newId(clock.now());
  await db.database.withSite(site.siteId, async (tx) => {
    await insertModerator(tx, site.siteId, { id: moderatorId, name: 'Ann Moderator' }, clock.now());
    await decideAppeal(tx, site.siteId, { id, moderatorId, outcome, reason }, clock.now());
  });
}

const get = (path: string, at: TestSite | null = site) => intake.call(at, 'GET', path);
const appeal = (body: Record<string, unknown>) =>
  intake.call(site, 'POST', '/v1/appeals', { body: { text: 'I meant the plan.', ...body } });
async function linkOf(commentId: string): Promise<string> {
  const { body } = await get(`/v1/comments/${commentId}/statement`);
  return new URL(body.redress.appeal.url).searchParams.get('token') as string;
}
let networks = 0;
/** Each from a network of its own: one may send ten a minute. */
const send = (token: string, fields: Record<string, string>) =>
  fetch(`${intake.url}/appeal`, {
    method: 'POST',
    body: new URLSearchParams({ token, ...fields }),
    redirect: 'manual',
    headers: { 'x-forwarded-for': `203.0.113.${++networks}` },
  });
const appeals = async () =>
  (await db.owner.query('select state, source, wants_outcome as wants from appeal where site_id = $1', [site.siteId]))
    .rows;

test('the statement of a rejection says what, by which clause, by whom, and how to appeal until when', async () => {
  const comment = await decided();
  const { status, body } = await get(`/v1/comments/${comment.id}/statement`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    commentId: comment.id,
    externalId: comment.externalId,
    decisionId: comment.decisionId,
    stands: true,
    measures: [{ what: 'removed', until: null, ended: false }],
    ground: 'guidelines',
    clauses: [{ id: 'personal_attack-1', text: 'with no personal attacks', start: 23, end: 47 }],
    guidelinesVersion: 1,
    facts: { source: 'own_initiative' },
    automated: { detection: true, decision: true },
    redress: { appeal: { open: true, filed: null }, outOfCourt: null },
  });
  const days = (Date.parse(body.redress.appeal.until) - Date.parse(body.decidedAt)) / dayMs;
  expect(days).toBe(183);
  expect(body.redress.appeal.url).toMatch(/^https:\/\/moderato\.paper\.example\/talk\/appeal\?token=/);
  expect(body.text).toContain('“with no personal attacks”');
  expect(body.text).toContain('A program found this and decided it');
  expect(body.text).toContain(body.redress.appeal.url);
  expect(body.html).toContain('<blockquote>');
  // The comment's own view leads to it.
  expect((await get(`/v1/comments/${comment.id}`)).body.statement).toBe(`/v1/comments/${comment.id}/statement`);
});

test('a reader’s report is named as what led to it, and never who reported', async () => {
  const comment = await submitted();
  const reporter = { id: 'reader-spy', email: 'spy@readers.example' };
  await intake.call(site, 'POST', '/v1/reports', { body: { commentId: comment.id, reason: 'insult', reporter } });
  clock.advance(1_000);
  const at = clock.now();
  const made = aDecision(comment, {
    id: newId(at),
    outcome: 'reject',
    findings: [aFinding()],
    decidedAt: at.toISOString(),
  });
  await db.database.withSite(site.siteId, (tx) => recordAutomaticDecisions(tx, site.siteId, [made], at));
  const { body } = await get(`/v1/comments/${comment.id}/statement`);
  expect(body.facts.source).toBe('report');
  expect(JSON.stringify(body)).not.toContain('spy');
});

test('there is no statement of what stands, nor of what was held just now; there is one of what is held for long', async () => {
  const fine = await decided({ outcome: 'approve', findings: [] });
  expect(await get(`/v1/comments/${fine.id}/statement`)).toMatchObject({
    status: 404,
    body: { code: 'not_restricted' },
  });
  expect((await get(`/v1/comments/${fine.id}`)).body.statement).toBeNull();
  const held = await decided({ outcome: 'review' });
  expect((await get(`/v1/comments/${held.id}/statement`)).body.code).toBe('not_restricted');
  clock.advance(dayMs);
  expect((await get(`/v1/comments/${held.id}/statement`)).body.measures).toMatchObject([{ what: 'held' }]);
  expect((await get(`/v1/comments/${newId(clock.now())}/statement`)).body.code).toBe('not_found');
});

test('of whom an author is taken for, a statement says nothing', async () => {
  const finding = aFinding({ rule: 'ban-evasion', explanation: 'Comes under the IP address of the author “troll-7”.' });
  const held = await decided({ outcome: 'review', findings: [finding] });
  clock.advance(dayMs);
  const { body } = await get(`/v1/comments/${held.id}/statement`);
  expect(body.clauses).toHaveLength(1);
  expect(JSON.stringify(body)).not.toContain('troll-7');
});

test('a ban is stated with its reason and clause, and appealed by itself; overturned, the author may comment again', async () => {
  await submitted({ author: { id: 'a' } });
  const given = { author: 'a', kind: 'ban', reason: 'Threatened the reporter.', clause: 'civility-1' };
  const { penalty } = (await intake.call(site, 'POST', '/v1/bans', { body: given })).body;
  const { body } = await get(`/v1/bans/${penalty.id}/statement`);
  expect(body).toMatchObject({
    commentId: null,
    penaltyIds: [penalty.id],
    measures: [{ what: 'ban', until: null }],
    clauses: [{ id: 'civility-1', start: expect.any(Number), why: 'Threatened the reporter.' }],
    automated: { detection: false, decision: false },
  });
  const filed = await appeal({ penaltyId: penalty.id });
  expect(filed).toMatchObject({ status: 201, body: { filed: true, penaltyId: penalty.id, state: 'open' } });
  await end(filed.body.id, 'overturned');
  expect((await get('/v1/authors/a')).body.standing.state).toBe('good');
  const again = await appeal({ penaltyId: penalty.id });
  expect(again).toMatchObject({
    status: 200,
    body: { filed: false, state: 'overturned', reason: 'It was aimed at the plan.' },
  });
});

test('what is wrong with an appeal is said by field, and nothing is kept of it', async () => {
  const comment = await decided();
  const bad = await intake.call(site, 'POST', '/v1/appeals', {
    body: { text: ' ', email: 'no', commentId: 'x', more: 1 },
  });
  expect(bad.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
    '/commentId',
    '/email',
    '/more',
    '/text',
  ]);
  expect((await appeal({})).body.errors).toMatchObject([{ pointer: '/commentId', code: 'required' }]);
  expect((await appeal({ commentId: comment.id, penaltyId: comment.id })).status).toBe(422);
  expect((await appeal({ externalId: 'nobody' })).status).toBe(404);
  expect((await appeal({ token: 'a.b.c.d' })).body.code).toBe('bad_link');
  expect((await appeal({ commentId: comment.id, text: 'x'.repeat(4_001) })).status).toBe(422);
  expect(await appeals()).toEqual([]);
});

test('the link’s token files too, once; another site’s key cannot use it', async () => {
  const comment = await decided();
  const token = await linkOf(comment.id);
  const stranger = await makeSite(db.database);
  const foreign = await intake.call(stranger, 'POST', '/v1/appeals', { body: { token, text: 'Mine.' } });
  expect(foreign.body.code).toBe('bad_link');
  expect((await appeal({ token })).status).toBe(201);
  expect(await appeal({ externalId: comment.externalId })).toMatchObject({ status: 200, body: { filed: false } });
  const { body } = await get('/v1/appeals?state=open');
  expect(body.data).toMatchObject([{ commentId: comment.id, text: 'I meant the plan.', overdue: false }]);
  expect((await get(`/v1/appeals/${body.data[0].id}`)).body).toEqual(body.data[0]);
  expect((await intake.call(stranger, 'GET', `/v1/appeals/${body.data[0].id}`)).status).toBe(404);
});

test('opened by a scanner a hundred times, the page changes nothing; it loads nothing and is for no index', async () => {
  const comment = await decided();
  const token = await linkOf(comment.id);
  const pages = await Promise.all(Array.from({ length: 100 }, () => get(`/appeal?token=${token}`, null)));
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await appeals()).toEqual([]);
  const [page] = pages;
  expect(page?.body).toContain('You are a &lt;b&gt;pathetic&lt;/b&gt; moron.');
  expect(page?.body).toContain('with no personal attacks');
  expect(page?.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page?.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page?.headers.get('x-robots-tag')).toContain('noindex');
  expect(page?.headers.get('cache-control')).toBe('no-store');
  expect(page?.headers.get('set-cookie')).toBeNull();
});

test('the form files an appeal and leads back to the page, which says so; twice clicked it is one', async () => {
  const comment = await decided();
  const token = await linkOf(comment.id);
  const text = 'I meant the plan,\r\nnot the man. Write to me: ann@readers.example';
  const both = await Promise.all([send(token, { text }), send(token, { text })]);
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  expect(both[0]?.headers.get('location')).toBe(`appeal?token=${encodeURIComponent(token)}`);
  expect(await appeals()).toEqual([{ state: 'open', source: 'link', wants: false }]);
  const page = await get(`/appeal?token=${token}`, null);
  expect(page.body).toContain('You have appealed. A moderator will look at it.');
  expect(page.body).not.toContain('<form');
  const { body } = await get('/v1/appeals');
  expect(body.data[0].text).toBe('I meant the plan,\nnot the man. Write to me: [address]');
  await end(body.data[0].id, 'upheld', 'It names <him>.');
  const after = await get(`/appeal?token=${token}`, null);
  expect(after.body).toContain('the decision stands');
  expect(after.body).toContain('It names &lt;him&gt;.');
});

test('a form that lacks something comes back with what was typed and what is wrong', async () => {
  const comment = await decided({}, { author: { id: 'nameless' } });
  const token = await linkOf(comment.id);
  const empty = await send(token, { text: ' ' });
  expect([empty.status, await empty.text()]).toEqual([
    422,
    expect.stringContaining('Write why the decision is wrong.'),
  ]);
  const typed = await send(token, { text: 'My "words" & more', wantsOutcome: '1' });
  const html = await typed.text();
  expect(typed.status).toBe(422);
  expect(html).toContain('Give an address, or leave the box above empty.');
  expect(html).toContain('My &quot;words&quot; &amp; more');
  expect(html).toContain('checked');
  const wrong = await send(token, { text: 'Words', wantsOutcome: '1', email: 'no address' });
  expect(await wrong.text()).toContain('That is no e-mail address.');
  expect(await appeals()).toEqual([]);
  expect((await send(token, { text: 'Words', wantsOutcome: '1', email: 'a@readers.example' })).status).toBe(303);
  expect(await appeals()).toMatchObject([{ wants: true }]);
});

test('a link that is tampered with, cut off or late files nothing', async () => {
  const comment = await decided();
  const token = await linkOf(comment.id);
  for (const bad of [token.slice(0, -1), token.replace('comment_', 'penalty_'), `${token}x`, '', 'a.b.c.d']) {
    const answer = await send(bad, { text: 'Words' });
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('This link does not work')]);
    expect((await get(`/appeal?token=${encodeURIComponent(bad)}`, null)).status).toBe(404);
  }
  clock.advance(184 * dayMs);
  const late = await get(`/appeal?token=${token}`, null);
  expect(late.body).toContain('It could be appealed until');
  expect(late.body).not.toContain('<form');
  expect((await send(token, { text: 'Words' })).status).toBe(303);
  expect(await appeals()).toEqual([]);
});

test('settings hold from the next statement on: the window, the answer’s clock, and what is said of settlement', async () => {
  const settings = { windowDays: 30, decideDays: 3, heldHours: 0, outOfCourt: 'The press council <hears> you.' };
  expect((await intake.call(site, 'PUT', '/v1/appeals/settings', { body: settings })).body).toEqual(settings);
  expect((await get('/v1/appeals/settings')).body).toEqual(settings);
  const held = await decided({ outcome: 'review' });
  const { body } = await get(`/v1/comments/${held.id}/statement`);
  expect(Date.parse(body.redress.appeal.until) - Date.parse(body.decidedAt)).toBe(30 * dayMs);
  expect(body.html).toContain('The press council &lt;hears&gt; you.');
  const filed = await appeal({ commentId: held.id });
  expect(Date.parse(filed.body.dueAt) - Date.parse(filed.body.createdAt)).toBe(3 * dayMs);
  clock.advance(4 * dayMs);
  expect((await get(`/v1/appeals/${filed.body.id}`)).body.overdue).toBe(true);
  expect((await intake.call(site, 'PUT', '/v1/appeals/settings', { body: { windowDays: 0 } })).status).toBe(422);
});

test('the author’s words and address are in no log, and sealed in the row', async () => {
  const comment = await decided();
  await appeal({ commentId: comment.id, text: 'marked-words-7', wantsOutcome: true, email: 'marked7@readers.example' });
  expect(captured.text()).not.toMatch(/marked-words-7|marked7@/);
  const { rows } = await db.owner.query('select row_to_json(a)::text as row from appeal a where comment_id = $1', [
    comment.id,
  ]);
  expect(rows[0].row).not.toContain(Buffer.from('marked').toString('hex'));
  const found = await db.database.withSite(site.siteId, (tx) =>
    findRestriction(tx, site.siteId, { commentId: comment.id }),
  );
  const token = appealToken(masterKeys, site.siteId, found?.subject as never, new Date(clock.now().getTime() + dayMs));
  const page = await get(`/appeal?token=${token}`, null);
  expect(page.body).not.toMatch(/marked-words-7|marked7@/);
});

test('what a person is given of themselves holds their appeals; erased, those say nothing', async () => {
  const comment = await decided({}, { author: { id: 'ann-9' } });
  await appeal({ commentId: comment.id });
  expect((await get('/v1/authors/ann-9/data')).body.appeals).toMatchObject([
    { commentId: comment.id, text: 'I meant the plan.', state: 'open' },
  ]);
  await intake.call(site, 'DELETE', '/v1/authors/ann-9/data');
  expect((await get('/v1/appeals')).body.data).toMatchObject([{ text: null, state: 'moot' }]);
});
