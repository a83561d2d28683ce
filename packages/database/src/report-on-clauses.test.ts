import { type Decision, newId, type SiteReport } from '@moderato/domain';
import {
  aDecision,
  aFinding,
  aPolicy,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';
import { publishGuidelines } from './queries/guidelines.js';
import { recordAutomaticDecisions, recordModeratorDecision } from './record-decisions.js';
import { reportOnClauses } from './report-on-clauses.js';

let db: TestDatabase;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  siteId = await insertTestSite(db, twoClauses);
});
afterAll(() => db.drop());

const [attack] = aPolicy().clauses;
const civil = {
  ...attack,
  id: 'civility-1',
  kind: 'civility' as const,
  text: 'Be civil',
  rules: ['civility' as const],
};
const twoClauses = aPolicy({
  clauses: [...aPolicy().clauses, civil as NonNullable<typeof attack>],
  checks: [
    ...aPolicy().checks,
    { rule: 'civility', clauseId: 'civility-1', thresholds: { review: 0.36, reject: 0.9 }, params: {} },
  ],
});
const now = new Date('2026-11-23T10:00:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const attackAt = (confidence: number) => aFinding({ confidence, severity: 'moderate' });
const rudeAt = (confidence: number) =>
  aFinding({
    confidence,
    severity: 'moderate',
    rule: 'civility',
    clause: { id: 'civility-1', text: 'Be civil', start: 0, end: 8 },
  });

type Step = ['approve' | 'reject', ...Decision['findings']];

/** An automatic decision, and what moderators then made of it one after the other. */
async function decided(
  outcome: Decision['outcome'],
  findings: Decision['findings'],
  steps: Step[] = [],
  at = daysAgo(3),
) {
  const comment = await insertTestComment(db, siteId, { at });
  let seen = aDecision(comment, { id: newId(at), outcome, findings });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [seen], at));
  const moderatorId = newId(at);
  for (const [index, [final, ...named]] of steps.entries()) {
    const later = new Date(at.getTime() + 60_000 * (index + 1));
    const decision = { ...seen, id: newId(later), outcome: final, findings: named, decidedBy: 'moderator' as const };
    const overruling = { decision, moderatorId, seenDecisionId: seen.id };
    if (!(await db.database.withSite(siteId, (tx) => recordModeratorDecision(tx, siteId, overruling, later)))) {
      throw new Error('not recorded');
    }
    seen = decision;
  }
}

const report = async (asked: { days?: number; version?: number } = {}) =>
  (await reportOnClauses(db.database, siteId, { days: 90, to: now, ...asked })) as SiteReport;
const clauseOf = ({ clauses }: SiteReport, kind: string) => clauses.find((clause) => clause.kind === kind);

test('each clause by what the last moderator made of its decisions; an undone overruling counts as undone', async () => {
  await decided('review', [attackAt(0.6)]);
  await decided('review', [attackAt(0.6)], [['approve']]);
  await decided('review', [attackAt(0.7)], [['reject', attackAt(0.7)]]);
  await decided('review', [attackAt(0.7)], [['reject']]);
  await decided('review', [attackAt(0.7)], [['approve'], ['reject', attackAt(0.7)]]);
  await decided('reject', [attackAt(0.9)], [['approve']]);
  await decided('review', [attackAt(0.6), rudeAt(0.5)], [['reject', rudeAt(0.5)]]);
  const told = await report();
  expect(clauseOf(told, 'personal_attack')).toMatchObject({
    ...{ id: 'personal_attack-1', decided: 7, seen: 6, upheld: 3, overturned: 2, elsewhere: 1, missed: 0 },
    precision: { value: 0.6 },
    overturnRate: { value: 0.4 },
    today: { review: 0.5, reject: 0.8 },
    thresholds: { proposed: null, why: 'too_few_seen' },
  });
  expect(clauseOf(told, 'personal_attack')?.reliability).toMatchObject([
    { from: 0.6, decided: 3, upheld: 0, overturned: 1 },
    { from: 0.7, decided: 3, upheld: 3, overturned: 0 },
    { from: 0.9, decided: 1, upheld: 0, overturned: 1 },
  ]);
  expect(clauseOf(told, 'civility')).toMatchObject({ decided: 1, upheld: 1, elsewhere: 0 });
  expect(told.basis).toMatchObject({ seen: 6, byAutomaticOutcome: { review: 5, reject: 1 } });
});

