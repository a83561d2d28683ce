import { randomBytes } from 'node:crypto';
import { Database } from '@moderato/database';
import pg from 'pg';
import { templateName, urlOf } from './shared-services.js';

export interface TestDatabase {
  url: string;
  database: Database;
  /** As the tables' owner: sees past row-level security, for looking at what really happened. */
  owner: pg.Pool;
  drop(): Promise<void>;
}

function serverUrl(): string {
  const url = process.env.MODERATO_TEST_POSTGRES;
  if (!url) throw new Error('no test Postgres: run the tests by `npm test` or `npx jest`, whose set-up starts it');
  return url;
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A migrated database of a test file's own, cloned from the run's template in some 50 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template ${templateName}`);
  const url = urlOf(serverUrl(), name);
  const database = new Database({ url, maxConnections: 8 });
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  owner.on('error', () => {});
  return {
    url,
    database,
    owner,
    drop: async () => {
      await database.close();
      await owner.end();
      await asAdmin(`drop database ${name} with (force)`);
    },
  };
}
