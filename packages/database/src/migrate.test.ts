import { createTestDatabase, type TestDatabase } from '@moderato/testkit';
import pg from 'pg';
import { migrate, migrations, pendingMigrations } from './migrate.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

async function connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  return work(client).finally(() => client.end());
}

test('a migrated database needs nothing more, from however many starting processes', async () => {
  const at = new Date();
  expect(await Promise.all([migrate(db.url, at), migrate(db.url, at), migrate(db.url, at)])).toEqual([[], [], []]);
});

test('a migration that changed after it ran stops the start', async () => {
  const changed = migrations().map((m, i) => (i === 0 ? { ...m, checksum: 'other' } : m));
  await expect(connected((client) => pendingMigrations(client, changed))).rejects.toThrow(/0001-sites.sql has changed/);
});

test('a database that is ahead stops the start', async () => {
  await expect(connected((client) => pendingMigrations(client, migrations().slice(0, -1)))).rejects.toThrow(/is ahead/);
});

test('the ids of a month fall into its partition', async () => {
  const { rows } = await db.owner.query<{ first: string }>(`select first_id_of_month('2026-11-01') as first`);
  const ms = Date.UTC(2026, 10, 1).toString(16).padStart(12, '0');
  expect(rows[0]?.first.replaceAll('-', '').startsWith(ms)).toBe(true);
});
