import { randomUUID } from 'node:crypto';
import {
  findBacktest,
  insertBacktest,
  insertDraft,
  nextGuidelinesVersion,
  recordAutomaticDecisions,
} from '@moderato/database';
import { type Decision, type Judgement, newId, type Outcome } from '@moderato/domain';
import { createLogger } from '@moderato/observability';
import {
  aDecision,
  aFinding,
  aPolicy,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type TestDatabase,
} from '@moderato/testkit';
import { inProcessJudge, type SideJudge } from '../aside/side-judge.js';
import { runBacktest } from './run-backtest.js';
import { sweepBacktests } from './sweep-backtests.js';

let db: TestDatabase;
let siteId: string;
const log = createLogger({ service: 'worker', level: 'silent' });
const clock = new ManualClock(new Date());
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
});
afterAll(() => db.drop());

/** A comment that says how it stands decided, and how the draft will decide it. */
async function comment(was: Outcome | null, willBe: Outcome, changes: Partial<Decision> = {}): Promise<string> {
  // Ids of one millisecond have no order.
  clock.advance(1);
  const inserted = await insertTestComment(db, siteId, { body: willBe, at: clock.now() });
  if (was) {
    const findings = was === 'approve' ? [] : [aFinding()];
    const decision = aDecision(inserted, { outcome: was, findings, ...changes });
    await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
  }
  return inserted.id;
}

const draftClause = { id: 'civility-1', text: 'Be civil', start: 0, end: 8 };
const judgeByBody = inProcessJudge(({ body }, policy) => {
  if (body === 'poison') throw new Error('engine fault');
  const { id, commentId, externalId, revision, decidedBy, decidedAt, ...judgement } = aDecision(
    { id: '', externalId: '', flushId: '' },
    { outcome: body as Outcome, findings: body === 'approve' ? [] : [aFinding({ clause: draftClause })] },
  );
  return { ...judgement, guidelines: { version: policy.version, hash: policy.hash } } satisfies Judgement;
});

const stopping = new AbortController().signal;
const run = (backtestId: string, judge: SideJudge = judgeByBody, signal = stopping) =>
  runBacktest({ database: db.database, judge, tellContext: async () => {}, clock, log, stopping: signal, pageSize: 3 })(
    {
      siteId,
      backtestId,
    },
  );

async function backtest({ most = 1_000, since = new Date(0), until = new Date(clock.now().getTime() + 60_000) } = {}) {
  const id = newId(clock.now());
  await db.database.withSite(siteId, async (tx) => {
    const version = await nextGuidelinesVersion(tx, siteId);
    await insertDraft(tx, { id: randomUUID(), siteId, policy: aPolicy({ version }), at: clock.now() });
    await insertBacktest(tx, siteId, { id, version, since, until, most, createdBy: 'test' }, clock.now());
  });
  return id;
}
const resultOf = (id: string) => db.database.withSite(siteId, (tx) => findBacktest(tx, siteId, id));

test('counts what would change, which way, by clause, with the newest as samples', async () => {
  const stricter = await comment('approve', 'reject');
  await comment('approve', 'approve');
  const laxer = [await comment('reject', 'approve'), await comment('reject', 'approve')];
  await comment('review', 'review');
  await comment('approve', 'poison' as Outcome);
  const id = await backtest();
  await run(id);
  expect(await resultOf(id)).toMatchObject({
    state: 'done',
    done: 6,
    total: 6,
    tally: {
      compared: 6,
      skipped: 0,
      failed: 1,
      flips: { 'approve→reject': 1, 'reject→approve': 2, 'approve→review': 1 },
      overModerators: {},
      byClause: { 'Be civil': { stricter: 1, laxer: 0 }, 'No personal attacks': { stricter: 0, laxer: 2 } },
      samples: { 'approve→reject': [stricter], 'reject→approve': laxer.toReversed() },
    },
  });
});

