import type { Judgement } from '@moderato/domain';
import { createLogger, createRegistry } from '@moderato/observability';
import { createQueues, type Queues } from '@moderato/queues';
import {
  aDecision,
  aPolicy,
  createTestDatabase,
  eventually,
  insertTestComment,
  insertTestSite,
  ManualClock,
  queueBackends,
  queuePrefix,
  type TestComment,
  type TestDatabase,
} from '@moderato/testkit';
import type { Moderate } from '../decide-revision.js';
import { LivePolicies } from '../live-policies.js';
import { createWorkerMetrics } from '../worker-metrics.js';
import { type DecideDeps, decideComments } from './decide-comments.js';
import { sweepLostJobs } from './sweep-lost-jobs.js';

let db: TestDatabase;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
});
afterAll(() => db.drop());

const approve: Moderate = (_, policy) => {
  const { id, commentId, externalId, revision, decidedBy, decidedAt, ...judgement } = aDecision({
    id: '',
    externalId: '',
    flushId: '',
  });
  return { ...judgement, guidelines: { version: policy.version, hash: policy.hash } } satisfies Judgement;
};

const log = createLogger({ service: 'worker', level: 'silent' });
const clock = new ManualClock(new Date());

function depsWith(queues: Queues, moderate: Moderate): DecideDeps {
  const { database } = db;
  const metrics = createWorkerMetrics(createRegistry('worker'), { database, queues, clock });
  const shadow = { offer: () => {} };
  const tellContext = async () => {};
  const bell = { ring: () => {} };
  return {
    database,
    queues,
    bell,
    policies: new LivePolicies(database),
    moderate,
    tellContext,
    clock,
    log,
    metrics,
    shadow,
  };
}

const jobOf = (comments: TestComment[]) => ({
  siteId,
  flushIds: comments.map(({ flushId }) => flushId),
  comments: comments.length,
});

const outcomesOf = async (comments: TestComment[]) =>
  (
    await db.owner.query<{ comment_id: string; outcome: string; degraded: string[] }>(
      `select comment_id, outcome, document->'degraded' as degraded from decision where comment_id = any($1)`,
      [comments.map(({ id }) => id)],
    )
  ).rows;

describe.each(queueBackends())('on $name', ({ redisUrl }) => {
  let queues: Queues;
  beforeEach(() => {
    queues = createQueues({ redisUrl, databaseUrl: db.url, prefix: queuePrefix() });
  });
  afterEach(() => queues.close());

  test('a job that arrives three times decides each comment once', async () => {
    const comments = await Promise.all([insertTestComment(db, siteId), insertTestComment(db, siteId)]);
    const decide = decideComments(depsWith(queues, approve));
    await Promise.all([1, 2, 3].map(() => decide(jobOf(comments))));
    expect(await outcomesOf(comments)).toHaveLength(2);
  });

  test('a comment on which the engine throws is held, says why, and holds up no other', async () => {
    const comments = await Promise.all([
      insertTestComment(db, siteId),
      insertTestComment(db, siteId, { body: 'poison' }),
      insertTestComment(db, siteId),
    ]);
    const moderate: Moderate = (submission, policy) => {
      if (submission.body === 'poison') throw new Error('engine fault');
      return approve(submission, policy);
    };
    await decideComments(depsWith(queues, moderate))(jobOf(comments));
    const byComment = new Map((await outcomesOf(comments)).map((row) => [row.comment_id, row]));
    expect(comments.map(({ id }) => byComment.get(id)?.outcome)).toEqual(['approve', 'review', 'approve']);
    expect(byComment.get(comments[1]?.id ?? '')?.degraded).toEqual(['engine_failed']);
  });

  test('a decision that Postgres refuses is set apart and held', async () => {
    const comments = await Promise.all([
      insertTestComment(db, siteId),
      insertTestComment(db, siteId, { body: 'poison' }),
    ]);
    const moderate: Moderate = (submission, policy) => ({
      ...approve(submission, policy),
      // No outcome that the table knows.
      ...(submission.body === 'poison' && { outcome: 'explode' as 'review' }),
    });
    await decideComments(depsWith(queues, moderate))(jobOf(comments));
    const byComment = new Map((await outcomesOf(comments)).map((row) => [row.comment_id, row]));
    expect(comments.map(({ id }) => byComment.get(id)?.outcome)).toEqual(['approve', 'review']);
    expect(byComment.get(comments[1]?.id ?? '')?.degraded).toEqual(['decision_unwritable']);
  });

  test('the engine is told who wrote where the policy trusts some authors, and of nobody else', async () => {
    const seen: (string | undefined)[] = [];
    const watching: Moderate = (submission, policy) => {
      seen.push(submission.author?.id);
      return approve(submission, policy);
    };
    const first = [await insertTestComment(db, siteId)];
    await decideComments(depsWith(queues, watching))(jobOf(first));
    const policy = { ...aPolicy(), tuning: { site: { trustedAuthors: ['reader-7'] } } };
    await db.owner.query('update guidelines set policy = $2 where site_id = $1', [siteId, policy]);
    const second = [await insertTestComment(db, siteId)];
    await decideComments(depsWith(queues, watching))(jobOf(second));
    expect(seen).toEqual([undefined, expect.stringMatching(/^a-/)]);
  });

  test('without live guidelines nothing is approved', async () => {
    await db.owner.query(`update guidelines set state = 'retired' where site_id = $1`, [siteId]);
    const comments = [await insertTestComment(db, siteId)];
    await decideComments(depsWith(queues, approve))(jobOf(comments));
    expect(await outcomesOf(comments)).toMatchObject([{ outcome: 'review', degraded: ['no_guidelines'] }]);
  });

  test('comments whose jobs wait behind others are left to them by the sweep', async () => {
    // By the system's clock, as the queue notes when a job came: this test's own may be seconds behind by now.
    const comments = [await insertTestComment(db, siteId, { at: new Date() })];
    const deps = depsWith(queues, approve);
    await queues.enqueue('decide-comments', [jobOf(comments)]);
    clock.advance(60_000);
    expect(await sweepLostJobs({ ...deps, lostAfterMs: 5_000 })).toBe(0);
    await queues.work('decide-comments', decideComments(deps), { concurrency: 2 });
    await eventually('the decision', async () => (await outcomesOf(comments)).length === 1);
  });

  test('a comment whose job was lost is found by the sweep and decided', async () => {
    const comments = [await insertTestComment(db, siteId, { at: clock.now() })];
    const deps = depsWith(queues, approve);
    expect(await sweepLostJobs({ ...deps, lostAfterMs: 5_000 })).toBe(0);
    clock.advance(5_001);
    expect(await sweepLostJobs({ ...deps, lostAfterMs: 5_000 })).toBeGreaterThan(0);
    await queues.work('decide-comments', decideComments(deps), { concurrency: 2 });
    await eventually('the decision', async () => (await outcomesOf(comments)).length === 1);
  });
});
