import { createTestDatabase, insertTestComment, insertTestSite, type TestDatabase } from '@moderato/testkit';

let db: TestDatabase;
let here: string;
beforeAll(async () => {
  db = await createTestDatabase();
  here = await insertTestSite(db);
  const elsewhere = await insertTestSite(db);
  await insertTestComment(db, here);
  await insertTestComment(db, elsewhere);
});
afterAll(() => db.drop());

test('a query that forgets its where sees its own site only', async () => {
  const { rows } = await db.database.withSite(here, (tx) => tx.query('select distinct site_id from comment'));
  expect(rows).toEqual([{ site_id: here }]);
});

test('a query that forgets its site sees nothing', async () => {
  expect((await db.database.pool.query('select 1 from comment')).rowCount).toBe(0);
});

test('an update that forgets its where touches its own site only', async () => {
  const { rowCount } = await db.database.withSite(here, (tx) => tx.query(`update comment set language = 'en'`));
  expect(rowCount).toBe(1);
});

test('a row of another site cannot be written', async () => {
  const other = await insertTestSite(db);
  const write = db.database.withSite(here, (tx) =>
    tx.query(`insert into moderator (id, site_id, name, created_at) values (gen_random_uuid(), $1, 'x', now())`, [
      other,
    ]),
  );
  await expect(write).rejects.toThrow(/row-level security/);
});

test('the setting ends with its transaction', async () => {
  await db.database.withSite(here, async () => {});
  expect((await db.database.pool.query('select 1 from comment')).rowCount).toBe(0);
});

test('every table that names a site is bound to it', async () => {
  const { rows } = await db.owner.query<{ relname: string }>(
    `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'site_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and not (c.relrowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))`,
  );
  expect(rows).toEqual([]);
});

test('a partition cannot be read around its table’s policy', async () => {
  const { rows } = await db.owner.query<{ relname: string }>(
    `select relname from pg_class where relispartition and relkind = 'r' limit 1`,
  );
  const read = db.database.withSite(here, (tx) => tx.query(`select 1 from ${rows[0]?.relname}`));
  await expect(read).rejects.toThrow(/permission denied/);
});
