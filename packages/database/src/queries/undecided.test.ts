import { randomUUID } from 'node:crypto';
import { newId } from '@moderato/domain';
import {
  aDecision,
  createTestDatabase,
  eventually,
  insertTestComment,
  insertTestSite,
  type TestComment,
  type TestDatabase,
} from '@moderato/testkit';
import type { PoolClient } from 'pg';
import { recordAutomaticDecisions, recordClaimed } from '../record-decisions.js';
import { findComments, withdrawComment, writeComments } from './comments.js';
import { loadClaimed } from './revisions.js';
import { claimFlushes, keepStatuses } from './undecided.js';

let db: TestDatabase;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
});
afterAll(() => db.drop());

const at = new Date('2026-11-23T10:00:00.000Z');
const withSite = <T>(work: (tx: PoolClient) => Promise<T>) => db.database.withSite(siteId, work);

/** A flush of three, as intake leaves it. */
async function aFlush() {
  const flushId = randomUUID();
  const comments: TestComment[] = [];
  for (let i = 0; i < 3; i++) comments.push(await insertTestComment(db, siteId, { flushId }));
  return { flushId, comments: comments as [TestComment, TestComment, TestComment] };
}

const claim = async (tx: PoolClient, flushId: string) =>
  loadClaimed(tx, siteId, await claimFlushes(tx, siteId, [flushId]));

async function decide(tx: PoolClient, revisions: Awaited<ReturnType<typeof claim>>, outcome: 'approve' | 'review') {
  const decisions = revisions.map(({ commentId, externalId, revision }) =>
    aDecision({ id: commentId, externalId, flushId: '' }, { revision, outcome }),
  );
  const textHashes = new Map(revisions.map(({ commentId, textHash }) => [commentId, textHash]));
  await recordClaimed(tx, siteId, { decisions, textHashes }, at);
}

const edit = ({ id, externalId }: TestComment) =>
  withSite(async (tx) => {
    const { rows } = await tx.query('select author_id, story_id, salt, text_hash from comment where id = $1', [id]);
    const { author_id: authorId, story_id: storyId, salt, text_hash: textHash } = rows[0];
    const rest = {
      parent: null,
      meta: null,
      language: null,
      acceptedVersion: null,
      submittedAt: null,
      fingerprint: null,
      form: null,
    };
    const edited = { id: newId(at), externalId, authorId, storyId, body: 'Other words.', salt, textHash, ...rest };
    return writeComments(tx, siteId, [edited], { flushId: randomUUID(), receivedAt: at });
  });

const stateOf = async ({ id }: TestComment) => {
  const [state] = await withSite((tx) => findComments(tx, siteId, [id]));
  return [state?.status, state?.revision, state?.history.map(({ revision }) => revision)];
};
const countHeld = async () =>
  (await db.owner.query('select 1 from held_comment where site_id = $1', [siteId])).rowCount ?? 0;
/** Until someone of this database waits for a row that another holds. */
const somebodyWaits = () =>
  eventually('somebody to wait', async () => {
    const { rowCount } = await db.owner.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rowCount;
  });

test('a flush is decided by one worker: the second waits for the first, and finds nothing', async () => {
  const { flushId, comments } = await aFlush();
  let second: Promise<unknown[]> = Promise.resolve([]);
  await withSite(async (tx) => {
    const revisions = await claim(tx, flushId);
    expect(revisions).toHaveLength(3);
    second = withSite((other) => claim(other, flushId));
    await somebodyWaits();
    await decide(tx, revisions, 'approve');
  });
  expect(await second).toEqual([]);
  expect(await stateOf(comments[0])).toEqual(['approved', 1, [1]]);
});

test('what a worker claimed waits again when its transaction fails', async () => {
  const { flushId, comments } = await aFlush();
  const failing = withSite(async (tx) => {
    await decide(tx, await claim(tx, flushId), 'approve');
    throw new Error('killed');
  });
  await expect(failing).rejects.toThrow('killed');
  expect(await stateOf(comments[0])).toEqual(['pending', 1, []]);
  expect(await withSite((tx) => claim(tx, flushId))).toHaveLength(3);
});

test('an edit that comes while its comment is decided is a revision of its own, decided anew', async () => {
  const { flushId, comments } = await aFlush();
  let edited: Promise<unknown> = Promise.resolve();
  await withSite(async (tx) => {
    const revisions = await claim(tx, flushId);
    edited = edit(comments[1]);
    await somebodyWaits();
    await decide(tx, revisions, 'review');
  });
  await edited;
  expect(await stateOf(comments[1])).toEqual(['pending', 2, [1]]);
  // Moderators need not look at what was edited since.
  expect(await countHeld()).toBe(2);
});

test('an edit that came first leaves the worker the others of its flush', async () => {
  const { flushId, comments } = await aFlush();
  await edit(comments[1]);
  await withSite(async (tx) => {
    const revisions = await claim(tx, flushId);
    expect(revisions.map(({ commentId }) => commentId).toSorted()).toEqual([comments[0].id, comments[2].id].toSorted());
    await decide(tx, revisions, 'approve');
  });
  expect(await Promise.all(comments.map(stateOf))).toEqual([
    ['approved', 1, [1]],
    ['pending', 2, []],
    ['approved', 1, [1]],
  ]);
});

test('a worker that waits for an edit finds what the edit left of the flush', async () => {
  const { flushId, comments } = await aFlush();
  let claimed: Promise<unknown[]> = Promise.resolve([]);
  await withSite(async (tx) => {
    await withdrawComment(tx, siteId, comments[0].id);
    claimed = withSite((other) => claim(other, flushId));
    await somebodyWaits();
  });
  expect(await claimed).toHaveLength(2);
});

test('a withdrawn comment waits for nobody, neither a worker nor a moderator', async () => {
  const { flushId, comments } = await aFlush();
  await withSite((tx) => withdrawComment(tx, siteId, comments[0].id));
  await withSite(async (tx) => decide(tx, await claim(tx, flushId), 'review'));
  await withSite((tx) => withdrawComment(tx, siteId, comments[1].id));
  expect(await Promise.all(comments.map(stateOf))).toEqual([
    ['withdrawn', 1, []],
    ['withdrawn', 1, [1]],
    ['review', 1, [1]],
  ]);
  expect(await countHeld()).toBe(1);
});

test('a comment stands where it stood when its decisions were dropped with their month', async () => {
  const { flushId, comments } = await aFlush();
  await withSite(async (tx) => decide(tx, await claim(tx, flushId), 'approve'));
  const [nil, all] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  expect(await keepStatuses(db.owner, nil, all)).toBeGreaterThanOrEqual(3);
  await db.owner.query('delete from decision where site_id = $1', [siteId]);
  expect(await stateOf(comments[0])).toEqual(['approved', 1, []]);
  await edit(comments[0]);
  expect(await stateOf(comments[0])).toEqual(['pending', 2, []]);
});

test('one of a flush can be decided alone; the others still wait', async () => {
  const { flushId, comments } = await aFlush();
  await withSite((tx) => recordAutomaticDecisions(tx, siteId, [aDecision(comments[2])], at));
  const left = await withSite((tx) => claim(tx, flushId));
  expect(left.map(({ commentId }) => commentId).toSorted()).toEqual([comments[0].id, comments[1].id].toSorted());
});
