import { randomBytes } from 'node:crypto';
import {
  actingPaths,
  insertModerator,
  loginToken,
  MasterKeys,
  recordAutomaticDecisions,
  recordModeratorDecision,
} from '@moderato/database';
import { type Decision, newId } from '@moderato/domain';
import type { Service } from '@moderato/http';
import {
  aDecision,
  aFinding,
  aPolicy,
  captureLog,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type TestDatabase,
} from '@moderato/testkit';
import { loadConsoleConfig } from '../config.js';
import { createConsole } from '../create-console.js';

const masterKey = randomBytes(32).toString('hex');
const masterKeys = new MasterKeys([masterKey]);
const clock = new ManualClock(new Date('2026-11-23T10:00:00.000Z'));
const captured = captureLog('console');
const day = 86_400_000;

let db: TestDatabase;
let service: Service;
let origin: string;
let siteId: string;
let cookie: string;

beforeAll(async () => {
  db = await createTestDatabase();
  const config = loadConsoleConfig({
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: masterKey,
    HOST: '127.0.0.1',
    PORT: '0',
  });
  service = await createConsole(config, { clock, log: captured.log });
  origin = `http://127.0.0.1:${(await service.start()).port}`;
});
beforeEach(async () => {
  siteId = await insertTestSite(db, aPolicy(), clock.now());
  cookie = await signIn(siteId, 'Kim');
});
afterAll(async () => {
  await service.stop();
  await db.drop();
});

async function aLogin(site: string, name: string): Promise<string> {
  const id = newId(clock.now());
  await db.database.withSite(site, (tx) => insertModerator(tx, site, { id, name }, clock.now()));
  return `/login?token=${loginToken(masterKeys, site, id, new Date(clock.now().getTime() + 3_600_000))}`;
}
const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split(';')[0] as string);
async function signIn(site: string, name: string): Promise<string> {
  const answer = await fetch(`${origin}${await aLogin(site, name)}`, { redirect: 'manual' });
  return cookiesOf(answer).join('; ');
}

async function reported(changes: Partial<Decision> = {}, body = 'You moron <b>&amp;</b> Marked-Comment.') {
  const comment = await insertTestComment(db, siteId, { body, at: clock.now() });
  const decision = aDecision(comment, {
    id: newId(clock.now()),
    outcome: 'reject',
    findings: [aFinding()],
    ...changes,
  });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
  return { comment, decision, ...actingPaths(masterKeys, { siteId, decisionId: decision.id, at: clock.now() }) };
}

const open = (path: string, options: RequestInit = {}) =>
  fetch(`${origin}${path}`, { headers: { cookie }, redirect: 'manual', ...options });
/** The fields of the page's form, as a browser would send them. */
async function formOf(path: string, who = cookie): Promise<Record<string, string>> {
  const text = await (await open(path, { headers: { cookie: who } })).text();
  const hidden = [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const clause = /<option value="([^"]+)"/.exec(text)?.[1];
  return {
    ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])),
    ...(clause !== undefined && { clauseId: clause }),
  };
}
const send = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  open(path, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams(form),
  });
const decisions = async (id: string) =>
  (
    await db.owner.query(
      `select d.outcome, d.decided_by, m.name, d.document->'findings'->0->'clause'->>'id' as clause
       from decision d left join moderator m on m.id = d.moderator_id where comment_id = $1 order by block_height`,
      [id],
    )
  ).rows;
const spent = async () => (await db.owner.query('select 1 from spent_link where site_id = $1', [siteId])).rows.length;

test('a scanner that opens, heads and follows both links changes nothing', async () => {
  const { comment, approve, reject } = await reported();
  for (const path of [approve, reject]) {
    for (const method of ['GET', 'HEAD', 'GET']) expect((await open(path, { method })).status).toBe(200);
    expect((await open(path, { method: 'GET', headers: {} })).status).toBe(401);
  }
  expect([(await decisions(comment.id)).length, await spent()]).toEqual([1, 0]);
});

test('the page shows the comment, the clause and what was proposed, and leaks nothing', async () => {
  const { reject } = await reported();
  const answer = await open(reject);
  const page = await answer.text();
  for (const shown of [
    'You moron &lt;b&gt;&amp;amp;&lt;/b&gt; Marked-Comment.',
    'No personal attacks',
    'Insults another commenter',
    'Reject this comment?',
    'as Kim',
  ]) {
    expect(page).toContain(shown);
  }
  expect(page).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1)|<img/);
  expect(page).toContain('name="robots" content="noindex');
  const headers = Object.fromEntries(answer.headers);
  expect(headers).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'cache-control': 'no-store',
  });
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/);
});

test('approving overturns by the same record as the desk; a second click says what was done, and by whom', async () => {
  const { comment, approve, reject } = await reported();
  const form = await formOf(approve);
  const first = await send(approve, form);
  expect([first.status, await first.text()]).toEqual([200, expect.stringContaining('<h1>Approved</h1>')]);
  const second = await (await send(approve, form)).text();
  expect(second).toContain('Already done');
  expect(second).toMatch(/<strong>approved<\/strong>: decided by Kim on 2026-11-23/);
  expect(await (await open(reject)).text()).toContain('Already decided');
  expect(await decisions(comment.id)).toMatchObject([
    { outcome: 'reject', decided_by: 'rules' },
    { outcome: 'approve', decided_by: 'moderator', name: 'Kim' },
  ]);
});

