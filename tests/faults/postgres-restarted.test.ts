import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, migrate } from '@moderato/database';
import { type RunningPostgres, startPostgres } from '@moderato/embedded';
import { eventually, type TestDatabase } from '@moderato/testkit';
import pg from 'pg';
import { OneModerato } from './one-moderato.js';

const dataDir = join(mkdtempSync(join(tmpdir(), 'moderato-restart-')), 'postgres');
let postgres: RunningPostgres;
let moderato: OneModerato;
beforeAll(async () => {
  postgres = await startPostgres({ dataDir });
  await migrate(postgres.url, new Date());
  moderato = await OneModerato.make(databaseAt(postgres.url));
  for (const service of ['intake', 'worker', 'delivery'] as const) await moderato.start(service);
  await moderato.subscribe();
}, 60_000);
afterAll(async () => {
  await moderato.dispose();
  await postgres.stop();
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
}, 30_000);

/** A Postgres that this test may stop: the one that tests share serves others too. */
function databaseAt(url: string): TestDatabase {
  const database = new Database({ url, maxConnections: 4 });
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  owner.on('error', () => {});
  return { url, database, owner, drop: async () => void (await Promise.all([database.close(), owner.end()])) };
}

test('Postgres restarted under load: what was accepted is decided once and told, what was not is refused', async () => {
  const externalIds = Array.from({ length: 120 }, (_, n) => `c-${n}`);
  const ids: string[] = [];
  let restarted: Promise<void> | undefined;
  const sender = async () => {
    for (let externalId = externalIds.shift(); externalId; externalId = externalIds.shift()) {
      ids.push(await moderato.post(externalId));
      if (ids.length >= 40) restarted ??= restart();
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  await restarted;
  await eventually(
    'nothing to be owed',
    async () => {
      const { rows } = await moderato.db.owner.query(
        `select exists (select from undecided_flush where comment_ids <> '{}') or exists (select from delivery where state = 'pending') as owed`,
      );
      return !rows[0]?.owed;
    },
    40_000,
  );
  const { rows } = await moderato.db.owner.query<{ id: string; decisions: number }>(
    `select c.id, count(d.id)::int as decisions from comment c left join decision d on d.comment_id = c.id group by c.id`,
  );
  expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(rows.filter(({ decisions }) => decisions !== 1)).toEqual([]);
  const told = new Set(moderato.hook.requests.map(({ body }) => JSON.parse(body).data.commentId));
  expect([...told].toSorted()).toEqual(ids.toSorted());
}, 90_000);

async function restart(): Promise<void> {
  const { port } = postgres;
  await postgres.stop();
  postgres = await startPostgres({ dataDir, port });
}
