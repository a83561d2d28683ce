import { randomBytes } from 'node:crypto';
import {
  findBacktest,
  findGuidelines,
  insertModerator,
  loginToken,
  MasterKeys,
  recordAutomaticDecisions,
  recordShadow,
  saveBacktestStep,
  startBacktest,
} from '@moderato/database';
import { newId, type Role, tallyComparison } from '@moderato/domain';
import { compile } from '@moderato/guidelines';
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
import { loadConsoleConfig } from './config.js';
import { createConsole } from './create-console.js';

const posted = 'Comments must be civil, with no personal attacks. Report abuse to editor@paper.example.';
const masterKey = randomBytes(32).toString('hex');
const masterKeys = new MasterKeys([masterKey]);
const clock = new ManualClock(new Date('2026-11-23T10:00:00.000Z'));
const captured = captureLog('console');

let db: TestDatabase;
let service: Service;
let origin: string;
let siteId: string;
let cookie: string;

beforeAll(async () => {
  db = await createTestDatabase();
  service = await createConsole(
    loadConsoleConfig({ DATABASE_URL: db.url, MODERATO_MASTER_KEY: masterKey, HOST: '127.0.0.1', PORT: '0' }),
    { clock, log: captured.log },
  );
  origin = `http://127.0.0.1:${(await service.start()).port}`;
});
beforeEach(async () => {
  siteId = await insertTestSite(db, compile(posted), clock.now());
  cookie = await signIn('Kim');
});
afterAll(async () => {
  await service.stop();
  await db.drop();
});

async function signIn(name: string, site = siteId, role: Role = 'admin'): Promise<string> {
  const id = newId(clock.now());
  await db.database.withSite(site, (tx) => insertModerator(tx, site, { id, name, role }, clock.now()));
  const token = loginToken(masterKeys, site, id, new Date(clock.now().getTime() + 3_600_000));
  const answer = await fetch(`${origin}/login?token=${token}`, { redirect: 'manual' });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function call(method: 'GET' | 'POST', path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${origin}/api/guidelines${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json', 'x-moderato-csrf': '1', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  return { status: answer.status, body: (await answer.json()) as any };
}
const get = (path: string) => call('GET', path);
const post = (path: string, body: object = {}) => call('POST', path, body);
const draft = (text = `${posted} No spam.`, more: object = {}) => post('/versions', { text, ...more });
const actions = async () =>
  (
    await db.owner.query('select kind, actor from action where site_id = $1 order by block_height, block_index', [
      siteId,
    ])
  ).rows;

describe('versions', () => {
  test('are read with their clauses, why one is not enforced, what enforces the others, and what is live', async () => {
    const { status, body } = await get('/versions/1');
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: 1, state: 'live', text: posted, live: { version: 1, text: posted } });
    expect(body.report.emails).toEqual(['editor@paper.example']);
    expect(body.checks).toContainEqual({
      rule: 'personal-attack',
      clauseId: 'personal_attack-1',
      thresholds: { review: 0.5, reject: 0.8 },
    });
    expect((await get('/versions/2')).status).toBe(404);
    expect((await get('/versions/x')).status).toBe(404);
  });

  test('are listed newest first, page after page', async () => {
    await draft();
    await draft(`${posted} No shouting.`);
    const first = (await get('/versions?limit=2')).body;
    expect(first.data.map((row: { version: number; state: string }) => [row.version, row.state])).toEqual([
      [3, 'draft'],
      [2, 'draft'],
    ]);
    const second = (await get(`/versions?limit=2&cursor=${first.next_cursor}`)).body;
    expect([second.data.map(({ version }: { version: number }) => version), second.has_more]).toEqual([[1], false]);
  });

  test('of another site are not there', async () => {
    const other = await insertTestSite(db, aPolicy({ version: 7 }), clock.now());
    expect((await get('/versions/7')).status).toBe(404);
    expect((await post('/versions/7/publish')).status).toBe(404);
    expect((await post('/versions/7/backtest', { days: 7 })).status).toBe(404);
    expect((await db.owner.query('select state from guidelines where site_id = $1', [other])).rows).toEqual([
      { state: 'live' },
    ]);
  });
});

