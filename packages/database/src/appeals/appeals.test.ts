import { type AppealOutcome, appealSettingsSchema, type Decision, newId } from '@moderato/domain';
import {
  aDecision,
  aFinding,
  aPolicy,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type TestComment,
  type TestDatabase,
} from '@moderato/testkit';
import { MasterKeys } from '../master-keys.js';
import { eraseAuthor } from '../queries/authors.js';
import { findComments, withdrawComment } from '../queries/comments.js';
import { insertModerator } from '../queries/moderators.js';
import { recordAutomaticDecisions, recordModeratorDecision } from '../record-decisions.js';
import { openText } from '../reports/reporters.js';
import { appealToken, readAppealToken } from './appeal-links.js';
import { findAppeal, listOpenAppeals } from './appeal-rows.js';
import { claimAppeal, decideAppeal } from './decide-appeal.js';
import { fileAppeal } from './file-appeal.js';
import { findRestriction, type RestrictionKey } from './restrictions.js';

const masterKeys = new MasterKeys(['cd'.repeat(32)]);
const settings = appealSettingsSchema.parse({});
const dayMs = 86_400_000;
const { clauses, ...rest } = aPolicy();
const strict = { ...rest, clauses: clauses.map((clause) => ({ ...clause, consequence: 'strike' as const })) };
let clock: ManualClock;
let db: TestDatabase;
let siteId: string;
let ann: string;
let ben: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  clock = new ManualClock(new Date('2026-11-24T09:00:00.000Z'));
  siteId = await insertTestSite(db, strict, clock.now());
  [ann, ben] = [await aModerator('Ann'), await aModerator('Ben')];
});
afterAll(() => db.drop());

type Tx = Parameters<Parameters<TestDatabase['database']['withSite']>[1]>[0];
const withSite = <T>(work: (tx: Tx) => Promise<T>) => db.database.withSite(siteId, work);
async function aModerator(name: string) {
  const id = newId(clock.now());
  await withSite((tx) => insertModerator(tx, siteId, { id, name }, clock.now()));
  return id;
}

/** A comment that the rules rejected; by `author`, or by somebody new. */
async function rejected({ author, ...changes }: Partial<Decision> & { author?: string } = {}) {
  const comment = await insertTestComment(db, siteId, { at: clock.now() });
  if (author) await db.owner.query('update comment set author_id = $2 where id = $1', [comment.id, author]);
  const at = clock.now();
  const decision = aDecision(comment, {
    id: newId(at),
    outcome: 'reject',
    findings: [aFinding()],
    decidedAt: at.toISOString(),
    ...changes,
  });
  await withSite((tx) => recordAutomaticDecisions(tx, siteId, [decision], at));
  return { comment, decision };
}
const authorOf = async ({ id }: TestComment): Promise<string> =>
  (await db.owner.query('select author_id from comment where id = $1', [id])).rows[0].author_id;
const byModerator = (seen: Decision, moderatorId: string, outcome: 'approve' | 'reject' = 'reject') => {
  const at = clock.now();
  const decision = { ...seen, id: newId(at), outcome, decidedBy: 'moderator' as const, decidedAt: at.toISOString() };
  const overruling = { decision, moderatorId, seenDecisionId: seen.id };
  return withSite((tx) => recordModeratorDecision(tx, siteId, overruling, at)).then(() => decision);
};
const file = (about: RestrictionKey, more: { wantsOutcome?: boolean; email?: string } = {}) =>
  withSite((tx) =>
    fileAppeal(
      tx,
      siteId,
      { about, source: 'api', text: 'I meant the idea, not the man.', wantsOutcome: false, ...more },
      { masterKeys, settings, actor: 'api-key:test', at: clock.now() },
    ),
  );
const decide = (id: string, moderatorId: string, outcome: AppealOutcome) =>
  withSite((tx) =>
    decideAppeal(tx, siteId, { id, moderatorId, outcome, reason: 'It was aimed at the plan.' }, clock.now()),
  );
const statusOf = async ({ id }: TestComment) => (await withSite((tx) => findComments(tx, siteId, [id])))[0]?.status;
const standing = async (author: string) =>
  (
    await db.owner.query(
      `select p.kind, e.how as ended from penalty p left join penalty_end e on e.penalty_id = p.id
       where p.author_id = $1
       order by p.created_at, array_position(array['warning', 'strike', 'suspension'], p.kind)`,
      [author],
    )
  ).rows;
const actions = async () =>
  (
    await db.owner.query(
      `select kind from action where site_id = $1 and kind like 'appeal.%' order by block_height, block_index`,
      [siteId],
    )
  ).rows.map(({ kind }) => kind);

