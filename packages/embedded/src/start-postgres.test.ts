import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@moderato/testkit';
import pg from 'pg';
import { isAlive } from './processes.js';
import { forgetPostgres, startPostgres } from './start-postgres.js';

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

test('a killed server starts again at once on the same port, with all that was committed', async () => {
  const first = await startPostgres({ dataDir: folder });
  await query(first.url, 'create table kept as select 9 as n');
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const second = await startPostgres({ dataDir: folder, port: first.port });
  try {
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 9 }]);
  } finally {
    await second.stop();
  }
});

test('a pid file that names somebody else’s process neither stops the start nor ends that process', async () => {
  const first = await startPostgres({ dataDir: folder });
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const pidFile = join(folder, 'cluster', 'postmaster.pid');
  // Of the same account as the server: of another one's process Postgres itself knows that it is no server of its own.
  const { uid, gid } = statSync(pidFile);
  const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid, gid } : {});
  await once(stranger, 'spawn');
  try {
    const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
    writeFileSync(pidFile, [stranger.pid, ...rest].join('\n'));
    const second = await startPostgres({ dataDir: folder });
    await second.stop();
    expect(isAlive(stranger.pid as number)).toBe(true);
  } finally {
    stranger.kill();
  }
});

test('it starts in a folder that only its owner may enter', async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed);
  chmodSync(closed, 0o700);
  const postgres = await startPostgres({ dataDir: join(closed, 'data') });
  await postgres.stop();
  expect(statSync(join(closed, 'data', 'cluster')).mode & 0o777).toBe(0o700);
  expect(statSync(join(closed, 'data', 'password')).mode & 0o777).toBe(0o600);
});

test('what it says when it does not start is what Postgres logged', async () => {
  const first = await startPostgres({ dataDir: folder });
  await first.stop();
  writeFileSync(join(folder, 'cluster', 'PG_VERSION'), '9.6\n');
  await expect(startPostgres({ dataDir: folder })).rejects.toThrow(/incompatible|9\.6/);
});

test('forgetting ends the server and leaves nothing', async () => {
  const postgres = await startPostgres({ dataDir: folder });
  await forgetPostgres(folder);
  expect(isAlive(postgres.pid)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});
