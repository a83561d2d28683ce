import { burstNewcomers, type Decision, newId, type ReportReason } from '@moderato/domain';
import {
  aDecision,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type TestComment,
  type TestDatabase,
} from '@moderato/testkit';
import { MasterKeys } from '../master-keys.js';
import { withdrawComment } from '../queries/comments.js';
import { listReviewQueue } from '../queries/review-queue.js';
import { forgetWaiting } from '../queries/undecided.js';
import { recordAutomaticDecisions, recordModeratorDecision } from '../record-decisions.js';
import { type NewReport, openReports } from './open-reports.js';
import { openText, type Reporter, reporterHash, sealTexts } from './reporters.js';
import { forgetReporters } from './resolve-reports.js';

const masterKeys = new MasterKeys(['cd'.repeat(32)]);
const clock = new ManualClock(new Date('2026-11-24T09:00:00.000Z'));
const moderatorId = newId(clock.now());
let db: TestDatabase;
let siteId: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  siteId = await insertTestSite(db, undefined, clock.now());
});
afterAll(() => db.drop());

const withSite = <T>(work: (tx: Parameters<Parameters<TestDatabase['database']['withSite']>[1]>[0]) => Promise<T>) =>
  db.database.withSite(siteId, work);

async function decided(
  outcome: Decision['outcome'] = 'approve',
): Promise<{ comment: TestComment; decision: Decision }> {
  const comment = await insertTestComment(db, siteId, { at: clock.now() });
  const decision = aDecision(comment, { id: newId(clock.now()), outcome, probability: 0.6 });
  await withSite((tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
  return { comment, decision };
}

const aReport = (
  reporter: Reporter,
  { words = null as string | null, reason = 'insult' as ReportReason } = {},
): NewReport => ({
  id: newId(clock.now()),
  reporterHash: reporterHash(masterKeys, siteId, reporter),
  reason,
  source: 'api',
  texts: sealTexts(masterKeys, { words, address: null }),
  wantsOutcome: false,
});

const report = (commentId: string, ...reports: NewReport[]) =>
  withSite((tx) => openReports(tx, siteId, { commentId, reports }, clock.now()));

const overrule = (decision: Decision, outcome: 'approve' | 'reject') => {
  const mine = { ...decision, id: newId(clock.now()), outcome, decidedBy: 'moderator' as const };
  const overruling = { decision: mine, moderatorId, seenDecisionId: decision.id };
  return withSite((tx) => recordModeratorDecision(tx, siteId, overruling, clock.now()));
};
const queue = () =>
  withSite((tx) => listReviewQueue(tx, siteId, { view: 'worst', moderatorId, at: clock.now(), limit: 50 }));
const priorityOf = async (id: string) => (await queue()).find((comment) => comment.id === id)?.held?.priority;
const statesOf = async (commentId: string) =>
  (await db.owner.query('select state from reader_report where comment_id = $1 order by id', [commentId])).rows.map(
    ({ state }) => state,
  );

test('a reported comment that stood approved comes before moderators, and stays approved', async () => {
  const { comment } = await decided();
  expect(await queue()).toEqual([]);
  const opened = await report(comment.id, aReport({ id: 'reader-7' }));
  expect(opened?.opened).toMatchObject([{ isNew: true, state: 'open' }]);
  expect(await queue()).toMatchObject([{ id: comment.id, status: 'approved' }]);
});

test('one person counts once, in one batch and over many, by e-mail whatever its tag and case', async () => {
  const { comment } = await decided();
  const first = await report(
    comment.id,
    aReport({ email: 'Ann@Readers.example' }),
    aReport({ email: 'ann+x@readers.example' }),
  );
  const [a, b] = first?.opened ?? [];
  expect([a?.isNew, b?.isNew].filter(Boolean)).toHaveLength(1);
  expect(a?.id).toBe(b?.id);
  const priority = await priorityOf(comment.id);
  const again = await report(comment.id, aReport({ email: ' ann@readers.example' }));
  expect(again?.opened).toEqual([{ id: a?.id, isNew: false, state: 'open', noticeId: null }]);
  expect(await priorityOf(comment.id)).toBe(priority);
  expect(await statesOf(comment.id)).toEqual(['open']);
});

test('reports at the same moment by the same and by other people are each counted right', async () => {
  const { comment } = await decided();
  const people = ['a', 'b', 'a', 'c', 'b', 'a', 'd', 'd'];
  await Promise.all(people.map((id) => report(comment.id, aReport({ id }))));
  const { rows } = await db.owner.query('select reports, newcomers from reported_comment where comment_id = $1', [
    comment.id,
  ]);
  expect(rows).toEqual([{ reports: 4, newcomers: 4 }]);
  expect(await statesOf(comment.id)).toHaveLength(4);
});

test('a moderator’s decision resolves every open report in its own transaction, and makes the reporters’ record', async () => {
  const right = await decided();
  await report(right.comment.id, aReport({ id: 'good' }), aReport({ id: 'other' }));
  await overrule(right.decision, 'reject');
  expect(await statesOf(right.comment.id)).toEqual(['upheld', 'upheld']);
  const wrong = await decided();
  await report(wrong.comment.id, aReport({ id: 'crank' }));
  await overrule(wrong.decision, 'approve');
  expect(await statesOf(wrong.comment.id)).toEqual(['dismissed']);
  expect(await queue()).toEqual([]);
  const [byGood, byCrank, byNew] = [await decided(), await decided(), await decided()];
  await report(byGood.comment.id, aReport({ id: 'good' }));
  await report(byCrank.comment.id, aReport({ id: 'crank' }));
  await report(byNew.comment.id, aReport({ id: 'somebody' }));
  expect((await queue()).map(({ id }) => id)).toEqual([byGood.comment.id, byNew.comment.id, byCrank.comment.id]);
});

test('a decision on a comment that has changed since resolves nothing', async () => {
  const { comment, decision } = await decided();
  await report(comment.id, aReport({ id: 'a' }));
  expect(await overrule({ ...decision, revision: 2 }, 'reject')).toBeNull();
  expect(await statesOf(comment.id)).toEqual(['open']);
});

test('a burst of newcomers is marked as a possible brigade and does not multiply', async () => {
  const { comment } = await decided();
  const { comment: honest } = await decided();
  const crowd = Array.from({ length: 40 }, (_, i) => aReport({ id: `new-${i}` }));
  for (const one of crowd) await report(comment.id, one);
  const { rows } = await db.owner.query('select reports, brigading_since from reported_comment where comment_id = $1', [
    comment.id,
  ]);
  expect(rows).toEqual([{ reports: 40, brigading_since: clock.now() }]);
  for (let i = 0; i < 4; i++) await report(honest.id, aReport({ id: `now-and-then-${i}` }));
  expect(await priorityOf(honest.id)).toBeGreaterThan((await priorityOf(comment.id)) ?? 1);
});

test('as many newcomers over a long time are no burst', async () => {
  const { comment } = await decided();
  for (let i = 0; i < burstNewcomers + 5; i++) {
    await report(comment.id, aReport({ id: `slow-${i}` }));
    clock.advance(6 * 60_000);
  }
  const { rows } = await db.owner.query('select brigading_since from reported_comment where comment_id = $1', [
    comment.id,
  ]);
  expect(rows).toEqual([{ brigading_since: null }]);
});

test('reports raise a held comment above its own priority', async () => {
  const { comment } = await decided('review');
  const before = (await priorityOf(comment.id)) ?? 1;
  await report(comment.id, aReport({ id: 'a' }));
  expect(await priorityOf(comment.id)).toBeGreaterThan(before);
});

test('neither an edit nor an automatic approval takes a reported comment from moderators', async () => {
  const early = await insertTestComment(db, siteId, { at: clock.now() });
  await report(early.id, aReport({ id: 'quick' }));
  const decision = aDecision(early, { id: newId(clock.now()), outcome: 'approve' });
  await withSite((tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
  const alone = await priorityOf(early.id);
  expect(alone).toBeGreaterThan(0);
  const { comment } = await decided('review');
  await report(comment.id, aReport({ id: 'a' }));
  await withSite((tx) => forgetWaiting(tx, siteId, [[comment.id, 1]]));
  expect(await priorityOf(comment.id)).toBe(alone);
});

test('a report of a comment that is down already asks nobody for anything', async () => {
  const { comment } = await decided('reject');
  expect((await report(comment.id, aReport({ id: 'a' })))?.opened).toMatchObject([{ state: 'moot', isNew: true }]);
  expect(await queue()).toEqual([]);
});

test('what a reporter wrote is sealed, and gone with the comment or with the reporter', async () => {
  const { comment } = await decided();
  const other = await decided();
  const words = 'Marked-Words about the neighbour';
  await report(comment.id, aReport({ id: 'a' }, { words }));
  await report(other.comment.id, aReport({ id: 'b' }, { words }));
  const read = async () =>
    (
      await db.owner.query(
        'select wrapped_key as "wrappedKey", key_version as "keyVersion", words from reader_report where site_id = $1 order by id',
        [siteId],
      )
    ).rows;
  const before = await read();
  expect(before.map((row) => openText(masterKeys, row, row.words))).toEqual([words, words]);
  expect(before.some((row) => row.words.includes('Marked'))).toBe(false);
  await withSite((tx) => withdrawComment(tx, siteId, comment.id));
  await withSite((tx) => forgetReporters(tx, siteId, [reporterHash(masterKeys, siteId, { id: 'b' })]));
  expect((await read()).map(({ words: left }) => left)).toEqual([null, null]);
  expect(await statesOf(comment.id)).toEqual(['moot']);
  expect(await statesOf(other.comment.id)).toEqual(['open']);
});

test('a site can neither report nor see another’s comment', async () => {
  const { comment } = await decided();
  const stranger = await insertTestSite(db, undefined, clock.now());
  const attempt = db.database.withSite(stranger, (tx) =>
    openReports(tx, stranger, { commentId: comment.id, reports: [aReport(null)] }, clock.now()),
  );
  expect(await attempt).toBeNull();
  const seen = await db.database.withSite(stranger, (tx) => tx.query('select id from reader_report'));
  expect(seen.rows).toEqual([]);
});

test.each([
  ['2001:db8:0:1::1', '2001:db8:0:1:ffff::9', true],
  ['2001:db8::1', '2001:0db8:0000:0000:1::2', true],
  ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
  ['::ffff:198.51.100.7', '198.51.100.7', true],
  ['198.51.100.7', '198.51.100.8', false],
])('%s and %s are one person behind an address: %s', (one, other, same) => {
  const hash = (ip: string) => reporterHash(masterKeys, siteId, { ip }).toString('hex');
  expect(hash(one) === hash(other)).toBe(same);
});
