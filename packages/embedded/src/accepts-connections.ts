import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const lookAgainMs = 20;

/** Waits until the server takes connections, and makes the database where it is missing. Rejects with the last fault. */
export async function acceptsConnections(
  url: string,
  databaseName: string,
  { hasEnded, withinMs }: { hasEnded: () => boolean; withinMs: number },
): Promise<void> {
  const deadline = performance.now() + withinMs;
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  for (;;) {
    const client = new pg.Client({ connectionString: maintenance.href, connectionTimeoutMillis: 2_000 });
    // A server that dies meanwhile is told by the query that fails.
    client.on('error', () => {});
    try {
      await client.connect();
      const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
      if (rowCount === 0) await client.query(`create database ${databaseName}`);
      return;
    } catch (error) {
      if (hasEnded() || performance.now() > deadline || isRefused(error)) throw error;
    } finally {
      await client.end().catch(() => {});
    }
    await pause(lookAgainMs);
  }
}

/** invalid_password, invalid_authorization_specification: waiting mends neither. */
const isRefused = (error: unknown): boolean => /^28/.test((error as { code?: string }).code ?? '');
