import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

const folder = join(import.meta.dirname, '..', 'migrations');

export interface Migration {
  name: string;
  sql: string;
  /** SHA-256, hex, of the file: a migration that has run may never change. */
  checksum: string;
}

/** The numbered SQL files beside this package, in their order. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Names of the migrations that the database lacks; throws where one that ran has changed, or is not known here. */
export async function pendingMigrations(client: pg.ClientBase, known = migrations()): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migration order by name',
  );
  for (const ran of rows) {
    const here = known.find(({ name }) => name === ran.name);
    if (!here) throw new Error(`the database is ahead: it has migration ${ran.name}, which this version lacks`);
    if (here.checksum !== ran.checksum) throw new Error(`migration ${ran.name} has changed since it ran`);
  }
  const names = new Set(rows.map(({ name }) => name));
  return known.filter(({ name }) => !names.has(name));
}

/**
 * Brings the database at `databaseUrl` to this version, under a lock, so that several starting processes may call it
 * at once. Needs a login that may create roles. Returns the names of the migrations that ran.
 */
export async function migrate(databaseUrl: string, at: Date): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'moderato-migrate' });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('moderato.migrate'))`);
    await client.query(
      'create table if not exists migration (name text primary key, checksum text not null, ran_at timestamptz not null)',
    );
    const ran: string[] = [];
    for (const { name, sql, checksum } of await pendingMigrations(client)) {
      await client.query('begin');
      try {
        // The row goes in first, so that two processes that got past the lock could still not both run it.
        await client.query('insert into migration (name, checksum, ran_at) values ($1, $2, $3)', [name, checksum, at]);
        await client.query(sql);
        await client.query('commit');
      } catch (cause) {
        await client.query('rollback');
        throw new Error(`migration ${name} failed`, { cause });
      }
      ran.push(name);
    }
    await client.query('grant select on migration to moderato_app');
    await client.query(`select ensure_partitions(($1::timestamptz - interval '1 month')::date, 4)`, [at]);
    return ran;
  } finally {
    await client.end();
  }
}
