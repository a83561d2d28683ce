import { randomUUID } from 'node:crypto';
import { blockHash, leafHash, merkleRoot, newId } from '@moderato/domain';
import {
  aDecision,
  aFinding,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';
import { decisionEntry } from './ledger.js';
import { writeComments } from './queries/comments.js';
import { recordAutomaticDecisions, recordModeratorDecision } from './record-decisions.js';

let db: TestDatabase;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
});
afterAll(() => db.drop());

const at = new Date('2026-11-23T10:00:00.000Z');
const record = (...decisions: ReturnType<typeof aDecision>[]) =>
  db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, decisions, at));
const decisionsOf = async (commentId: string) =>
  (await db.owner.query('select * from decision where comment_id = $1 order by block_height', [commentId])).rows;
const statusOf = async (id: string) =>
  (await db.owner.query('select c.status from comment c where c.id = $1', [id])).rows[0].status;

test('a comment is decided once, however often and however concurrently its job runs', async () => {
  const comment = await insertTestComment(db, siteId);
  const results = await Promise.all(Array.from({ length: 8 }, () => record(aDecision(comment))));
  expect(results.flatMap(({ decisions }) => decisions)).toHaveLength(1);
  expect(await decisionsOf(comment.id)).toHaveLength(1);
  expect(await statusOf(comment.id)).toBe('approved');
});

const edit = ({ id, externalId }: { id: string; externalId: string }) =>
  db.database.withSite(siteId, async (tx) => {
    const { rows } = await tx.query('select author_id, story_id, salt, text_hash from comment where id = $1', [id]);
    const { author_id: authorId, story_id: storyId, salt, text_hash: textHash } = rows[0];
    const rest = {
      parent: null,
      meta: null,
      language: null,
      acceptedVersion: null,
      submittedAt: null,
      fingerprint: null,
      form: null,
    };
    const edited = { id: newId(at), externalId, authorId, storyId, body: 'Other words.', salt, textHash, ...rest };
    return writeComments(tx, siteId, [edited], { flushId: randomUUID(), receivedAt: at });
  });

test('a decision about an older revision changes nothing', async () => {
  const comment = await insertTestComment(db, siteId);
  await edit(comment);
  expect((await record(aDecision(comment, { revision: 1 }))).decisions).toEqual([]);
  expect(await statusOf(comment.id)).toBe('pending');
  expect((await record(aDecision(comment, { revision: 2 }))).decisions).toHaveLength(1);
});

test('what is rejected, and what is held as severe, is reported; the rest is not', async () => {
  const comments = await Promise.all(Array.from({ length: 4 }, () => insertTestComment(db, siteId)));
  const [rejected, severe, mild, fine] = comments as [never, never, never, never];
  const { outbox } = await record(
    aDecision(rejected, { outcome: 'reject', findings: [aFinding({ severity: 'moderate' })] }),
    aDecision(severe, { outcome: 'review', findings: [aFinding()] }),
    aDecision(mild, { outcome: 'review', findings: [aFinding({ severity: 'mild' })] }),
    aDecision(fine),
  );
  expect(outbox).toBe(true);
  const { rows } = await db.owner.query('select comment_id from report_item where site_id = $1', [siteId]);
  expect(rows.map((r) => r.comment_id).toSorted()).toEqual(
    comments
      .slice(0, 2)
      .map((c) => c.id)
      .toSorted(),
  );
  expect((await db.owner.query('select 1 from finding where site_id = $1', [siteId])).rowCount).toBe(3);
});

test('an enabled endpoint that wants the event gets one delivery a decision; others get none', async () => {
  const endpoint = (types: string[], disabled: Date | null) =>
    db.owner.query(
      `insert into webhook_endpoint (id, site_id, url, event_types, secrets, key_version, disabled_at, created_at)
       values ($1, $2, 'https://x.example', $3, '', 1, $4, $5) returning id`,
      [newId(at), siteId, types, disabled, at],
    );
  const wanted = (await endpoint(['comment.decided'], null)).rows[0].id;
  await endpoint(['comment.overruled'], null);
  await endpoint([], at);
  const comment = await insertTestComment(db, siteId);
  await record(aDecision(comment));
  const { rows } = await db.owner.query(
    'select d.endpoint_id, e.data, e.type from delivery d join event e on e.id = d.event_id where d.site_id = $1',
    [siteId],
  );
  expect(rows).toMatchObject([{ endpoint_id: wanted, type: 'comment.decided', data: { commentId: comment.id } }]);
});

test('blocks chain: each hash covers its header, its entries and the block before', async () => {
  const comments = await Promise.all(Array.from({ length: 3 }, () => insertTestComment(db, siteId)));
  await record(...comments.slice(0, 2).map((c) => aDecision(c)));
  await record(aDecision(comments[2] as never));
  const { rows: blocks } = await db.owner.query('select * from ledger_block where site_id = $1 order by height', [
    siteId,
  ]);
  expect(blocks.map((b) => Number(b.height))).toEqual([1, 2]);
  expect(blocks[1].previous_hash).toEqual(blocks[0].hash);
  for (const block of blocks) {
    const { rows: entries } = await db.owner.query(
      'select document, text_hash from decision where site_id = $1 and block_height = $2 order by block_index',
      [siteId, block.height],
    );
    const root = merkleRoot(entries.map((e) => leafHash(decisionEntry(e.document, e.text_hash))));
    expect(root).toEqual(block.root);
    expect(
      blockHash({
        siteId,
        height: Number(block.height),
        previousHash: block.previous_hash,
        root,
        entryCount: entries.length,
        createdAt: block.created_at.toISOString(),
      }),
    ).toEqual(block.hash);
  }
});

test('the application’s role can neither change nor delete what is on the record', async () => {
  const comment = await insertTestComment(db, siteId);
  await record(aDecision(comment));
  for (const sql of ['update decision set outcome = $$reject$$', 'delete from decision', 'delete from ledger_block']) {
    await expect(db.database.withSite(siteId, (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
  }
});

describe('a moderator’s decision', () => {
  const moderatorId = newId(at);
  const overrule = (decision: ReturnType<typeof aDecision>, seenDecisionId: string) =>
    db.database.withSite(siteId, (tx) =>
      recordModeratorDecision(tx, siteId, { decision, moderatorId, seenDecisionId }, at),
    );

  test('stands beside the automatic one, which stays on record', async () => {
    const comment = await insertTestComment(db, siteId);
    const first = aDecision(comment, { outcome: 'review' });
    await record(first);
    const second = aDecision(comment, { outcome: 'reject', decidedBy: 'moderator' });
    expect((await overrule(second, first.id))?.decisions).toHaveLength(1);
    expect((await decisionsOf(comment.id)).map((d) => [d.decided_by, d.outcome])).toEqual([
      ['rules', 'review'],
      ['moderator', 'reject'],
    ]);
    expect(await statusOf(comment.id)).toBe('rejected');
  });

  test('is refused when another moderator was first', async () => {
    const comment = await insertTestComment(db, siteId);
    const first = aDecision(comment, { outcome: 'review' });
    await record(first);
    const both = await Promise.all(
      ['approve', 'reject'].map((outcome) =>
        overrule(aDecision(comment, { outcome: outcome as 'approve', decidedBy: 'moderator' }), first.id),
      ),
    );
    expect(both.filter((recorded) => recorded !== null)).toHaveLength(1);
    expect(await decisionsOf(comment.id)).toHaveLength(2);
  });
});
