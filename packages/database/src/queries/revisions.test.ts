import { randomUUID } from 'node:crypto';
import { createTestDatabase, insertTestComment, insertTestSite, type TestDatabase } from '@moderato/testkit';
import type { PoolClient } from 'pg';
import { findComments } from './comments.js';
import { loadClaimed } from './revisions.js';
import { claimRevisions } from './undecided.js';

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

test('what is asked for by id is read alone, however much the site has and however little Postgres knows of it', async () => {
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
  const ids = flush.revisions.map(([commentId]) => commentId);
  const read = async (ask: (tx: PoolClient) => Promise<unknown[]>) => {
    const asking = () =>
      db.database.withSite(siteId, async (tx) => {
        const found = await ask(tx);
        await tx.query('select pg_stat_force_next_flush()');
        return found;
      });
    await asking();
    const before = await entriesRead();
    const { length } = await asking();
    // Sessions tell what they have read with some delay, so that another's few may be among them.
    return { found: length, sparing: (await entriesRead()) - before < 2 * batch };
  };
  expect(await read((tx) => loadClaimed(tx, siteId, [flush]))).toEqual({ found: batch, sparing: true });
  expect(await read((tx) => findComments(tx, siteId, ids))).toEqual({ found: batch, sparing: true });
  expect(await read((tx) => claimRevisions(tx, siteId, flush.revisions))).toEqual({ found: 0, sparing: true });
});
