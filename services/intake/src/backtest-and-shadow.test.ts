import { findBacktest, findGuidelines, recordShadow, saveBacktestStep, startBacktest } from '@moderato/database';
import { newId, tallyComparison } from '@moderato/domain';
import { createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
const jobs: unknown[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
  const queues = { enqueue: async (name: string, payloads: unknown[]) => void jobs.push([name, ...payloads]) };
  intake = await startIntake(db, { queues });
});
beforeEach(async () => {
  site = await makeSite(db.database);
  jobs.length = 0;
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const start = (body: unknown) => intake.call(site, 'POST', '/v1/guidelines/backtest', { body });
const get = (id: string, from = site) => intake.call(from, 'GET', `/v1/guidelines/backtest/${id}`);

describe('a backtest', () => {
  test('is queued with a job, and tells its state', async () => {
    const { status, body, headers } = await start({ version: 1, over: { days: 7, limit: 500 } });
    expect([status, body]).toEqual([202, { id: expect.any(String), state: 'queued' }]);
    expect(headers.get('location')).toBe(`/v1/guidelines/backtest/${body.id}`);
    expect(jobs).toEqual([['backtest', { siteId: site.siteId, backtestId: body.id }]]);
    const found = (await get(body.id)).body;
    expect(found).toMatchObject({ version: 1, state: 'queued', done: 0, total: null, flips: {}, byClause: [] });
    const { since, until, limit } = found.over;
    expect([Date.parse(until) - Date.parse(since), limit]).toEqual([7 * 86_400_000, 500]);
  });

  test('tells what it counted', async () => {
    const { id } = (await start({ version: 1 })).body;
    const commentId = newId(new Date());
    const at = new Date();
    await db.database.withSite(site.siteId, async (tx) => {
      const begun = await startBacktest(tx, site.siteId, id, at);
      const { cursor: from, tally } = begun ?? (await findBacktest(tx, site.siteId, id)) ?? { cursor: '', tally: null };
      if (!tally) throw new Error('no backtest');
      const flip = { id: commentId, byModerator: true, failed: false, clauses: ['Be civil'] };
      tallyComparison(tally, { ...flip, from: 'approve', to: 'reject' });
      const step = { id, from, cursor: commentId, done: 1, tally, finished: true };
      expect(await saveBacktestStep(tx, site.siteId, step, at)).toBe(true);
    });
    expect((await get(id)).body).toMatchObject({
      state: 'done',
      done: 1,
      compared: 1,
      flips: { 'approve→reject': 1 },
      overModerators: { 'approve→reject': 1 },
      byClause: [{ text: 'Be civil', stricter: 1, laxer: 0 }],
      samples: { 'approve→reject': [{ commentId }] },
      finishedAt: at.toISOString(),
    });
  });

  test.each<[unknown, string]>([
    [{}, '/version'],
    [{ version: 9 }, '/version'],
    [{ version: 1, over: { days: 0 } }, '/over/days'],
    [{ version: 1, over: { days: 3, since: '2026-01-01T00:00:00Z' } }, '/over/days'],
    [{ version: 1, over: { until: '2026-01-01T00:00:00Z' } }, '/over/since'],
    [{ version: 1, over: { since: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' } }, '/over/until'],
    [{ version: 1, over: { limit: 1e9 } }, '/over/limit'],
  ])('that cannot be is refused by its field: case %#', async (body, pointer) => {
    const answer = await start(body);
    expect([answer.status, answer.body.errors.map((e: { pointer: string }) => e.pointer)]).toEqual([422, [pointer]]);
    expect(jobs).toEqual([]);
  });

  test('of another site is nobody’s business', async () => {
    const { id } = (await start({ version: 1 })).body;
    expect((await get(id, await makeSite(db.database))).status).toBe(404);
    expect((await get('x')).status).toBe(404);
  });
});

describe('disagreements of a version in shadow', () => {
  const list = (query = '') => intake.call(site, 'GET', `/v1/guidelines/1/disagreements${query}`);

  test('are counted over all and listed by pages, newest first', async () => {
    const comparison = (n: number) => ({
      commentId: newId(new Date()),
      externalId: `c-${n}`,
      revision: 1,
      live: 'approve' as const,
      shadow: n === 0 ? ('approve' as const) : ('reject' as const),
      clauseIds: n === 0 ? [] : ['civility-1'],
    });
    await db.database.withSite(site.siteId, async (tx) => {
      const { id } = (await findGuidelines(tx, site.siteId, 1)) ?? { id: '' };
      for (const n of [0, 1, 2, 3]) {
        const missed = n === 3 ? [{ live: 'approve' as const, shadow: 'missed' as const, comments: 5 }] : [];
        const at = new Date(Date.now() + n);
        await recordShadow(tx, site.siteId, id, { comparisons: [comparison(n)], missed, at });
      }
    });
    const first = (await list('?limit=2')).body;
    expect(first).toMatchObject({
      data: [
        { externalId: 'c-3', live: 'approve', shadow: 'reject', clauseIds: ['civility-1'] },
        { externalId: 'c-2' },
      ],
      has_more: true,
      counts: { compared: 4, missed: 5, flips: { 'approve→reject': 3 } },
    });
    const rest = (await list(`?limit=2&cursor=${first.next_cursor}`)).body;
    expect(rest).toMatchObject({ data: [{ externalId: 'c-1' }], has_more: false });
  });

  test('there are none of a version that was never in shadow, or never was', async () => {
    expect((await list()).body).toEqual({
      data: [],
      next_cursor: null,
      has_more: false,
      counts: { compared: 0, missed: 0, flips: {} },
    });
    expect((await intake.call(site, 'GET', '/v1/guidelines/9/disagreements')).status).toBe(404);
  });
});
