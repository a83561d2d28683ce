import { type Decision, newId } from '@moderato/domain';
import {
  aDecision,
  aFinding,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';
import { listReviewQueue, type QueueSearch } from '../queries/review-queue.js';
import { recordAutomaticDecisions } from '../record-decisions.js';
import { conditionsOf } from './queue-filter.js';
import { countQueueViews, listQueueFacets, listQueueStories } from './queue-views.js';

let db: TestDatabase;
let siteId: string;
const at = new Date('2026-11-24T12:00:00Z');
const who = { moderatorId: newId(at), at };

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db?.drop());
beforeEach(async () => {
  siteId = await insertTestSite(db);
});

async function hold(body: string, changes: Partial<Decision>, receivedAt = at): Promise<string> {
  const comment = await insertTestComment(db, siteId, { body, at: receivedAt });
  const decision = aDecision(comment, { outcome: 'review', ...changes });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], receivedAt));
  return comment.id;
}
const list = (search: Partial<QueueSearch> = {}) =>
  db.database.withSite(siteId, (tx) => listReviewQueue(tx, siteId, { view: 'worst', ...who, limit: 50, ...search }));
const idsOf = async (search: Partial<QueueSearch> = {}) => (await list(search)).map(({ id }) => id);
const hoursBefore = (hours: number) => new Date(at.getTime() - hours * 3_600_000);

test('what is likelier and graver comes first, and what waits a day counts double', async () => {
  const severe = { findings: [aFinding({ severity: 'severe' })] };
  const mild = { findings: [aFinding({ severity: 'mild' })] };
  const fresh = await hold('fresh', { probability: 0.6, ...severe });
  const milder = await hold('milder', { probability: 0.6, ...mild });
  expect(await idsOf()).toEqual([fresh, milder]);
  const dayOld = await hold('a day old', { probability: 0.35, ...severe }, hoursBefore(24));
  const hoursOld = await hold('hours old', { probability: 0.5, ...severe }, hoursBefore(5));
  expect(await idsOf()).toEqual([dayOld, fresh, hoursOld, milder]);
});

test('a comment on a story that many write about comes before one that nobody else wrote about', async () => {
  const quiet = await hold('quiet', { probability: 0.6 });
  const busy = await hold('busy', { probability: 0.5 });
  const place = await insertTestComment(db, siteId, { at });
  await db.owner.query(
    `insert into comment (id, site_id, external_id, author_id, story_id, body, text_hash, received_at, flush_id)
     select gen_random_uuid(), $1, 'many-' || n, author_id, (select story_id from comment where id = $3), '', '', $4, flush_id
     from comment, generate_series(1, 600) n where id = $2`,
    [siteId, place.id, busy, at],
  );
  const again = aDecision({ ...place, id: busy }, { outcome: 'review', probability: 0.5 });
  expect(await idsOf()).toEqual([quiet, busy]);
  await db.owner.query('delete from decision where comment_id = $1', [busy]);
  await db.owner.query('delete from held_comment where comment_id = $1', [busy]);
  await db.owner.query(`insert into undecided_flush select gen_random_uuid(), $1, array[$2::uuid], array[1], $3`, [
    siteId,
    busy,
    at,
  ]);
  await db.owner.query(
    'update comment set flush_id = (select flush_id from undecided_flush where comment_ids = array[$1::uuid]) where id = $1',
    [busy],
  );
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [again], at));
  expect(await idsOf()).toEqual([busy, quiet]);
  expect((await list())[0]?.held?.reach).toBe(2);
});

