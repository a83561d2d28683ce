import {
  countHeldDegraded,
  findComments,
  insertWebhookEndpoint,
  MasterKeys,
  recordModeratorDecision,
} from '@moderato/database';
import { type Judgement, newId } from '@moderato/domain';
import { createLogger, createRegistry } from '@moderato/observability';
import { createQueues, type Queues } from '@moderato/queues';
import {
  aDecision,
  createTestDatabase,
  eventually,
  insertTestComment,
  insertTestSite,
  ManualClock,
  queuePrefix,
  type TestComment,
  type TestDatabase,
  testRedisUrl,
} from '@moderato/testkit';
import type { Moderate } from '../decide-revision.js';
import { probeEngine } from '../engine-health.js';
import { LivePolicies } from '../live-policies.js';
import { createWorkerMetrics } from '../worker-metrics.js';
import { decideAgain } from './decide-again.js';
import { decideComments } from './decide-comments.js';

let db: TestDatabase;
let siteId: string;
let queues: Queues;
let clock: ManualClock;
beforeAll(async () => {
  db = await createTestDatabase();
  queues = createQueues({ redisUrl: testRedisUrl(), databaseUrl: db.url, prefix: queuePrefix() });
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
  clock = new ManualClock(new Date());
});
afterAll(async () => {
  await queues.close();
  await db.drop();
});

/** An engine whose model, code and health a test breaks and mends. */
class Engine {
  model: string | null = 'civ-1';
  throwsOn: string | null = null;
  degraded: string[] = [];
  calls = 0;
  readonly moderate: Moderate = (submission, policy) => {
    this.calls++;
    if (this.throwsOn !== null && submission.body.includes(this.throwsOn)) throw new Error('engine fault');
    const { id, commentId, externalId, revision, decidedBy, decidedAt, ...judgement } = aDecision(
      { id: '', externalId: '', flushId: '' },
      {
        outcome: this.degraded.length > 0 ? 'review' : 'approve',
        degraded: this.degraded,
        engine: { version: 'test', model: this.model },
        guidelines: { version: policy.version, hash: policy.hash },
      },
    );
    return judgement satisfies Judgement;
  };
}

function startWorker(engine: Engine) {
  const { database } = db;
  const deps = {
    database,
    queues,
    bell: { ring: () => {} },
    policies: new LivePolicies(database, 1),
    moderate: engine.moderate,
    tellContext: async () => {},
    engineHealth: probeEngine(engine.moderate),
    clock,
    log: createLogger({ service: 'worker', level: 'silent' }),
    metrics: createWorkerMetrics(createRegistry('worker'), { database, queues, clock }),
    shadow: { offer: () => {} },
  };
  const decide = decideComments(deps);
  return {
    decide: (comment: TestComment) => decide({ siteId, flushIds: [comment.flushId], comments: 1 }),
    again: decideAgain(deps),
  };
}

const historyOf = async ({ id }: TestComment) =>
  (await db.database.withSite(siteId, (tx) => findComments(tx, siteId, [id])))[0];
const outcomesOf = async (comment: TestComment) => (await historyOf(comment))?.history.map(({ outcome }) => outcome);

test('what was held while the model was missing is decided again, once, and the site is told', async () => {
  const masterKeys = new MasterKeys(['ab'.repeat(32)]);
  const endpoint = {
    id: newId(clock.now()),
    url: 'https://paper.example/hook',
    description: '',
    eventTypes: [],
    secret: 'whsec_x',
  };
  await db.database.withSite(siteId, (tx) => insertWebhookEndpoint(tx, masterKeys, siteId, endpoint, clock.now()));
  const engine = new Engine();
  engine.model = null;
  engine.degraded = ['model_missing'];
  const worker = startWorker(engine);
  const comment = await insertTestComment(db, siteId);
  await worker.decide(comment);
  await worker.again();
  expect(await outcomesOf(comment)).toEqual(['review']);
  expect(await countHeldDegraded(db.database)).toBe(1);

  engine.model = 'civ-1';
  engine.degraded = [];
  clock.advance(1_000);
  for (let pass = 0; pass < 3; pass++) await worker.again();
  expect(await historyOf(comment)).toMatchObject({
    status: 'approved',
    history: [{ degraded: ['model_missing'] }, { degraded: [] }],
  });
  const { rows } = await db.owner.query<{ type: string; outcome: string }>(
    `select v.type, v.data->>'outcome' as outcome from event v join delivery d on d.event_id = v.id
     where v.site_id = $1 order by v.id`,
    [siteId],
  );
  expect(rows).toEqual([
    { type: 'comment.decided', outcome: 'review' },
    { type: 'comment.decided', outcome: 'approve' },
  ]);
  expect(await countHeldDegraded(db.database)).toBe(0);
});

test('a comment that fails the same engine again is left alone until its back-off has passed, and nothing is written', async () => {
  const engine = new Engine();
  engine.throwsOn = 'poison';
  const worker = startWorker(engine);
  const comment = await insertTestComment(db, siteId, { body: 'poison' });
  await worker.decide(comment);
  await worker.again();
  const calls = engine.calls;
  for (let pass = 0; pass < 5; pass++) await worker.again();
  // The health probe aside, nothing was judged.
  expect(engine.calls - calls).toBeLessThanOrEqual(10);
  expect(await outcomesOf(comment)).toEqual(['review']);
  engine.throwsOn = null;
  await worker.again();
  expect(await outcomesOf(comment)).toEqual(['review']);
  clock.advance(60_001);
  await worker.again();
  expect(await outcomesOf(comment)).toEqual(['review', 'approve']);
});

