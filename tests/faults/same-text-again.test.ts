import { compile } from '@moderato/guidelines';
import { eventually } from '@moderato/testkit';
import { OneModerato } from './one-moderato.js';
import { spawnService } from './spawned-service.js';

const body = 'The harbor levy is a tax on fishermen, sign our petition at the pier on Sunday!';

let moderato: OneModerato;
beforeEach(async () => {
  moderato = await OneModerato.make();
  // A process of its own cannot be given a key prefix: this one works on Postgres' queue, in this test's database.
  delete moderato.env.REDIS_URL;
  await forbidSpam(moderato);
});
afterEach(() => moderato.dispose());

async function forbidSpam({ db, siteId }: OneModerato): Promise<void> {
  const policy = compile('Comments must be civil. Do not post spam, or the same comment again and again.', {
    version: 1,
  });
  await db.owner.query('update guidelines set policy = $2, source = $3, hash = $4 where site_id = $1', [
    siteId,
    policy,
    policy.source,
    policy.hash,
  ]);
}

/** Outcome and rules of a comment's newest decision. */
async function decidedAs(id: string): Promise<[string, string[]]> {
  await moderato.decided(id);
  const { rows } = await moderato.db.owner.query(
    `select outcome, document->'findings' as findings from decision where comment_id = $1
     order by block_height desc limit 1`,
    [id],
  );
  return [rows[0].outcome, rows[0].findings.map(({ rule }: { rule: string }) => rule)];
}

test('the second of two equal comments of an author is held as a repeat, though a worker was killed between', async () => {
  await moderato.start('intake');
  const holder = await moderato.db.owner.connect();
  await holder.query('begin');
  // Whoever holds the head of the site's chain stops a worker in the middle of a decision.
  await holder.query('select pg_advisory_xact_lock(hashtextextended($1, 77))', [moderato.siteId]);
  const worker = await spawnService('worker', moderato.env);
  let ids: string[];
  try {
    const first = await moderato.post('c-1', { body });
    await eventually('the worker to be in the middle of it', () => moderato.isWorkerHeldUp(), 60_000);
    ids = [first, await moderato.post('c-2', { body: body.replaceAll(' ', '  ').replace('!', '…') })];
  } finally {
    await worker.stop('SIGKILL');
    await holder.query('commit');
    holder.release();
  }
  await moderato.start('worker');
  expect(await Promise.all(ids.map(decidedAs))).toEqual([
    ['approve', []],
    ['review', ['repeats']],
  ]);
}, 90_000);

test('another site and an erased author do not count', async () => {
  const neighbour = await OneModerato.make(moderato.db);
  await forbidSpam(neighbour);
  delete neighbour.env.REDIS_URL;
  await Promise.all([moderato.start('intake'), moderato.start('worker'), neighbour.start('intake')]);
  try {
    expect(await decidedAs(await neighbour.post('c-1', { body }))).toEqual(['approve', []]);
    expect(await decidedAs(await moderato.post('c-1', { body }))).toEqual(['approve', []]);
    expect(await decidedAs(await moderato.post('c-2', { body }))).toEqual(['review', ['repeats']]);
    expect((await moderato.call('DELETE', '/v1/authors/reader-1/data')).status).toBeLessThan(300);
    expect(await decidedAs(await moderato.post('c-3', { body }))).toEqual(['approve', []]);
  } finally {
    await neighbour.stop('intake');
    await neighbour.hook.close();
  }
}, 90_000);
