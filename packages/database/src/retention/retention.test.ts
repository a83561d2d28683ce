import { type ExportedBlock, newId, RecordVerifier } from '@moderato/domain';
import {
  aDecision,
  aFinding,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestComment,
  type TestDatabase,
} from '@moderato/testkit';
import { MasterKeys } from '../master-keys.js';
import { exportRecord } from '../queries/record-export.js';
import { insertWebhookEndpoint } from '../queries/webhook-endpoints.js';
import { recordAutomaticDecisions } from '../record-decisions.js';
import { applyRetention } from './retention.js';

let db: TestDatabase;
let siteId: string;
const now = new Date('2026-11-23T10:00:00.000Z');
const may = new Date('2026-05-10T10:00:00.000Z');
const september = new Date('2026-09-10T10:00:00.000Z');

beforeEach(async () => {
  db = await createTestDatabase();
  await db.owner.query(`select ensure_partitions('2026-05-01', 7)`);
  siteId = await insertTestSite(db, undefined, may);
});
afterEach(() => db.drop());

async function decided(at: Date, body = 'A comment of its time.'): Promise<TestComment> {
  const comment = await insertTestComment(db, siteId, { at, body });
  const decision = aDecision(comment, {
    id: newId(at),
    outcome: 'review',
    findings: [aFinding()],
    decidedAt: at.toISOString(),
  });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], at));
  return comment;
}

async function verify() {
  const verifier = new RecordVerifier();
  for await (const block of exportRecord(db.database, siteId))
    verifier.add(JSON.parse(JSON.stringify(block)) as ExportedBlock);
  verifier.finish();
  return verifier;
}

const rowsOf = async (table: string): Promise<number> =>
  Number((await db.owner.query(`select count(*) from ${table}`)).rows[0].count);
const run = (months: Parameters<typeof applyRetention>[1]['months'], dryRun = false) =>
  applyRetention(db.url, { months, at: now, dryRun });

test('old months of the record go, and the record still verifies', async () => {
  await decided(may);
  await decided(may);
  await decided(september);
  const outcome = await run({ texts: 3, record: 3 });
  expect(outcome?.months.filter(({ rows }) => rows > 0)).toEqual([
    { table: 'finding', month: '2026-05', rows: 2, kept: null, dropped: true },
    { table: 'decision', month: '2026-05', rows: 2, kept: null, dropped: true },
  ]);
  expect([await rowsOf('decision'), await rowsOf('finding')]).toEqual([1, 1]);
  expect(await verify()).toMatchObject({ fault: null, withoutEntries: 2, entries: 3 });
  expect((await run({ texts: 3, record: 3 }))?.months).toEqual([]);
  expect(await verify()).toMatchObject({ fault: null });
});

test('a block that lies on the border of two months still has its place', async () => {
  const [june, july] = [new Date('2026-06-30T23:59:59.999Z'), new Date('2026-07-01T00:00:00.000Z')];
  const comments = [
    await insertTestComment(db, siteId, { at: june }),
    await insertTestComment(db, siteId, { at: june }),
  ];
  const decisions = comments.map((comment, i) => aDecision(comment, { id: newId(i === 0 ? june : july) }));
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, decisions, july));
  await run({ texts: 4, record: 4 });
  expect(await rowsOf('decision')).toBe(1);
  expect(await verify()).toMatchObject({ fault: null, withoutEntries: 1 });
});

test('entries that somebody else removed are a fault, before and after retention has run', async () => {
  await decided(may);
  await decided(september);
  await decided(september);
  await db.owner.query('delete from decision where block_height = 2');
  expect((await verify()).fault).toMatchObject({ height: 2 });
  await run({ texts: 3, record: 3 });
  expect((await verify()).fault).toMatchObject({ height: 2 });
});

test('a dry run removes nothing and counts what the real one then removes', async () => {
  await decided(may);
  const dry = await run({ texts: 3, record: 3 }, true);
  expect([await rowsOf('decision'), await rowsOf('ledger_block')]).toEqual([1, 1]);
  const real = await run({ texts: 3, record: 3 });
  expect(real).toMatchObject({ texts: { comments: 1 } });
  expect(real?.months).toEqual(dry?.months.map((month) => ({ ...month, dropped: true })));
  expect(dry?.texts).toEqual(real?.texts);
});

test('a month that still owes a delivery stays until it is delivered', async () => {
  const masterKeys = new MasterKeys(['ab'.repeat(32)]);
  const endpoint = {
    id: newId(may),
    url: 'https://paper.example/',
    description: '',
    eventTypes: [],
    secret: 'whsec_x',
  };
  await db.database.withSite(siteId, (tx) => insertWebhookEndpoint(tx, masterKeys, siteId, endpoint, may));
  await decided(may);
  const owing = await run({ deliveries: 1 });
  expect(owing?.months.filter(({ month }) => month === '2026-05')).toHaveLength(3);
  expect(owing?.months.filter(({ month, dropped }) => month === '2026-05' && dropped)).toEqual([]);
  await db.owner.query(`update delivery set state = 'dead'`);
  await run({ deliveries: 1 });
  expect([await rowsOf('delivery'), await rowsOf('event')]).toEqual([0, 0]);
});

