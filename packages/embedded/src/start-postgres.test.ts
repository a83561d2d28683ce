import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@moderato/testkit';
import pg from 'pg';
import { isAlive } from './processes.js';
import { startPostgres } from './start-postgres.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moderato-embedded-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query<Row>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

test('what was written is there after a stop and a start, on the same port', async () => {
  const first = await startPostgres({ dataDir: folder });
  await query(first.url, 'create table kept as select 7 as n');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await startPostgres({ dataDir: folder });
  try {
    expect(second.port).toBe(first.port);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  } finally {
    await second.stop();
  }
});

test('a parent killed with SIGKILL does not keep the next start from working', async () => {
  // The built package: what a child process loads.
  const script = `import { startPostgres } from '@moderato/embedded';
    const { pid, url } = await startPostgres({ dataDir: ${JSON.stringify(folder)} });
    process.send({ pid, url });`;
  const parent: ChildProcess = fork('data:text/javascript,', {
    cwd: __dirname,
    execArgv: ['--input-type=module', '-e', script],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ pid, url }] = (await once(parent, 'message')) as [{ pid: number; url: string }];
  await query(url, 'create table kept as select 8 as n');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  const next = await startPostgres({ dataDir: folder });
  try {
    await eventually('the orphan to be gone', () => !isAlive(pid));
    expect(await query(next.url, 'select n from kept')).toEqual([{ n: 8 }]);
  } finally {
    await next.stop();
  }
});

test('commits are on disk before they are answered', async () => {
  const postgres = await startPostgres({ dataDir: folder });
  try {
    const rows = await query(
      postgres.url,
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit')`,
    );
    expect(rows).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
  } finally {
    await postgres.stop();
  }
});