test('another version of the model ends the back-off', async () => {
  const engine = new Engine();
  engine.throwsOn = 'poison';
  const worker = startWorker(engine);
  const comment = await insertTestComment(db, siteId, { body: 'poison' });
  await worker.decide(comment);
  await worker.again();
  engine.throwsOn = null;
  engine.model = 'civ-2';
  await worker.again();
  expect(await outcomesOf(comment)).toEqual(['review', 'approve']);
});

test('what a moderator has decided meanwhile stays as the moderator left it', async () => {
  const engine = new Engine();
  engine.degraded = ['model_failed'];
  const worker = startWorker(engine);
  const comment = await insertTestComment(db, siteId);
  await worker.decide(comment);
  const seen = (await historyOf(comment))?.history[0]?.id as string;
  const decision = aDecision(comment, { id: newId(clock.now()), outcome: 'reject', decidedBy: 'moderator' });
  const overruling = { decision, moderatorId: newId(clock.now()), seenDecisionId: seen };
  await db.database.withSite(siteId, (tx) => recordModeratorDecision(tx, siteId, overruling, clock.now()));
  engine.degraded = [];
  await worker.again();
  expect(await historyOf(comment)).toMatchObject({ status: 'rejected' });
  expect(await outcomesOf(comment)).toEqual(['review', 'reject']);
});

test.each([
  ['withdrawn', `fixed_status = 'withdrawn', body = null`],
  ['edited', 'revision = 2'],
])('a comment that was %s since is not decided again, and no longer counts as held', async (_, change) => {
  const engine = new Engine();
  engine.degraded = ['model_missing'];
  const worker = startWorker(engine);
  const comment = await insertTestComment(db, siteId);
  await worker.decide(comment);
  await db.owner.query(`update comment set ${change} where id = $1`, [comment.id]);
  expect(await countHeldDegraded(db.database)).toBe(0);
  engine.degraded = [];
  await worker.again();
  expect(await outcomesOf(comment)).toEqual(['review']);
  const { rowCount } = await db.owner.query('select from redecision where comment_id = $1', [comment.id]);
  expect(rowCount).toBe(0);
});

test('a text that is too long stays held: nothing that passes was wrong with it', async () => {
  const engine = new Engine();
  engine.degraded = ['text_too_long'];
  const worker = startWorker(engine);
  const comment = await insertTestComment(db, siteId);
  await worker.decide(comment);
  engine.degraded = [];
  clock.advance(86_400_000);
  await worker.again();
  expect(await outcomesOf(comment)).toEqual(['review']);
});

test('what came before a site had guidelines is decided once it has', async () => {
  await db.owner.query(`update guidelines set state = 'draft' where site_id = $1`, [siteId]);
  const worker = startWorker(new Engine());
  const comment = await insertTestComment(db, siteId);
  await worker.decide(comment);
  await worker.again();
  expect((await historyOf(comment))?.history).toMatchObject([{ degraded: ['no_guidelines'] }]);
  await db.owner.query(`update guidelines set state = 'live' where site_id = $1`, [siteId]);
  await eventually('the second decision', async () => {
    await worker.again();
    return (await outcomesOf(comment))?.length === 2;
  });
  expect(await outcomesOf(comment)).toEqual(['review', 'approve']);
});

test('hundreds of held comments are decided page by page, by two workers at once, each of them once', async () => {
  const engine = new Engine();
  engine.degraded = ['model_missing'];
  const worker = startWorker(engine);
  const comments: TestComment[] = [];
  // A few at once, for a connection is waited for only so long.
  while (comments.length < 450) {
    comments.push(...(await Promise.all(Array.from({ length: 9 }, () => insertTestComment(db, siteId)))));
  }
  await Promise.all(comments.map((comment) => worker.decide(comment)));
  engine.degraded = [];
  const other = startWorker(engine);
  await Promise.all([worker.again(), other.again()]);
  await worker.again();
  const { rows } = await db.owner.query<{ decisions: number }>(
    'select count(*)::int as decisions from decision where site_id = $1 group by comment_id',
    [siteId],
  );
  expect(rows.map(({ decisions }) => decisions)).toEqual(comments.map(() => 2));
  expect(await countHeldDegraded(db.database)).toBe(0);
});

test('one decision that Postgres refuses holds up no other', async () => {
  const engine = new Engine();
  engine.degraded = ['model_missing'];
  const worker = startWorker(engine);
  const comments = await Promise.all(
    ['one', 'unwritable', 'two'].map((body) => insertTestComment(db, siteId, { body })),
  );
  for (const comment of comments) await worker.decide(comment);
  engine.degraded = [];
  const whole = engine.moderate;
  const spoiling: Moderate = (submission, policy) => ({
    ...whole(submission, policy),
    ...(submission.body === 'unwritable' && { outcome: 'explode' as 'review' }),
  });
  await startWorker(Object.assign(new Engine(), { moderate: spoiling })).again();
  expect(await Promise.all(comments.map(outcomesOf))).toEqual([
    ['review', 'approve'],
    ['review'],
    ['review', 'approve'],
  ]);
});
