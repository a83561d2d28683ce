import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, insertApiKey, migrate, newApiKey } from '@moderato/database';
import { newId } from '@moderato/domain';
import { startPostgres, startRedis } from '@moderato/embedded';
import pg from 'pg';
import { createSite } from '../create-site.js';
import { UsageError } from '../io.js';
import type { BenchResult } from './bench-result.js';
import type { BenchSetup } from './run-bench.js';

const guidelines =
  'Comments must be civil and in good taste, with no personal attacks. No threats, no shouting and no spam. Report comments to editor@paper.example.';

export interface BenchOptions {
  seconds: number;
  queue?: string;
  portBase: number;
  workers: number;
  env: Readonly<Record<string, string | undefined>>;
  progress: (step: string) => void;
}

/** A Postgres, a queue and a site for one run, removed afterwards: a bench never touches a database in use. */
export async function withBenchSetup(
  { seconds, queue, portBase, workers, progress }: BenchOptions,
  run: (setup: BenchSetup) => Promise<BenchResult>,
): Promise<BenchResult> {
  if (queue !== undefined && queue !== 'redis' && queue !== 'postgres')
    throw new UsageError('--queue takes redis or postgres');
  const folder = await mkdtemp(join(tmpdir(), 'moderato-bench-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  const redis = queue === 'postgres' ? null : await startRedis({ dataDir: join(folder, 'redis') });
  const owner = new pg.Client({ connectionString: postgres.url });
  try {
    if (queue === 'redis' && !redis) throw new UsageError('there is no redis-server on the PATH');
    await migrate(postgres.url, new Date());
    await owner.connect();
    const env = {
      DATABASE_URL: postgres.url,
      MODERATO_MASTER_KEY: randomBytes(32).toString('hex'),
      ...(redis && { REDIS_URL: redis.url }),
    };
    const apiKey = await makeSite(postgres.url, folder);
    return await run({
      queue: redis ? 'redis' : 'postgres',
      env,
      apiKey,
      guidelines,
      owner,
      portBase,
      workers,
      seconds,
      progress,
    });
  } finally {
    await owner.end().catch(() => {});
    await redis?.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeSite(url: string, folder: string): Promise<string> {
  const guidelinesFile = join(folder, 'guidelines.txt');
  await writeFile(guidelinesFile, guidelines);
  const database = new Database({ url, maxConnections: 2 });
  try {
    const site = await createSite(database, { slug: 'bench', name: 'Bench', guidelinesFile, settings: {} });
    const key = newApiKey();
    const apiKey = { id: newId(new Date()), siteId: site.siteId, name: 'bench', requestsPerMinute: 100_000_000 };
    await database.withSite(site.siteId, (tx) => insertApiKey(tx, apiKey, key, new Date()));
    return key;
  } finally {
    await database.close();
  }
}