test('pages follow one another without a gap or a repeat, also among equals', async () => {
  const ids = await Promise.all([1, 2, 3, 4, 5].map(() => hold('equal', { probability: 0.5 })));
  const seen: string[] = [];
  for (let after: QueueSearch['after']; ; ) {
    const page = await list({ after, limit: 2 });
    seen.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    if (!last?.held) break;
    after = { rank: last.held.rank, id: last.id };
  }
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

test('views and filters show what they name, and their counts end at the cap', async () => {
  const attack = await hold('an attack', { probability: 0.9, findings: [aFinding()] });
  const unjudged = await hold('100% unjudged_', { degraded: ['engine_failed'] });
  await db.owner.query(`update comment set language = 'haw' where id = $1`, [attack]);
  await db.owner.query(`update held_comment set language = 'haw' where comment_id = $1`, [attack]);
  const escalated = await hold('escalated', { probability: 0.2 });
  await db.owner.query('update held_comment set escalated_at = $2 where comment_id = $1', [escalated, at]);
  await db.owner.query(`insert into comment_claim values ($1, $2, $3, $4, $4::timestamptz + interval '5 minutes')`, [
    unjudged,
    siteId,
    who.moderatorId,
    at,
  ]);
  const [first] = await list();
  expect(await idsOf()).toEqual([attack, unjudged]);
  expect(await idsOf({ view: 'unjudged' })).toEqual([unjudged]);
  expect(await idsOf({ view: 'mine' })).toEqual([unjudged]);
  expect(await idsOf({ view: 'mine', at: new Date(at.getTime() + 300_000) })).toEqual([]);
  expect(await idsOf({ view: 'escalated' })).toEqual([escalated]);
  expect(await idsOf({ clauseId: 'personal_attack-1' })).toEqual([attack]);
  expect(await idsOf({ language: 'haw' })).toEqual([attack]);
  expect(await idsOf({ language: '' })).toEqual([unjudged]);
  expect(await idsOf({ storyId: first?.story.id, authorId: first?.authorId })).toEqual([attack]);
  expect(await idsOf({ words: 'UNJUDGED_' })).toEqual([unjudged]);
  expect(await idsOf({ words: '1_0% ' })).toEqual([]);
  const read = <T>(ask: (tx: Parameters<typeof countQueueViews>[0]) => Promise<T>) => db.database.withSite(siteId, ask);
  expect(await read((tx) => countQueueViews(tx, siteId, who, 1_000))).toEqual({
    worst: 2,
    reported: 0,
    unjudged: 1,
    mine: 1,
    escalated: 1,
  });
  expect((await read((tx) => countQueueViews(tx, siteId, who, 1))).worst).toBe(1);
  expect(await read((tx) => listQueueFacets(tx, siteId, 'clause_id', { values: 9, atMost: 9 }))).toEqual([
    { value: null, waiting: 2 },
    { value: 'personal_attack-1', waiting: 1 },
  ]);
  expect(await read((tx) => listQueueStories(tx, siteId, { among: 9, values: 1 }))).toEqual([
    { value: expect.any(String), title: 'A story', waiting: 1 },
  ]);
});

test('with twenty thousand waiting, each view and filter reads an index from its beginning, and sorts nothing', async () => {
  await db.owner.query(
    `insert into held_comment (comment_id, site_id, priority, reported, clause_id, unjudged, story_id, author_id, language, escalated_at)
     select (lpad(to_hex(1764000000000 + n), 12, '0') || '7000' || lpad(to_hex(32768 + n % 16384), 4, '0') || lpad(to_hex(n), 12, '0'))::uuid,
       $1, (n % 997) / 997.0, case when n % 50 = 0 then 0.4 else 0 end, 'clause-' || n % 12, n % 70 = 0,
       gen_random_uuid(), gen_random_uuid(), case when n % 9 = 0 then 'haw' else 'en' end,
       case when n % 90 = 0 then $2::timestamptz end
     from generate_series(1, 20000) n`,
    [siteId, at],
  );
  await db.owner.query('analyze held_comment');
  const slices = [
    {},
    { view: 'reported' },
    { view: 'unjudged' },
    { view: 'escalated' },
    { clauseId: 'clause-3' },
  ] as const;
  for (const slice of [...slices, { language: 'haw' }, { storyId: newId(at) }, { authorId: newId(at) }] as const) {
    const { where, values } = conditionsOf(siteId, { view: 'worst', ...who, ...slice });
    const { rows } = await db.owner.query(
      `explain select h.* from held_comment h where ${where} order by h.rank desc, h.comment_id limit 50`,
      values,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Index Scan');
    expect(plan).not.toMatch(/Seq Scan|Sort/);
  }
});
