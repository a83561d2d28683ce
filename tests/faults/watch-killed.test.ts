import { findWatch, nextGuidelinesVersion, recordPublished, recordWatch } from '@moderato/database';
import { compile } from '@moderato/guidelines';
import { eventually, type HttpReceiver, startHttpReceiver } from '@moderato/testkit';
import { OneModerato } from './one-moderato.js';
import { spawnService } from './spawned-service.js';

const live = 'Comments must be civil. Report abuse to abuse@paper.example.';
const posted = 'Comments must be civil. No spam. Report abuse to abuse@paper.example.';
let moderato: OneModerato;
let page: HttpReceiver;
beforeEach(async () => {
  moderato = await OneModerato.make();
  // A process of its own cannot be given a key prefix: this one works on Postgres' queue, in this test's database.
  delete moderato.env.REDIS_URL;
  page = await startHttpReceiver((res, { path }) => {
    if (path === '/robots.txt') res.writeHead(404).end();
    else res.setHeader('content-type', 'text/plain').end(posted);
  });
});
afterEach(async () => {
  await page.close();
  await moderato.dispose();
});

const looks = () => page.requests.filter(({ path }) => path === '/hook').length;

test('a look whose process is killed between page and commit is made again, and what comes of it comes once', async () => {
  const { db, siteId } = moderato;
  const at = new Date();
  await db.database.withSite(siteId, async (tx) => {
    const version = await nextGuidelinesVersion(tx, siteId);
    await recordPublished(tx, siteId, compile(live, { version }), { actor: 'test', at });
    const settings = { url: page.url, editors: ['ann@paper.example'], everyHours: 24 };
    await recordWatch(tx, siteId, settings, { actor: 'test', at });
  });
  const env = {
    ...moderato.env,
    MODERATO_ALLOW_PRIVATE_URLS: '1',
    // Long enough for a loaded machine: a look that times out writes nothing that waits.
    DELIVERY_TIMEOUT_MS: '4000',
    DELIVERY_LEASE_MS: '8000',
    DELIVERY_POLL_MS: '50',
  };
  const lock = await db.owner.connect();
  // What a look writes waits for this row, from before the process that looks.
  await lock.query('begin');
  await lock.query('select from site where id = $1 for update', [siteId]);
  const first = await spawnService('delivery', env);
  try {
    await eventually('the look', () => looks() > 0);
    await eventually('its writing to wait', async () => {
      const { rowCount } = await lock.query(`select from pg_stat_activity where wait_event_type = 'Lock'`);
      return (rowCount ?? 0) > 0;
    });
  } finally {
    await first.stop('SIGKILL');
    await lock.query('rollback');
    lock.release();
  }
  const before = looks();
  const watch = () => db.database.withSite(siteId, (tx) => findWatch(tx, siteId));
  expect((await watch())?.lookedAt).toBeNull();

  const second = await spawnService('delivery', env);
  try {
    await eventually('another look', async () => (await watch())?.result === 'changed', 30_000);
  } finally {
    await second.stop();
  }
  expect(looks()).toBeGreaterThan(before);
  const counts = await db.owner.query(
    `select (select count(*)::int from guidelines where state = 'draft') as drafts,
       (select count(*)::int from backtest) as backtests, (select count(*)::int from watch_notice) as notices,
       (select count(*)::int from action where kind = 'guidelines.drafted') as recorded`,
  );
  expect(counts.rows).toEqual([{ drafts: 1, backtests: 1, notices: 1, recorded: 1 }]);
}, 60_000);
