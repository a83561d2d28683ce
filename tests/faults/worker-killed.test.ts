import { eventually } from '@moderato/testkit';
import { OneModerato } from './one-moderato.js';
import { spawnService } from './spawned-service.js';

let moderato: OneModerato;
beforeEach(async () => {
  moderato = await OneModerato.make();
  // A process of its own cannot be given a key prefix: this one works on Postgres' queue, in this test's database.
  delete moderato.env.REDIS_URL;
});
afterEach(() => moderato.dispose());

test('a worker killed in the middle of a decision leaves nothing half done, and another decides once', async () => {
  await moderato.start('intake');
  const holder = await moderato.db.owner.connect();
  // The last step before the commit waits for the head of the site's chain: whoever holds it stops a worker there.
  await holder.query('begin');
  await holder.query('select pg_advisory_xact_lock(hashtextextended($1, 77))', [moderato.siteId]);
  const worker = await spawnService('worker', moderato.env);
  let id: string;
  try {
    id = await moderato.post('c-1');
    await eventually('the worker to be in the middle of it', () => moderato.isWorkerHeldUp(), 60_000);
  } finally {
    await worker.stop('SIGKILL');
    await holder.query('commit');
    holder.release();
  }
  expect(await moderato.decisionsOf(id)).toEqual([]);
  await moderato.start('worker');
  expect(await moderato.decided(id)).toHaveLength(1);
  const { rows } = await moderato.db.owner.query('select entry_count from ledger_block');
  expect(rows).toEqual([{ entry_count: 1 }]);
}, 90_000);