test('a comment without text or decision is skipped, and the standing decision is the newest', async () => {
  const undecided = await comment(null, 'reject');
  const erased = await comment('approve', 'reject');
  await db.owner.query('update comment set body = null, salt = null where id = $1', [erased]);
  const overruled = await comment('approve', 'reject');
  await db.owner.query(
    `insert into decision select $2::uuid, site_id, comment_id, revision, 'moderator', 'reject', document, text_hash, null,
       false, block_height + 1000, 0, decided_at from decision where comment_id = $1`,
    [overruled, newId(clock.now())],
  );
  const kept = await comment('approve', 'review');
  await db.owner.query(`update decision set decided_by = 'moderator' where comment_id = $1`, [kept]);
  const id = await backtest();
  await run(id);
  const { tally } = (await resultOf(id)) ?? {};
  expect(tally).toMatchObject({ compared: 2, skipped: 2, flips: { 'approve→review': 1 } });
  expect(tally?.overModerators).toEqual({ 'approve→review': 1 });
  expect(undecided).toBeDefined();
});

test('takes the newest comments up to its limit, and those of its days only', async () => {
  await comment('approve', 'reject');
  clock.advance(10_000);
  const since = clock.now();
  await comment('approve', 'review');
  await comment('approve', 'approve');
  clock.advance(10_000);
  const newest = await comment('approve', 'reject');
  const few = await backtest({ most: 1 });
  await run(few);
  expect((await resultOf(few))?.tally.samples).toEqual({ 'approve→reject': [newest] });
  const days = await backtest({ since, until: clock.now() });
  await run(days);
  expect(await resultOf(days)).toMatchObject({ total: 2, tally: { compared: 2, flips: { 'approve→review': 1 } } });
});

test('killed in the middle of any page, it goes on and its totals are exact', async () => {
  for (let i = 0; i < 10; i++) await comment('approve', i % 2 ? 'reject' : 'approve');
  const id = await backtest();
  let pages = 0;
  const dying: SideJudge = {
    ...judgeByBody,
    judge: (policy, submissions) => {
      pages++;
      // Dies on every other page, after some pages are written.
      if (pages % 2 === 0) throw new Error('killed');
      return judgeByBody.judge(policy, submissions);
    },
  };
  let deaths = 0;
  for (let tries = 0; tries < 20 && (await resultOf(id))?.state !== 'done'; tries++) {
    await run(id, dying).catch(() => deaths++);
  }
  expect(deaths).toBeGreaterThan(1);
  const { done, tally } = (await resultOf(id)) ?? {};
  expect([done, tally?.compared, tally?.flips]).toEqual([10, 10, { 'approve→reject': 5 }]);
  expect(tally?.samples['approve→reject']).toHaveLength(5);
});

test('a process that stops leaves it after the page in hand', async () => {
  for (let i = 0; i < 7; i++) await comment('approve', 'reject');
  const id = await backtest();
  await run(id, judgeByBody, AbortSignal.abort());
  expect(await resultOf(id)).toMatchObject({ state: 'running', done: 3 });
  await run(id);
  expect(await resultOf(id)).toMatchObject({ state: 'done', done: 7, tally: { flips: { 'approve→reject': 7 } } });
});

test('two runs of one backtest count each comment once', async () => {
  for (let i = 0; i < 10; i++) await comment('approve', 'reject');
  const id = await backtest();
  await Promise.all([run(id), run(id), run(id)]);
  expect(await resultOf(id)).toMatchObject({ state: 'done', done: 10, tally: { compared: 10 } });
  await run(id);
  expect((await resultOf(id))?.tally.compared).toBe(10);
});

test('no sample beyond twenty is kept', async () => {
  for (let i = 0; i < 23; i++) await comment('approve', 'reject');
  const id = await backtest();
  await run(id);
  const { tally } = (await resultOf(id)) ?? {};
  expect([tally?.flips['approve→reject'], tally?.samples['approve→reject']?.length]).toEqual([23, 20]);
});

test('over no comments it is done at once', async () => {
  const id = await backtest();
  await run(id);
  expect(await resultOf(id)).toMatchObject({ state: 'done', done: 0, total: 0 });
});

test('one whose job was lost is found by the sweep', async () => {
  const id = await backtest();
  const jobs: unknown[] = [];
  const queues = { enqueue: async (_: string, payloads: unknown[]) => void jobs.push(...payloads) };
  const sweep = () => sweepBacktests({ database: db.database, queues, clock, restedMs: 30_000 });
  await sweep();
  expect(jobs).not.toContainEqual({ siteId, backtestId: id });
  clock.advance(30_001);
  await sweep();
  expect(jobs).toContainEqual({ siteId, backtestId: id });
});