test('a published comment that a moderator rejects counts as missed by the clause named', async () => {
  await decided('approve', [], [['reject', aFinding({ rule: 'moderator', confidence: 1 })]]);
  await decided('approve', [], [['reject']]);
  await decided('approve', []);
  const told = await report();
  expect(told.clauses).toMatchObject([{ kind: 'personal_attack', decided: 0, seen: 0, missed: 1, precision: null }]);
  expect(told.basis).toMatchObject({ seen: 2, byAutomaticOutcome: { approve: 2 } });
});

test('a threshold is proposed from enough decisions, with what it would change, other clauses in view', async () => {
  for (let i = 0; i < 20; i++) await decided('review', [attackAt(0.55)], [['approve']]);
  for (let i = 0; i < 12; i++) await decided('review', [attackAt(0.7)], [['reject', attackAt(0.7)]]);
  await decided('review', [attackAt(0.55)]);
  await decided('review', [attackAt(0.55), rudeAt(0.5)]);
  const clause = clauseOf(await report(), 'personal_attack');
  expect(clause?.thresholds).toEqual({
    today: { review: 0.5, reject: 0.8 },
    proposed: { review: 0.7, reject: 0.7 },
    why: null,
    agreement: {
      today: { review: 12, rightRejections: 0, wrongRejections: 0 },
      proposed: { review: 32, rightRejections: 12, wrongRejections: 0 },
    },
    change: { approve: 21, review: -33, reject: 12 },
  });
});

test('only decisions of the time asked for count, by the version asked for, and of this site', async () => {
  await decided('review', [attackAt(0.6)], [['approve']], daysAgo(40));
  await decided('review', [attackAt(0.6)], [['reject']], daysAgo(5));
  const here = siteId;
  siteId = await insertTestSite(db, twoClauses);
  await decided('review', [attackAt(0.6)], [['approve']]);
  siteId = here;
  expect(clauseOf(await report({ days: 30 }), 'personal_attack')).toMatchObject({
    decided: 1,
    upheld: 1,
    overturned: 0,
  });
  expect(clauseOf(await report(), 'personal_attack')).toMatchObject({ decided: 2, upheld: 1, overturned: 1 });
  expect((await report({ version: 1 })).versions).toEqual([1]);
  expect(await reportOnClauses(db.database, siteId, { days: 90, version: 9, to: now })).toBeNull();
});

test('a clause that kept its words is one clause over all versions; one that is gone has no thresholds today', async () => {
  await decided('review', [attackAt(0.6), rudeAt(0.5)], [['approve']]);
  const at = daysAgo(2);
  const policy = {
    ...aPolicy({ version: 2 }),
    checks: aPolicy().checks.map((check) => ({ ...check, thresholds: { review: 0.65, reject: null } })),
  };
  await db.database.withSite(siteId, (tx) => publishGuidelines(tx, { id: newId(at), siteId, policy, at }));
  await decided('review', [attackAt(0.7)], [['reject']], daysAgo(1));
  const told = await report();
  expect(told).toMatchObject({ version: 2, versions: [1, 2] });
  expect(clauseOf(told, 'personal_attack')).toMatchObject({
    decided: 2,
    upheld: 1,
    overturned: 1,
    today: { review: 0.65, reject: null },
  });
  expect(clauseOf(told, 'civility')).toMatchObject({
    id: null,
    decided: 1,
    overturned: 1,
    today: null,
    thresholds: null,
  });
});

test('what was decided again counts once, by its newest automatic decision', async () => {
  const at = daysAgo(3);
  const comment = await insertTestComment(db, siteId, { at });
  const degraded = aDecision(comment, {
    id: newId(at),
    outcome: 'review',
    findings: [attackAt(0.9)],
    degraded: ['model_missing'],
  });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [degraded], at));
  const again = aDecision(comment, { id: newId(now), outcome: 'review', findings: [attackAt(0.6)] });
  const { recordRedecisions } = await import('./record-redecisions.js');
  await db.database.withSite(siteId, (tx) => recordRedecisions(tx, siteId, [again], new Date(at.getTime() + 1_000)));
  const to = new Date(now.getTime() + 1_000);
  const told = (await reportOnClauses(db.database, siteId, { days: 90, to })) as SiteReport;
  expect(clauseOf(told, 'personal_attack')).toMatchObject({ decided: 1, reliability: [{ from: 0.6, decided: 1 }] });
});
