import { randomUUID } from 'node:crypto';
import { type Decision, type Figure, newId } from '@moderato/domain';
import {
  aDecision,
  aFinding,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type TestDatabase,
} from '@moderato/testkit';
import { imposePenalty } from '../change-penalties.js';
import { MasterKeys } from '../master-keys.js';
import { recordAutomaticDecisions, recordModeratorDecision } from '../record-decisions.js';
import { openReports } from '../reports/open-reports.js';
import { reporterHash, sealTexts } from '../reports/reporters.js';
import { readFigures } from './figures.js';

const hour = 3_600_000;
const masterKeys = new MasterKeys(['ab'.repeat(32)]);
let db: TestDatabase;
let clock: ManualClock;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  clock = new ManualClock();
  siteId = await insertTestSite(db, undefined, clock.now());
});

const withSite = <T>(work: Parameters<typeof db.database.withSite<T>>[1]) => db.database.withSite(siteId, work);
const year = () => clock.now().getUTCFullYear();
const figuresOf = async (of = year()) => {
  const figures = await readFigures(db.database, siteId, of);
  return (about: RegExp, figure: string, category = 'all'): Figure['value'] | undefined =>
    figures.find((one) => about.test(one.about) && one.figure === figure && one.category === category)?.value;
};

async function decided(outcome: Decision['outcome']) {
  const comment = await insertTestComment(db, siteId, { at: clock.now() });
  const findings = outcome === 'approve' ? [] : [aFinding()];
  const decision = aDecision(comment, { id: newId(clock.now()), outcome, findings });
  await withSite((tx) => recordAutomaticDecisions(tx, siteId, [decision], clock.now()));
  return decision;
}
const overrule = (seen: Decision, outcome: 'approve' | 'reject') =>
  withSite((tx) => {
    const mine = { ...seen, id: newId(clock.now()), outcome, decidedBy: 'moderator' as const };
    const overruling = { decision: mine, moderatorId: randomUUID(), seenDecisionId: seen.id };
    return recordModeratorDecision(tx, siteId, overruling, clock.now());
  });

async function notify(commentId: string, trustedFlagger: string | null = null) {
  const id = newId(clock.now());
  const texts = { reasons: 'Not true.', legalGround: null, name: null, address: null };
  const about = { category: 'defamation' as const, trustedFlagger, danger: false, notifierHash: null };
  const notice = { id: newId(clock.now()), ...about, texts: sealTexts(masterKeys, texts) };
  const report = {
    id,
    reporterHash: reporterHash(masterKeys, siteId, { id }),
    reason: 'illegal' as const,
    source: 'api' as const,
    texts: sealTexts(masterKeys, { words: null, address: null }),
    wantsOutcome: false,
    notice: { notice, urgency: 0.6, receiptMessageId: null },
  };
  await withSite((tx) => openReports(tx, siteId, { commentId, reports: [report] }, clock.now()));
}

test('notices are counted by category, with what came of them and the median time that it took', async () => {
  const [removed, kept, gone] = [await decided('approve'), await decided('approve'), await decided('reject')];
  await notify(removed.commentId, 'shield');
  await notify(removed.commentId);
  await notify(kept.commentId);
  await notify(gone.commentId);
  await notify((await decided('approve')).commentId);
  clock.advance(2 * hour);
  await overrule(removed, 'reject');
  clock.advance(4 * hour);
  await overrule(kept, 'approve');
  const value = await figuresOf();
  const category = 'ILLEGAL_OR_HARMFUL_SPEECH/defamation';
  const of = (figure: string) => value(/^notices/, figure, category);
  expect({
    received: of('received'),
    trusted: of('by trusted flaggers'),
    removed: of('removed'),
    kept: of('left standing'),
    gone: of('gone before anybody looked'),
    open: of('open'),
    hours: of('median time to the decision'),
  }).toEqual({ received: 5, trusted: 1, removed: 2, kept: 1, gone: 1, open: 1, hours: 2 });
  expect(value(/other reports/, 'received')).toBe(0);
});

test('the error rate of automation counts what the next decision, a moderator’s, undid', async () => {
  const [wrong, right, missed, held] = [
    await decided('reject'),
    await decided('reject'),
    await decided('approve'),
    await decided('review'),
  ];
  await decided('approve');
  clock.advance(hour);
  await overrule(wrong, 'approve');
  await overrule(right, 'reject');
  const upheldThenUndone = await overrule(missed, 'reject');
  await overrule(held, 'approve');
  expect(upheldThenUndone).not.toBeNull();
  const value = await figuresOf();
  const of = (figure: string) => value(/automated means/, figure);
  expect(of('rejections that a moderator overturned')).toBe(1);
  expect(of('approvals that a moderator overturned')).toBe(1);
  expect(of('error rate: overturned, of all decisions by automated means')).toBe(0.5);
  expect(of('overturned, of those that a moderator looked at')).toBe(0.6667);
  expect(of('decisions by automated means alone')).toBe(0.5);
  expect(of('median time to a moderator’s decision')).toBe(1);
  expect(value(/removals/, 'decided by automated means', 'CYBER_VIOLENCE')).toBe(2);
  // What was down already is not taken down again by who upholds it; a moderator who names no clause has no category.
  expect(value(/removals/, 'decided by moderators', 'CYBER_VIOLENCE')).toBe(0);
  expect(value(/removals/, 'decided by moderators', 'OTHER_VIOLATION_TC')).toBe(1);
});

test('suspensions are counted by who imposed them; another year, and another site, have nothing of it', async () => {
  const decision = await decided('approve');
  const { rows } = await db.owner.query(
    'select a.external_id from author a join comment c on c.author_id = a.id where c.id = $1',
    [decision.commentId],
  );
  const penalty = { author: rows[0].external_id, kind: 'suspension' as const, reason: 'Threats.' };
  await withSite((tx) => imposePenalty(tx, siteId, penalty, { actor: 'cli', at: clock.now() }));
  const value = await figuresOf();
  expect(value(/suspensions/, 'by staff', 'suspension')).toBe(1);
  expect(value(/suspensions/, 'by the rules', 'suspension')).toBe(0);
  const before = await figuresOf(year() - 1);
  expect([before(/automated/, 'approved by the rules'), before(/suspensions/, 'by staff', 'suspension')]).toEqual([
    0,
    undefined,
  ]);
  siteId = await insertTestSite(db, undefined, clock.now());
  expect((await figuresOf())(/automated/, 'approved by the rules')).toBe(0);
});

test('complaints are counted where the version keeps them, and not as none where it does not', async () => {
  await db.owner.query(
    `create table if not exists appeal (id uuid, site_id uuid, state text, created_at timestamptz, decided_at timestamptz)`,
  );
  await db.owner.query('grant select on appeal to moderato_app');
  const value = await figuresOf();
  expect(value(/complaints/, 'received')).toBe(0);
  await db.owner.query('drop table appeal cascade');
  expect((await figuresOf())(/complaints/, 'received')).toBeUndefined();
});
