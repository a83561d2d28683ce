import { randomUUID } from 'node:crypto';
import { createTestDatabase, insertTestComment, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { loadClaimed } from './revisions.js';

const siteHas = 20_000;
const batch = 200;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** What has been read of the comments' indexes so far. */
async function entriesRead(): Promise<number> {
  const { rows } = await db.owner.query<{ read: string }>(
    `select sum(idx_tup_read) as read from pg_stat_user_indexes where relname = 'comment'`,
  );
  return Number(rows[0]?.read);
}

test('a batch reads its own comments alone, however many its site has and however little Postgres knows of them', async () => {
  const siteId = await insertTestSite(db);
  const { id } = await insertTestComment(db, siteId);
  const { rows } = await db.owner.query<{ id: string }>(
    `insert into comment (id, site_id, external_id, author_id, story_id, body, salt, text_hash, received_at, flush_id)
     select gen_random_uuid(), site_id, external_id || n, author_id, story_id, body, salt, text_hash, received_at, flush_id
     from comment, generate_series(1, $2::int) n where id = $1 returning id`,
    [id, siteHas],
  );
  const flush = {
    flushId: randomUUID(),
    receivedAt: new Date(),
    revisions: rows.slice(0, batch).map((row): [string, number] => [row.id, 1]),
  };
  const load = () =>
    db.database.withSite(siteId, async (tx) => {
      const loaded = await loadClaimed(tx, siteId, [flush]);
      await tx.query('select pg_stat_force_next_flush()');
      return loaded;
    });
  await load();
  const before = await entriesRead();
  expect(await load()).toHaveLength(batch);
  expect((await entriesRead()) - before).toBe(batch);
});