describe('a preview', () => {
  test('says what a text is read as and what it changes, and keeps nothing', async () => {
    const { status, body } = await post('/preview', { text: `${posted} No more than two links.` });
    expect([status, body.problems]).toEqual([200, []]);
    expect(body.limits).toEqual({ maxLinks: 2 });
    expect(body.changes.added.map(({ id }: { id: string }) => id)).toEqual(['links-1']);
    expect((await get('/versions')).body.data).toHaveLength(1);
  });

  test.each([
    ['', 'empty'],
    ['The harbour is quiet this morning, and the boats are in.', 'no_guidelines_found'],
    ['a\0b', 'not_text'],
  ])('of %j says what is wrong', async (text, code) => {
    const { status, body } = await post('/preview', { text });
    expect([status, body.problems.map((problem: { code: string }) => problem.code)]).toEqual([200, [code]]);
  });

  test('names a setting that does not fit, and what the live version has that fits no more', async () => {
    const tuning = { clauses: { 'civility-9': { off: true } } };
    const { body } = await post('/preview', { text: posted, tuning });
    expect(body.problems).toMatchObject([{ pointer: '/tuning/clauses/civility-9', code: 'unknown_clause' }]);
  });
});

describe('a draft', () => {
  test('is kept under the moderator’s name, and decides nothing', async () => {
    const { status, body } = await draft();
    expect([status, body.version, body.state]).toEqual([200, 2, 'draft']);
    expect(body.changes.added.map(({ id }: { id: string }) => id)).toEqual(['spam-1']);
    expect(body.live).toEqual({ version: 1, text: posted });
    expect(await actions()).toEqual([
      { kind: 'guidelines.drafted', actor: expect.stringMatching(/^moderator:[\da-f-]{36}$/) },
    ]);
  });

  test('that says what is live is the live version', async () => {
    expect((await draft(posted)).body).toMatchObject({ version: 1, state: 'live' });
  });

  test('tunes a clause, and a setting that does not fit is refused at its field', async () => {
    const tuning = { clauses: { 'personal_attack-1': { thresholds: { review: 0.9 } } } };
    const refused = await draft(posted, { tuning });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([
      422,
      '/tuning/clauses/personal_attack-1/thresholds/review',
    ]);
    tuning.clauses['personal_attack-1'].thresholds.review = 0.6;
    const kept = await draft(posted, { tuning });
    expect(kept.body).toMatchObject({ version: 2, state: 'draft', tuning });
    expect((await get('/versions')).body.data).toHaveLength(2);
  });

  test('takes over the settings of the version that it was made from', async () => {
    const tuning = { site: { hold: ['levy-gate'] } };
    await draft(posted, { tuning });
    expect((await draft(`${posted} No spam.`, { from: 2 })).body).toMatchObject({ version: 3, tuning });
    expect((await draft(`${posted} No spam.`)).body).toMatchObject({ version: 4, tuning: {} });
    expect((await draft(posted, { from: 9 })).status).toBe(404);
  });

  test('of nothing is refused', async () => {
    const { status, body } = await draft('');
    expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([422, '/text', 'empty']);
  });
});

describe('moving', () => {
  test('draft, shadow, live, and back to the one before', async () => {
    await draft();
    expect((await post('/versions/2/shadow')).body).toMatchObject({ version: 2, state: 'shadow' });
    expect((await post('/versions/2/publish')).body).toMatchObject({ state: 'live', live: { version: 2 } });
    expect((await get('/versions/1')).body.state).toBe('retired');
    expect((await post('/versions/1/publish')).body).toMatchObject({ version: 1, state: 'live' });
    expect((await actions()).map(({ kind }) => kind)).toEqual([
      'guidelines.drafted',
      'guidelines.shadowed',
      'guidelines.published',
      'guidelines.published',
    ]);
  });

  test('where another version went live since the editor looked, nothing is published', async () => {
    await draft();
    await draft(`${posted} No shouting.`);
    expect((await post('/versions/2/publish', { live: 1 })).status).toBe(200);
    const { status, body } = await post('/versions/3/publish', { live: 1 });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('Version 2 has gone live')]);
    expect((await get('/versions/3')).body.state).toBe('draft');
    expect((await post('/versions/3/publish', { live: 2 })).body.state).toBe('live');
  });

  test('what cannot be moved says why', async () => {
    const { status, body } = await post('/versions/1/discard');
    expect([status, body.detail]).toEqual([409, 'It is live. Publish another version in its place.']);
    await draft();
    expect((await post('/versions/2/discard')).body.state).toBe('discarded');
  });
});