test('upholding a rejection records the moderator’s own, under the clause', async () => {
  const { comment, reject } = await reported();
  expect((await send(reject, await formOf(reject))).status).toBe(200);
  expect((await decisions(comment.id))[1]).toMatchObject({ outcome: 'reject', clause: 'personal_attack-1' });
});

test('of ten who click at once one decides, and the others are told', async () => {
  const { comment, approve } = await reported();
  const form = await formOf(approve);
  const pages = await Promise.all(Array.from({ length: 10 }, async () => (await send(approve, form)).text()));
  expect(pages.filter((page) => page.includes('<h1>Approved</h1>'))).toHaveLength(1);
  expect(pages.filter((page) => page.includes('Already done'))).toHaveLength(9);
  expect([(await decisions(comment.id)).length, await spent()]).toEqual([2, 1]);
});

test('what somebody else decided meanwhile is not overwritten, and the link not spent', async () => {
  const { comment, decision, approve } = await reported();
  const form = await formOf(approve);
  const other = newId(clock.now());
  await db.database.withSite(siteId, async (tx) => {
    await insertModerator(tx, siteId, { id: other, name: 'Lee' }, clock.now());
    const theirs: Decision = { ...decision, id: newId(clock.now()), decidedBy: 'moderator' };
    await recordModeratorDecision(
      tx,
      siteId,
      { decision: theirs, moderatorId: other, seenDecisionId: decision.id },
      clock.now(),
    );
  });
  const page = await (await send(approve, form)).text();
  expect(page).toMatch(/Already decided[\s\S]*<strong>rejected<\/strong>: decided by Lee/);
  expect([(await decisions(comment.id)).length, await spent()]).toEqual([2, 0]);
});

test('without the page’s token, or from another site’s page, nothing is decided', async () => {
  const { comment, approve } = await reported();
  const form = await formOf(approve);
  const kims = await signIn(siteId, 'Max');
  for (const [body, headers] of [
    [{ ...form, csrf: 'x' }, {}],
    [{ revision: '1' }, {}],
    [form, { cookie: kims }],
    [form, { 'sec-fetch-site': 'cross-site' }],
  ] as const) {
    expect((await send(approve, body as Record<string, string>, headers)).status).toBe(403);
  }
  expect((await send(approve, form, { origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect(await decisions(comment.id)).toHaveLength(2);
});

test('tampered, late, of another purpose or of another site: a clear page, and nothing done', async () => {
  const { comment, approve, reject } = await reported();
  const form = await formOf(approve);
  const swapped = approve.replace('/act/approve/', '/act/reject/');
  for (const path of [
    `${approve.slice(0, -1)}${approve.endsWith('A') ? 'B' : 'A'}`,
    swapped,
    '/act/reject/x',
    '/act/x',
  ]) {
    const answer = await open(path);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('This link does not work')]);
    expect((await send(path, form)).status).toBe(404);
  }
  const elsewhere = await insertTestSite(db, aPolicy(), clock.now());
  const stranger = await signIn(elsewhere, 'Pat');
  const asked = await open(approve, { headers: { cookie: stranger } });
  expect([asked.status, (await asked.text()).includes('Marked-Comment')]).toEqual([403, false]);
  clock.advance(7 * day);
  cookie = await signIn(siteId, 'Kim');
  for (const answer of [await open(reject), await send(approve, form)]) {
    expect([answer.status, await answer.text()]).toEqual([410, expect.stringContaining('This link is too old')]);
  }
  expect(await decisions(comment.id)).toHaveLength(1);
});

test('who is signed out comes back to the page after signing in, and nowhere else', async () => {
  const { approve } = await reported();
  const first = await open(approve, { headers: {} });
  expect([first.status, await first.text()]).toEqual([401, expect.stringContaining('Sign in first')]);
  const remembered = cookiesOf(first).join('; ');
  const login = await fetch(`${origin}${await aLogin(siteId, 'Ann')}`, {
    redirect: 'manual',
    headers: { cookie: remembered },
  });
  expect([login.status, login.headers.get('location')]).toEqual([303, approve]);
  const elsewhere = await fetch(`${origin}${await aLogin(siteId, 'Bo')}`, {
    redirect: 'manual',
    headers: { cookie: `moderato_return=${encodeURIComponent('//evil.example/act/approve/x')}` },
  });
  expect(elsewhere.headers.get('location')).toBe('/');
});

test('a rejection without any clause to rest on asks for a reason', async () => {
  siteId = await insertTestSite(db, aPolicy({ clauses: [], checks: [] }), clock.now());
  cookie = await signIn(siteId, 'Kim');
  const { comment, reject } = await reported({ outcome: 'review', findings: [] });
  const form = await formOf(reject);
  const asked = await send(reject, form);
  expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining('which clause it breaks, or why')]);
  expect(await spent()).toBe(0);
  expect((await send(reject, { ...form, reason: 'It names a private address.' })).status).toBe(200);
  expect((await decisions(comment.id))[1]).toMatchObject({ outcome: 'reject', name: 'Kim' });
});