test('texts past their time go with their salts, earlier revisions, and what younger replies quote of them', async () => {
  const old = await decided(may, 'The oldest words.');
  const young = await insertTestComment(db, siteId, { at: september });
  await db.owner.query('update comment set parent = $2 where id = $1', [
    young.id,
    { id: old.externalId, body: 'The oldest words.', author: { id: 'a' } },
  ]);
  await db.owner.query(
    `insert into superseded_revision (site_id, comment_id, revision, body, salt, text_hash, received_at)
     values ($1, $2, 1, 'Older words still.', '\\x00', '\\x00', $3)`,
    [siteId, old.id, may],
  );
  expect(await run({ texts: 3 })).toMatchObject({ texts: { comments: 1 }, months: [] });
  const { rows } = await db.owner.query('select c.id, c.body, c.salt, c.parent, c.status from comment c order by c.id');
  expect(rows).toMatchObject([
    { id: old.id, body: null, salt: null, parent: null, status: 'withdrawn' },
    { id: young.id, body: 'An ordinary comment.', parent: { id: old.externalId } },
  ]);
  expect(JSON.stringify(rows)).not.toContain('oldest words');
  expect((await db.owner.query('select body from superseded_revision')).rows).toEqual([{ body: null }]);
  expect(await verify()).toMatchObject({ fault: null, entries: 2 });
});

test('a text that was edited into an old comment has its own time', async () => {
  const old = await insertTestComment(db, siteId, { at: may });
  const other = await insertTestComment(db, siteId, { at: new Date(may.getTime() + 1_000) });
  await db.owner.query('update comment set received_at = $2 where id = $1', [old.id, september]);
  const later = { months: { texts: 3 }, at: new Date('2027-01-23T10:00:00.000Z') };
  const textOf = async ({ id }: TestComment) =>
    (await db.owner.query('select body from comment where id = $1', [id])).rows[0].body;
  await run({ texts: 3 });
  expect([await textOf(old), await textOf(other)]).toEqual(['An ordinary comment.', null]);
  await applyRetention(db.url, later);
  expect(await textOf(old)).toBeNull();
});

test('finished backtests and disagreements of a shadow go with the record that they are derived from', async () => {
  const backtest = (id: string, state: string, at: Date) =>
    db.owner.query(
      `insert into backtest (id, site_id, version, since, until, most, state, cursor, tally, created_by, created_at, touched_at)
       values ($1, $2, 1, $3, $3, 1, $4, $1, '{}', 'test', $3, $3)`,
      [id, siteId, at, state],
    );
  const disagreement = (id: string, at: Date) =>
    db.owner.query(
      `insert into shadow_disagreement (id, site_id, guidelines_id, comment_id, external_id, revision, live, shadow,
         clause_ids, decided_at) values ($1, $2, $1, $1, 'c', 1, 'approve', 'reject', '{}', $3)`,
      [id, siteId, at],
    );
  const [kept, running] = [newId(september), newId(may)];
  await backtest(newId(may), 'done', may);
  await backtest(newId(may), 'failed', may);
  await backtest(running, 'running', may);
  await backtest(kept, 'done', september);
  await disagreement(newId(may), may);
  await disagreement(kept, september);
  const before = new Date('2026-08-01T00:00:00.000Z');
  const expected = [
    { table: 'backtest', before, rows: 2 },
    { table: 'shadow_disagreement', before, rows: 1 },
  ];
  expect((await run({ texts: 3, record: 3 }, true))?.rows).toEqual(expected);
  expect([await rowsOf('backtest'), await rowsOf('shadow_disagreement')]).toEqual([4, 2]);
  expect((await run({ texts: 3 }))?.rows).toEqual([]);
  expect((await run({ texts: 3, record: 3 }))?.rows).toEqual(expected);
  const { rows } = await db.owner.query('select id from backtest order by id');
  expect(rows.map(({ id }) => id)).toEqual([running, kept]);
  expect(await rowsOf('shadow_disagreement')).toBe(1);
  expect((await run({ texts: 3, record: 3 }))?.rows).toEqual([]);
});

test('two runs at once: one works, the other leaves it to it', async () => {
  await decided(may);
  const outcomes = await Promise.all([run({ texts: 3, record: 3 }), run({ texts: 3, record: 3 })]);
  expect(outcomes.filter(Boolean)).not.toHaveLength(0);
  expect(await rowsOf('decision')).toBe(0);
  expect(await verify()).toMatchObject({ fault: null });
});

test('the application’s role can drop nothing', async () => {
  await expect(db.database.pool.query('drop table decision_202605')).rejects.toThrow(/must be owner/);
  await expect(db.database.pool.query('select * from retention_mark')).rejects.toThrow(/permission denied/);
});
