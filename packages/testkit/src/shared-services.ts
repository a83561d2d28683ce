import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@moderato/database';
import { startPostgres, startRedis } from '@moderato/embedded';
import pg from 'pg';

export const templateName = 'moderato_template';

/**
 * One Postgres and, where a redis-server is installed, one Redis for a whole test run; their URLs reach the test
 * files through MODERATO_TEST_POSTGRES and MODERATO_TEST_REDIS. Returns how to stop them.
 */
export async function startSharedServices(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-test-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  const redis = await startRedis({ dataDir: join(folder, 'redis') });
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`create database ${templateName}`);
  await admin.end();
  await migrate(urlOf(postgres.url, templateName), new Date());
  process.env.MODERATO_TEST_POSTGRES = postgres.url;
  if (redis) process.env.MODERATO_TEST_REDIS = redis.url;
  return async () => {
    await redis?.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

export function urlOf(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
