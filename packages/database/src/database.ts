import pg from 'pg';
import { migrations } from './migrate.js';

/** Anything that takes a query: a pool, a client, a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

export interface DatabaseOptions {
  url: string;
  /** Connections at most, default 10. */
  maxConnections?: number;
  applicationName?: string;
  /** Told of connections that broke while idle; the pool replaces them. */
  onError?: (error: Error) => void;
}

/**
 * The application's only way to Postgres. Every connection acts as `moderato_app`, so row-level security holds
 * whatever the login may do.
 */
export class Database {
  readonly pool: pg.Pool;

  constructor({ url, maxConnections = 10, applicationName = 'moderato', onError }: DatabaseOptions) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: maxConnections,
      application_name: applicationName,
      options: '-c role=moderato_app',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.pool.on('error', (error) => onError?.(error));
  }

  /**
   * Runs `work` in one transaction that sees the rows of `siteId` alone; commits when it returns. `opening` is a
   * statement that goes to Postgres together with the transaction's begin, for one journey less.
   */
  async withSite<T>(siteId: string, work: (tx: pg.PoolClient) => Promise<T>, opening = ''): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // A connection that dies between two statements tells only its listeners; without one it would end the process.
    const onBroken = (error: Error) => {
      broken = error;
    };
    client.on('error', onBroken);
    try {
      await client.query(`begin; set local moderato.site_id = ${pg.escapeLiteral(siteId)}; ${opening}`);
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause;
      });
      throw error;
    } finally {
      client.off('error', onBroken);
      client.release(broken);
    }
  }

  /** Asks one of the questions that cross sites: the `security definer` functions of migration 0006, nothing else. */
  async acrossSites<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, values)).rows;
  }

  /** Rejects when Postgres cannot be reached, or is not at this version's migrations. */
  async check(): Promise<void> {
    const { rows } = await this.pool.query<{ names: string[] }>('select array_agg(name) as names from migration');
    const ran = new Set(rows[0]?.names ?? []);
    const missing = migrations().filter(({ name }) => !ran.has(name));
    if (missing.length > 0) throw new Error(`the database lacks migrations: ${missing.map((m) => m.name).join(', ')}`);
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
