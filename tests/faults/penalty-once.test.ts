import { aPolicy, eventually } from '@moderato/testkit';
import { OneModerato } from './one-moderato.js';
import { spawnService } from './spawned-service.js';

let moderato: OneModerato;
beforeEach(async () => {
  moderato = await OneModerato.make();
  // A process of its own cannot be given a key prefix: this one works on Postgres' queue, in this test's database.
  delete moderato.env.REDIS_URL;
});
afterEach(() => moderato.dispose());

test('a worker killed between a rejection and its commit leaves no penalty, and the next gives exactly one', async () => {
  const { owner } = moderato.db;
  const { clauses, ...policy } = aPolicy();
  const strict = { ...policy, clauses: clauses.map((clause) => ({ ...clause, consequence: 'strike' })) };
  await owner.query('update guidelines set policy = $2 where site_id = $1', [moderato.siteId, strict]);
  await moderato.start('intake');
  await moderato.subscribe();
  const holder = await owner.connect();
  // The penalty comes after the decisions' block: whoever holds the chain stops a worker before both.
  await holder.query('begin');
  await holder.query('select pg_advisory_xact_lock(hashtextextended($1, 77))', [moderato.siteId]);
  const worker = await spawnService('worker', moderato.env);
  let id: string;
  try {
    id = await moderato.post('c-1', { body: 'You are a pathetic moron.' });
    await eventually('the worker to be in the middle of it', isHeldUp, 60_000);
  } finally {
    await worker.stop('SIGKILL');
    await holder.query('commit');
    holder.release();
  }
  expect(await penalties()).toEqual([]);
  await moderato.start('worker');
  expect(await moderato.decided(id)).toMatchObject([{ outcome: 'reject' }]);
  expect(await penalties()).toEqual([{ kind: 'warning', comment_id: id }]);
  const told = await owner.query(`select 1 from event where type = 'author.warned'`);
  expect(told.rowCount).toBe(1);
}, 90_000);

const penalties = async () => (await moderato.db.owner.query('select kind, comment_id from penalty')).rows;

async function isHeldUp(): Promise<boolean> {
  const { rows } = await moderato.db.owner.query(
    `select from pg_stat_activity where application_name = 'moderato-worker' and wait_event = 'advisory'
       and datname = current_database()`,
  );
  return rows.length > 0;
}
