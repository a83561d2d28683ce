import { createTestDatabase, insertTestComment, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { withdrawComment } from './comments.js';
import { everyId, indexCommentWords, searchComments } from './search-comments.js';

let db: TestDatabase;
let siteId: string;
beforeEach(async () => {
  db = await createTestDatabase();
  siteId = await insertTestSite(db);
});
afterEach(() => db.drop());

const start = Date.parse('2026-11-24T10:00:00Z');
const add = (body: string, afterMs = 0) => insertTestComment(db, siteId, { body, at: new Date(start + afterMs) });
const index = (atMost = 100) => indexCommentWords(db.database, atMost);
const found = async (words: string) =>
  (
    await db.database.withSite(siteId, (tx) =>
      searchComments(tx, siteId, { ...everyId, words, limit: 10, lookThrough: 100 }),
    )
  ).ids;
const indexed = async () => (await db.owner.query('select comment_id from comment_words')).rowCount;

test('comments are found once their words are indexed, some at a time, each once', async () => {
  const ids = [];
  for (let i = 0; i < 5; i++) ids.push((await add(`Reef number ${i}`, i)).id);
  expect(await found('reef')).toEqual([]);
  expect([await index(3), await index(3), await index(3)]).toEqual([3, 2, 0]);
  expect(await found('reefs')).toEqual(ids.toReversed());
});

test('of several that index at once each comment is indexed by one', async () => {
  for (let i = 0; i < 20; i++) await add(`Reef number ${i}`, i);
  const done = await Promise.all(Array.from({ length: 6 }, () => index()));
  expect(done.reduce((sum, one) => sum + one, 0)).toBe(20);
  expect(await indexed()).toBe(20);
});

test('a comment that is committed after a younger one is not passed over', async () => {
  await add('A younger reef.', 60_000);
  await index();
  const { id } = await add('An older reef.');
  expect(await index()).toBe(1);
  expect(await found('older')).toEqual([id]);
});

test('an edit changes the words, and a text that goes takes them along', async () => {
  const { id } = await add('The lighthouse spoke.');
  await index();
  await db.owner.query(`update comment set body = 'The harbour spoke.' where id = $1`, [id]);
  expect([await found('lighthouse'), await found('harbour')]).toEqual([[], [id]]);
  await db.database.withSite(siteId, (tx) => withdrawComment(tx, siteId, id));
  expect([await found('harbour'), await indexed(), await index()]).toEqual([[], 0, 0]);
});

test('a text that is being erased meanwhile leaves no words behind', async () => {
  const { id } = await add('The lighthouse spoke.');
  await db.database.withSite(siteId, async (tx) => {
    await tx.query('update comment set body = null where id = $1', [id]);
    expect(await index()).toBe(0);
  });
  await index();
  expect(await indexed()).toBe(0);
});

test('another site finds nothing of it', async () => {
  await add('The lighthouse spoke.');
  await index();
  const stranger = await insertTestSite(db);
  const search = { ...everyId, words: 'lighthouse', limit: 10, lookThrough: 100 };
  expect((await db.database.withSite(stranger, (tx) => searchComments(tx, stranger, search))).ids).toEqual([]);
});