test('who may not edit can read and try, and change nothing', async () => {
  cookie = await signIn('Reader', siteId, 'triage');
  const session = await fetch(`${origin}/api/session`, { headers: { cookie } });
  expect((await session.json()).rights).toEqual(['read', 'triage']);
  for (const [path, body] of [
    ['/versions', { text: posted }],
    ['/preview', { text: posted }],
    ['/versions/1/publish', {}],
    ['/versions/1/shadow', {}],
    ['/versions/1/discard', {}],
    ['/versions/1/backtest', { days: 7 }],
  ] as const) {
    expect([path, (await post(path, body)).status]).toEqual([path, 403]);
  }
  expect((await get('/versions/1')).status).toBe(200);
  expect((await post('/versions/1/try', { body: 'Fine words.' })).status).toBe(200);
  expect(await actions()).toEqual([]);
});

test('a change that another site’s page could have caused is refused', async () => {
  const { status } = await call('POST', '/versions', { text: posted }, { 'sec-fetch-site': 'cross-site' });
  expect(status).toBe(403);
});

test('a comment that is tried is decided by the version in view, and stored nowhere', async () => {
  await draft('Comments must be civil. No more than two links.');
  const body = 'You are a pathetic moron.';
  const live = (await post('/versions/1/try', { body })).body;
  expect(live).toMatchObject({ outcome: 'reject', guidelines: { version: 1 } });
  expect(live.marks.length).toBeGreaterThan(0);
  expect(live.findings[0].clause.id).toBe('personal_attack-1');
  expect((await post('/versions/2/try', { body })).body.guidelines.version).toBe(2);
  expect((await post('/versions/1/try', { body: '' })).body.errors[0].pointer).toBe('/body');
  expect((await db.owner.query('select 1 from comment where site_id = $1', [siteId])).rows).toEqual([]);
  expect(captured.text()).not.toContain('pathetic');
});

describe('what a clause did', () => {
  const activity = async (id = 'personal_attack-1', version = 1) =>
    (await get(`/versions/${version}/clauses/${id}/activity`)).body;
  const citing = async (outcome: 'reject' | 'review' | 'approve', { at = clock.now(), version = 1, id = '' } = {}) => {
    const comment = await insertTestComment(db, siteId, { body: 'Words.', at });
    const clause = { id: id || 'personal_attack-1', text: 'with no personal attacks', start: 24, end: 48 };
    const decision = aDecision(comment, {
      id: newId(at),
      outcome,
      findings: [aFinding({ clause }), aFinding({ clause, rule: 'civility' })],
      guidelines: { version, hash: 'a'.repeat(64) },
      decidedAt: at.toISOString(),
    });
    await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], at));
    return decision;
  };
  const overrule = async (decision: { id: string; commentId: string }, body: object) => {
    const path = `${origin}/api/comments/${decision.commentId}/decide`;
    const headers = { cookie, 'content-type': 'application/json', 'x-moderato-csrf': '1' };
    const sent = JSON.stringify({ revision: 1, decisionId: decision.id, ...body });
    expect((await fetch(path, { method: 'POST', headers, body: sent })).status).toBe(200);
  };

  test('is counted once a comment, with what moderators made of it', async () => {
    const [first, second] = [await citing('review'), await citing('review')];
    await citing('reject');
    await citing('approve');
    await overrule(first, { outcome: 'approve' });
    await overrule(second, { outcome: 'reject', clauseId: 'personal_attack-1' });
    expect(await activity()).toEqual({ days: 30, rejected: 1, held: 2, judged: 2, overturned: 1, more: false });
    expect(await activity('civility-1')).toMatchObject({ rejected: 0, held: 0 });
    expect((await get('/versions/1/clauses/made-up/activity')).status).toBe(404);
  });

  test('counts under earlier numbers of the same clause, not under another clause of that number, nor older ones', async () => {
    await citing('reject', { at: new Date(clock.now().getTime() - 40 * 86_400_000) });
    await citing('reject');
    clock.advance(1_000);
    // The second version has another first attack clause in front of it.
    await draft(`Personal attacks on our staff are forbidden. ${posted}`);
    await post('/versions/2/publish');
    const { body } = await get('/versions/2');
    const attacks = body.clauses.filter(({ kind }: { kind: string }) => kind === 'personal_attack');
    const same = attacks.find(({ text }: { text: string }) => text.includes('with no personal attacks')).id;
    const other = attacks.find(({ id }: { id: string }) => id !== same).id;
    await citing('review', { version: 2, id: same });
    expect(await activity(same, 2)).toMatchObject({ rejected: 1, held: 1 });
    expect(await activity(other, 2)).toMatchObject({ rejected: 0, held: 0 });
  });
});

