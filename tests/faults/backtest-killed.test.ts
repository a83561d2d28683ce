import { type Backtest, findBacktest, findLiveGuidelines, insertBacktest } from '@moderato/database';
import { firstIdAt, newId } from '@moderato/domain';
import { eventually, insertTestComment } from '@moderato/testkit';
import { OneModerato } from './one-moderato.js';
import { spawnService } from './spawned-service.js';

let moderato: OneModerato;
beforeEach(async () => {
  moderato = await OneModerato.make();
  // A process of its own cannot be given a key prefix: this one works on Postgres' queue, in this test's database.
  delete moderato.env.REDIS_URL;
});
afterEach(() => moderato.dispose());

const comments = 3_000;
const attacks = comments / 3;

/** Comments that stand approved, of which every third attacks somebody. */
async function insertPast({ db, siteId }: OneModerato, from: Date): Promise<void> {
  const model = await insertTestComment(db, siteId, { at: new Date(from.getTime() - 60_000) });
  await db.owner.query('delete from undecided_flush');
  const ids = Array.from({ length: comments }, (_, i) => newId(new Date(from.getTime() + i)));
  const bodies = ids.map((_, i) => (i % 3 ? 'The plan is sound.' : 'You are a pathetic moron.'));
  await db.owner.query(
    `insert into comment (id, site_id, external_id, author_id, story_id, body, salt, text_hash, received_at, flush_id)
     select p.id, site_id, p.id::text, author_id, story_id, p.body, salt, text_hash, received_at, flush_id
     from comment, unnest($2::uuid[], $3::text[]) as p(id, body) where comment.id = $1`,
    [model.id, ids, bodies],
  );
  await db.owner.query(
    `insert into decision (id, site_id, comment_id, revision, decided_by, outcome, document, text_hash, block_height,
       block_index, decided_at)
     select p.decision_id, $1, p.id, 1, 'rules', 'approve', '{"findings":[]}', '', 1, 0, now()
     from unnest($2::uuid[], $3::uuid[]) as p(id, decision_id)`,
    [siteId, ids, ids.map((_, i) => newId(new Date(from.getTime() + i)))],
  );
}

test('a backtest whose worker is killed goes on with another, and its totals are exact', async () => {
  const { db, siteId } = moderato;
  const at = new Date();
  const since = new Date(at.getTime() - 3_600_000);
  await insertPast(moderato, since);
  const id = newId(at);
  await db.database.withSite(siteId, async (tx) => {
    const version = (await findLiveGuidelines(tx, siteId))?.version ?? 0;
    const over = { since, until: at, most: comments };
    await insertBacktest(tx, siteId, { id, version, ...over, createdBy: 'test', forSweep: true }, at);
  });
  const state = () => db.database.withSite(siteId, (tx) => findBacktest(tx, siteId, id));
  const env = { ...moderato.env, QUEUE_LOCK_MS: '2000', WORKER_LOST_AFTER_MS: '500' };

  const first = await spawnService('worker', env);
  let killedAt = 0;
  try {
    await eventually(
      'the middle of it',
      async () => {
        const done = (await state())?.done ?? 0;
        if (done === 0) return false;
        killedAt = done;
        return true;
      },
      60_000,
    );
  } finally {
    await first.stop('SIGKILL');
  }
  expect(killedAt).toBeLessThan(comments);
  const second = await spawnService('worker', env);
  try {
    const ended = await eventually<Backtest>(
      'its end',
      async () => {
        const found = await state();
        return found?.state === 'done' && found;
      },
      90_000,
    );
    const flipped = Object.values(ended.tally.flips).reduce((sum, n) => sum + n, 0);
    expect([ended.done, ended.total, ended.tally.compared, flipped]).toEqual([comments, comments, comments, attacks]);
    expect(ended.cursor >= firstIdAt(since)).toBe(true);
  } finally {
    await second.stop();
  }
}, 180_000);
