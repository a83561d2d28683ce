import { insertApiKey, newApiKey } from '@moderato/database';
import { newId } from '@moderato/domain';
import { createIntake, loadIntakeConfig } from '@moderato/intake';
import { createLogger } from '@moderato/observability';
import { createTestDatabase, insertTestSite, type TestDatabase } from '@moderato/testkit';

export interface RunningPerspective {
  /** Where the API's addresses hang: what takes the place of `https://commentanalyzer.googleapis.com`. */
  root: string;
  key: string;
  db: TestDatabase;
  siteId: string;
  stop(): Promise<void>;
}

/** A real intake with one site, as it listens for clients of Perspective. */
export async function startPerspective(): Promise<RunningPerspective> {
  const db = await createTestDatabase();
  const siteId = await insertTestSite(db);
  const at = new Date();
  const key = newApiKey();
  const apiKey = { id: newId(at), siteId, name: 'contract', requestsPerMinute: 1_000_000 };
  await db.database.withSite(siteId, (tx) => insertApiKey(tx, apiKey, key, at));
  const config = loadIntakeConfig({
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: 'cd'.repeat(32),
    PORT: '0',
    HOST: '127.0.0.1',
  });
  const log = createLogger({ service: 'intake', level: 'silent' });
  const intake = await createIntake(config, { log, queues: { enqueue: async () => {} } });
  const { port } = await intake.start();
  return {
    root: `http://127.0.0.1:${port}/perspective`,
    key,
    db,
    siteId,
    async stop() {
      await intake.stop();
      await db.drop();
    },
  };
}