test('an overturned appeal brings the comment back and takes the strike with all that followed, in one commit', async () => {
  const first = await rejected();
  const author = await authorOf(first.comment);
  for (let i = 0; i < 3; i++) {
    clock.advance(dayMs);
    await rejected({ author });
  }
  expect(await standing(author)).toMatchObject([
    { kind: 'warning' },
    { kind: 'strike' },
    { kind: 'strike' },
    { kind: 'strike' },
    { kind: 'suspension', ended: null },
  ]);
  const { rows } = await db.owner.query(`select id from penalty where author_id = $1 and kind = 'strike' order by id`, [
    author,
  ]);
  // By the penalty: it rests on a decision, and that is what is appealed.
  const { appeal, isNew } = await file({ penaltyId: rows[1].id });
  expect(isNew).toBe(true);
  expect(appeal).toMatchObject({ penaltyId: null, state: 'open', deciderId: null });
  const done = await decide(appeal.id, ann, 'overturned');
  expect(done).toMatchObject({ refused: null, appeal: { state: 'overturned', decidedBy: ann } });
  expect((await withSite((tx) => findComments(tx, siteId, [appeal.commentId as string])))[0]?.status).toBe('approved');
  expect((await standing(author)).map(({ kind, ended }) => [kind, ended])).toEqual([
    ['warning', null],
    ['strike', null],
    ['strike', 'voided'],
    ['strike', null],
    ['suspension', 'voided'],
  ]);
  expect(await actions()).toEqual(['appeal.filed', 'appeal.overturned']);
});

test('an upheld appeal leaves the decision and the strike where they are', async () => {
  const { comment } = await rejected();
  const { appeal } = await file({ commentId: comment.id });
  await decide(appeal.id, ann, 'upheld');
  expect(await statusOf(comment)).toBe('rejected');
  expect(await standing(await authorOf(comment))).toEqual([{ kind: 'warning', ended: null }]);
  const { rows } = await db.owner.query('select 1 from decision where comment_id = $1', [comment.id]);
  expect(rows).toHaveLength(1);
});

test('there is one appeal a decision: a second says what became of the first, filed at once or later', async () => {
  const { comment } = await rejected();
  const both = await Promise.all([file({ commentId: comment.id }), file({ commentId: comment.id })]);
  expect(both.map(({ isNew }) => isNew).toSorted()).toEqual([false, true]);
  expect(both[0]?.appeal.id).toBe(both[1]?.appeal.id);
  await decide(both[0]?.appeal.id as string, ann, 'upheld');
  expect(await file({ commentId: comment.id })).toMatchObject({ isNew: false, appeal: { state: 'upheld' } });
});

test('who decided it may not decide the appeal; another may; where there is nobody else it is marked', async () => {
  const { comment, decision } = await rejected();
  await byModerator(decision, ann);
  const { appeal } = await file({ commentId: comment.id });
  expect(appeal.deciderId).toBe(ann);
  expect(await decide(appeal.id, ann, 'upheld')).toMatchObject({ refused: 'own_decision', appeal: { state: 'open' } });
  // Who may only read could not decide it either.
  await db.owner.query(`update moderator set role = 'read_only' where id = $1`, [ben]);
  const done = await decide(appeal.id, ann, 'overturned');
  expect(done).toMatchObject({ refused: null, appeal: { state: 'overturned', ownDecision: true } });
  expect(await statusOf(comment)).toBe('approved');
});

test('of two moderators at the same moment one decides, and the other is told what', async () => {
  const { comment } = await rejected();
  const { appeal } = await file({ commentId: comment.id });
  const both = await Promise.all([decide(appeal.id, ann, 'overturned'), decide(appeal.id, ben, 'upheld')]);
  const won = both.find((one) => one?.refused === null);
  const lost = both.find((one) => one?.refused !== null);
  expect(lost).toMatchObject({
    refused: 'decided',
    appeal: { state: won?.appeal.state, decidedBy: won?.appeal.decidedBy },
  });
  expect(await actions()).toEqual(['appeal.filed', `appeal.${won?.appeal.state}`]);
});

test('a claim keeps others out, and one who asks twice is answered twice', async () => {
  const { comment } = await rejected();
  const { appeal } = await file({ commentId: comment.id });
  const claim = (moderatorId: string, release = false) =>
    withSite((tx) => claimAppeal(tx, siteId, { id: appeal.id, moderatorId, release }, clock.now()));
  expect(await claim(ann)).toMatchObject({ refused: null, appeal: { claimedBy: ann } });
  expect(await claim(ben)).toMatchObject({ refused: 'taken' });
  expect(await decide(appeal.id, ben, 'upheld')).toMatchObject({ refused: 'taken', appeal: { claimedBy: ann } });
  await claim(ann, true);
  expect(await decide(appeal.id, ben, 'upheld')).toMatchObject({ refused: null });
  expect(await decide(appeal.id, ben, 'upheld')).toMatchObject({ refused: null, appeal: { state: 'upheld' } });
  expect(await actions()).toEqual(['appeal.filed', 'appeal.upheld']);
});

test('a comment approved at the desk meanwhile ends its appeal in the author’s favour', async () => {
  const { comment, decision } = await rejected();
  const { appeal } = await file({ commentId: comment.id });
  await byModerator(decision, ann, 'approve');
  expect(await withSite((tx) => findAppeal(tx, siteId, appeal.id))).toMatchObject({
    state: 'overturned',
    decidedBy: ann,
  });
  expect(await decide(appeal.id, ben, 'upheld')).toMatchObject({ refused: 'decided' });
});

