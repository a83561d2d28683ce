import { recordAutomaticDecisions, recordModeratorDecision } from '@moderato/database';
import { newId, type SiteReport } from '@moderato/domain';
import {
  aDecision,
  aFinding,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';
import { describeReport, reportAsCsv } from './describe-report.js';
import { runCommand } from './testing/run-command.js';

let db: TestDatabase;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  siteId = await insertTestSite(db);
});
afterAll(() => db.drop());

const command = (...more: string[]) =>
  runCommand(['guidelines', 'report', '--site', `site-${siteId}`, ...more], { DATABASE_URL: db.url });

async function heldThenApproved(): Promise<void> {
  const at = new Date(Date.now() - 60_000);
  const comment = await insertTestComment(db, siteId, { at });
  const decision = aDecision(comment, { id: newId(at), outcome: 'review', findings: [aFinding({ confidence: 0.6 })] });
  await db.database.withSite(siteId, async (tx) => {
    await recordAutomaticDecisions(tx, siteId, [decision], at);
    const overruled = {
      ...decision,
      id: newId(new Date()),
      outcome: 'approve' as const,
      findings: [],
      decidedBy: 'moderator' as const,
    };
    const overruling = { decision: overruled, moderatorId: newId(at), seenDecisionId: decision.id };
    await recordModeratorDecision(tx, siteId, overruling, new Date());
  });
}

test('prints what moderators made of each clause, as JSON', async () => {
  await heldThenApproved();
  const { code, printed, stderr } = await command('--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(printed).toMatchObject([{ version: 1, clauses: [{ id: 'personal_attack-1', decided: 1, overturned: 1 }] }]);
});

const share = { value: 0.25, low: 0.2, high: 0.3 };
const report: SiteReport = {
  version: 4,
  versions: [3, 4],
  from: '2026-08-25T10:00:00.000Z',
  to: '2026-11-23T10:00:00.000Z',
  basis: {
    seen: 1_300,
    byAutomaticOutcome: { review: 1_200, reject: 100 },
    leastSeen: 30,
    wrongRejectionWeighs: 9,
    notes: ['A note.'],
  },
  clauses: [
    {
      ...{ id: 'civility-1', kind: 'civility', text: 'Be "civil",\nplease', today: { review: 0.36, reject: null } },
      ...{ decided: 2_400, seen: 1_200, upheld: 300, overturned: 900, elsewhere: 0, missed: 7 },
      ...{ precision: share, overturnRate: share, reliability: [] },
      thresholds: {
        ...{ today: { review: 0.36, reject: null }, proposed: { review: 0.62, reject: null }, why: null },
        agreement: {
          today: { review: 300, rightRejections: 0, wrongRejections: 0 },
          proposed: { review: 1_000, rightRejections: 0, wrongRejections: 0 },
        },
        change: { approve: 1_400, review: -1_400, reject: 0 },
      },
    },
  ],
};

test('for people: a line a clause, today’s thresholds beside those that fit best, and what the change would cost', () => {
  const told = describeReport(report);
  expect(told).toMatch(
    /2,400 +1,200 +300 +900 +7 +25 % \(20 %–30 %\) +0\.36 \/ never +0\.62 \/ never +“Be "civil", please”/,
  );
  expect(told).toContain('published +1,400, held −1,400, rejected unseen 0; agrees with moderators on 700 more');
  expect(told).toContain('1,300 comments: 1,200 held, 100 rejected');
});

test('for spreadsheets: one clause a line, no text is a formula', () => {
  const [clause] = report.clauses;
  const odd = {
    ...report,
    clauses: [{ ...(clause as NonNullable<typeof clause>), text: '=SUM(A1)' }, ...report.clauses],
  };
  const [head, first, second, ...rest] = reportAsCsv(odd).split('\r\n');
  expect(head?.split(',')).toHaveLength(21);
  expect(first).toMatch(/^civility-1,civility,'=SUM\(A1\),2400,1200,300,900,0,7,0\.25,/);
  expect(second).toMatch(/^civility-1,civility,"Be ""civil"", please",2400,/);
  expect(rest).toEqual(['']);
});

test.each([
  [['--days', '0'], /whole number/],
  [['--of-version', '9'], /no version 9/],
  [['--json', '--csv'], /either/],
])('misuse is told: %j', async (args, message) => {
  const { code, stderr } = await command(...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