describe('a backtest', () => {
  test('is started by an editor, and shown with the words of the comments that would flip', async () => {
    await draft();
    expect((await get('/versions/2/backtest')).body).toEqual({ backtest: null });
    const started = (await post('/versions/2/backtest', { days: 7 })).body.backtest;
    expect(started).toMatchObject({ version: 2, state: 'queued', done: 0, total: null, samples: {} });
    const comment = await insertTestComment(db, siteId, { body: 'Buy now, buy often.', at: clock.now() });
    await db.database.withSite(siteId, async (tx) => {
      const run = await startBacktest(tx, siteId, started.id, clock.now());
      if (!run) throw new Error('not started');
      const flip = { id: comment.id, from: 'approve', to: 'reject', byModerator: false, failed: false } as const;
      tallyComparison(run.tally, { ...flip, clauses: ['No spam'] });
      const step = { id: run.id, from: run.cursor, cursor: run.cursor, done: 1, tally: run.tally, finished: true };
      await saveBacktestStep(tx, siteId, step, clock.now());
    });
    const { backtest } = (await get('/versions/2/backtest')).body;
    expect(backtest).toMatchObject({ state: 'done', flips: { 'approve→reject': 1 } });
    expect(backtest.byClause).toEqual([{ text: 'No spam', stricter: 1, laxer: 0 }]);
    expect(backtest.samples['approve→reject']).toMatchObject([
      { commentId: comment.id, body: 'Buy now, buy often.', story: 'A story' },
    ]);
    const kept = await db.database.withSite(siteId, (tx) => findBacktest(tx, siteId, started.id));
    expect(kept && Number(kept.until) - Number(kept.since)).toBe(7 * 86_400_000);
    expect((await post('/versions/2/backtest', { days: 0 })).body.errors[0].pointer).toBe('/days');
  });
});

test('where a version in shadow disagrees is listed with the words of the comment', async () => {
  await draft();
  await post('/versions/2/shadow');
  const comment = await insertTestComment(db, siteId, { body: 'Buy now.', at: clock.now() });
  await db.database.withSite(siteId, async (tx) => {
    const id = (await findGuidelines(tx, siteId, 2))?.id as string;
    const { id: commentId, externalId } = comment;
    const one = {
      commentId,
      externalId,
      revision: 1,
      live: 'approve',
      shadow: 'review',
      clauseIds: ['spam-1'],
    } as const;
    await recordShadow(tx, siteId, id, {
      comparisons: [{ ...one, clauseIds: [...one.clauseIds] }],
      missed: [],
      at: clock.now(),
    });
  });
  const { body } = await get('/versions/2/disagreements');
  expect(body).toMatchObject({
    counts: { compared: 1, missed: 0, flips: { 'approve→review': 1 } },
    data: [{ commentId: comment.id, body: 'Buy now.', live: 'approve', shadow: 'review', clauseIds: ['spam-1'] }],
    has_more: false,
  });
});