test('the desk and the appeals page at the same moment wait for each other, and do not lock for good', async () => {
  for (let i = 0; i < 5; i++) {
    const { comment, decision } = await rejected();
    const { appeal } = await file({ commentId: comment.id });
    await Promise.all([byModerator(decision, ann, 'approve'), decide(appeal.id, ben, 'overturned')]);
    expect(await statusOf(comment)).toBe('approved');
    expect(await withSite((tx) => findAppeal(tx, siteId, appeal.id))).toMatchObject({ state: 'overturned' });
  }
});

test('a comment held for long may be appealed; upheld, a person has rejected it', async () => {
  const { comment } = await rejected({ outcome: 'review' });
  await expect(file({ commentId: comment.id })).rejects.toMatchObject({ code: 'not_restricted' });
  clock.advance(dayMs);
  const { appeal } = await file({ commentId: comment.id });
  const done = await decide(appeal.id, ann, 'upheld');
  expect(await statusOf(comment)).toBe('rejected');
  // The answer to an appeal is not appealed again.
  expect(await file({ commentId: comment.id })).toMatchObject({ isNew: false, appeal: { id: done?.appeal.id } });
});

test('nothing stands against the author of an approved comment, and after half a year it is too late', async () => {
  const { comment } = await rejected({ outcome: 'approve', findings: [] });
  await expect(file({ commentId: comment.id })).rejects.toMatchObject({ code: 'not_restricted', status: 404 });
  const late = await rejected();
  clock.advance(184 * dayMs);
  await expect(file({ commentId: late.comment.id })).rejects.toMatchObject({ code: 'appeal_too_late', status: 410 });
});

test('an outcome is mailed to an address that is known, and asked for where none is', async () => {
  const { comment } = await rejected();
  await expect(file({ commentId: comment.id }, { wantsOutcome: true })).rejects.toMatchObject({
    errors: [{ pointer: '/email' }],
  });
  await file({ commentId: comment.id }, { wantsOutcome: true, email: 'ann@readers.example' });
  const { rows } = await db.owner.query('select address::text from appeal where comment_id = $1', [comment.id]);
  expect(rows[0].address).not.toContain(Buffer.from('ann@readers').toString('hex'));
});

test('erased or withdrawn, an appeal says nothing any more and waits for nobody', async () => {
  const [one, two] = [await rejected(), await rejected()];
  for (const { comment } of [one, two])
    await file({ commentId: comment.id }, { wantsOutcome: true, email: 'a@b.example' });
  await withSite((tx) => withdrawComment(tx, siteId, one.comment.id));
  const { rows: authors } = await db.owner.query('select external_id from author where id = $1', [
    await authorOf(two.comment),
  ]);
  await withSite((tx) => eraseAuthor(tx, siteId, authors[0].external_id, clock.now()));
  const { rows } = await db.owner.query(
    'select state, words, address, wrapped_key as key, wants_outcome as wants from appeal where site_id = $1',
    [siteId],
  );
  const nothing = { state: 'moot', words: null, address: null, key: null, wants: false };
  expect(rows).toEqual([nothing, nothing]);
  expect(await withSite((tx) => listOpenAppeals(tx, siteId, { limit: 5 }))).toEqual([]);
});

test('what is listed first is due first; another site sees none of it', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    ids.push((await file({ commentId: (await rejected()).comment.id })).appeal.id);
    clock.advance(dayMs);
  }
  const page = await withSite((tx) => listOpenAppeals(tx, siteId, { limit: 2 }));
  expect(page.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const after = { dueAt: page[1]?.dueAt as Date, id: page[1]?.id as string };
  expect((await withSite((tx) => listOpenAppeals(tx, siteId, { after, limit: 2 }))).map(({ id }) => id)).toEqual(
    ids.slice(2),
  );
  expect(openText(masterKeys, page[0] as (typeof page)[number], page[0]?.words ?? null)).toContain('I meant');
  const stranger = await insertTestSite(db);
  expect(await db.database.withSite(stranger, (tx) => findAppeal(tx, siteId, ids[0] as string))).toBeNull();
});

test('a link opens what it was made for, until its time is over; a changed one opens nothing', async () => {
  const { comment } = await rejected();
  const found = await withSite((tx) => findRestriction(tx, siteId, { commentId: comment.id }));
  const until = new Date(clock.now().getTime() + dayMs);
  const token = appealToken(masterKeys, siteId, found?.subject as never, until);
  expect(readAppealToken(masterKeys, token, clock.now())).toEqual({
    siteId,
    about: { commentId: comment.id, revision: 1 },
    late: false,
  });
  expect(readAppealToken(masterKeys, token, until)).toMatchObject({ late: true });
  for (let i = 0; i < token.length; i += 7) {
    const other = token[i] === '0' ? '1' : '0';
    expect(readAppealToken(masterKeys, token.slice(0, i) + other + token.slice(i + 1), clock.now())).toBeNull();
  }
});
