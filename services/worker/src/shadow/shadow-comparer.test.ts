import { insertDraft, listDisagreements, listShadowCounts, setGuidelinesState } from '@moderato/database';
import { type Decision, newId, type Outcome, type Policy } from '@moderato/domain';
import { createLogger, createRegistry } from '@moderato/observability';
import { createQueues, type Queues } from '@moderato/queues';
import {
  aDecision,
  aFinding,
  aPolicy,
  createTestDatabase,
  eventually,
  insertTestComment,
  insertTestSite,
  queueBackends,
  queuePrefix,
  type TestDatabase,
} from '@moderato/testkit';
import { inProcessJudge, type SideJudge } from '../aside/side-judge.js';
import type { Moderate } from '../decide-revision.js';
import { decideComments } from '../jobs/decide-comments.js';
import { LivePolicies } from '../live-policies.js';
import { createWorkerMetrics } from '../worker-metrics.js';
import { ShadowComparer } from './shadow-comparer.js';

let db: TestDatabase;
let queues: Queues;
let siteId: string;
let shadowId: string;
const log = createLogger({ service: 'worker', level: 'silent' });
const clock = { now: () => new Date() };
const shadowPolicy = aPolicy({ version: 2, hash: 'b'.repeat(64) });

beforeAll(async () => {
  db = await createTestDatabase();
  queues = createQueues({ redisUrl: queueBackends()[0]?.redisUrl, databaseUrl: db.url, prefix: queuePrefix() });
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
  shadowId = newId(new Date());
  await db.database.withSite(siteId, async (tx) => {
    await insertDraft(tx, { id: shadowId, siteId, policy: shadowPolicy, at: new Date() });
    await setGuidelinesState(tx, siteId, { version: 2, state: 'shadow', at: new Date() });
  });
});
afterAll(async () => {
  await queues.close();
  await db.drop();
});

/** The live version approves all; the one in shadow does what the comment says. */
const moderate: Moderate = ({ body }, { version, hash }: Policy) => {
  if (version === 2 && body === 'poison') throw new Error('fault');
  const outcome = version === 1 ? 'approve' : (body as Outcome);
  const findings = outcome === 'approve' ? [] : [aFinding(), aFinding()];
  const { id, commentId, externalId, revision, decidedBy, decidedAt, ...judgement } = aDecision(
    { id: '', externalId: '', flushId: '' },
    { outcome, findings },
  );
  return { ...judgement, guidelines: { version, hash } };
};

async function decide(bodies: string[], judge: SideJudge = inProcessJudge(moderate)) {
  const { database } = db;
  const shadow = new ShadowComparer({ database, judge, clock, log });
  const metrics = createWorkerMetrics(createRegistry('worker'), { database, queues, clock });
  const deps = {
    database,
    queues,
    policies: new LivePolicies(database),
    moderate,
    tellContext: async () => {},
    clock,
    log,
    metrics,
    bell: { ring: () => {} },
    shadow,
  };
  const comments = await Promise.all(bodies.map((body) => insertTestComment(db, siteId, { body })));
  const flushIds = comments.map(({ flushId }) => flushId);
  await decideComments(deps)({ siteId, flushIds, comments: comments.length });
  const { rows } = await db.owner.query<{ outcome: Outcome }>('select outcome from decision where site_id = $1', [
    siteId,
  ]);
  await shadow.idle();
  return { comments, outcomes: rows.map(({ outcome }) => outcome) };
}
const counts = () => db.database.withSite(siteId, (tx) => listShadowCounts(tx, siteId, shadowId));
const disagreements = (limit = 10, before?: string) =>
  db.database.withSite(siteId, (tx) => listDisagreements(tx, siteId, { guidelinesId: shadowId, limit, before }));

test('the version in shadow decides live comments without effect; disagreements are counted and listed', async () => {
  const { comments, outcomes } = await decide(['approve', 'reject', 'review', 'reject']);
  expect(outcomes).toEqual(['approve', 'approve', 'approve', 'approve']);
  expect(await counts()).toEqual([
    { live: 'approve', shadow: 'approve', comments: 1 },
    { live: 'approve', shadow: 'reject', comments: 2 },
    { live: 'approve', shadow: 'review', comments: 1 },
  ]);
  const listed = await disagreements();
  expect(listed.map(({ commentId }) => commentId).toSorted()).toEqual(
    comments
      .slice(1)
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(listed[0]).toMatchObject({ live: 'approve', revision: 1, clauseIds: ['personal_attack-1'] });
  const page = await disagreements(2);
  expect([...page, ...(await disagreements(2, page[1]?.id))]).toEqual(listed);
});

test('counts add up over batches', async () => {
  await decide(['reject']);
  await decide(['reject', 'approve']);
  expect((await counts()).map(({ comments }) => comments)).toEqual([1, 2]);
});

test('a comment on which the shadow fails is held by it, and by nobody else', async () => {
  const { outcomes } = await decide(['poison', 'approve']);
  expect(outcomes).toEqual(['approve', 'approve']);
  expect(await counts()).toContainEqual({ live: 'approve', shadow: 'review', comments: 1 });
});

test.each<[string, SideJudge['judge']]>([
  [
    'throws',
    () => {
      throw new Error('thread died');
    },
  ],
  [
    'rejects',
    async () => {
      throw new Error('thread died');
    },
  ],
])('a shadow that %s holds up nothing, and what it missed is counted', async (_, judge) => {
  const { outcomes } = await decide(['reject', 'approve'], { judge, close: async () => {} });
  expect(outcomes).toEqual(['approve', 'approve']);
  const missed = await eventually('the missed ones', async () => {
    const found = await counts();
    return found.length > 0 && found;
  });
  expect(missed).toEqual([{ live: 'approve', shadow: 'missed', comments: 2 }]);
  expect(await disagreements()).toEqual([]);
});

test('a shadow that never answers keeps no comment waiting, and takes no more than it can hold', async () => {
  const judge: SideJudge = { judge: () => new Promise(() => {}), close: async () => {} };
  const comparer = new ShadowComparer({ database: db.database, judge, clock, log });
  const shadow = { id: shadowId, policy: shadowPolicy };
  const decisionOf = (): Decision => aDecision({ id: newId(new Date()), externalId: 'x', flushId: '' });
  const decisions = Array.from({ length: 2_500 }, decisionOf);
  const revisions = decisions.map(({ commentId }) => ({
    commentId,
    externalId: 'x',
    revision: 1,
    receivedAt: new Date(),
    submission: { body: 'approve' },
  }));
  comparer.offer(siteId, shadow, { revisions, decisions });
  const missed = async () => (await counts()).find((count) => count.shadow === 'missed')?.comments;
  expect(await eventually('the missed ones', missed)).toBe(500);
});
