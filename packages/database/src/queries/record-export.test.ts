import { type ExportedBlock, newId, RecordVerifier } from '@moderato/domain';
import { aDecision, createTestDatabase, insertTestComment, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { recordActions } from '../ledger.js';
import { recordAutomaticDecisions } from '../record-decisions.js';
import { eraseAuthor } from './authors.js';
import { exportRecord } from './record-export.js';

let db: TestDatabase;
let siteId: string;
const at = new Date('2026-11-23T10:00:00.000Z');
beforeAll(async () => {
  db = await createTestDatabase();
  siteId = await insertTestSite(db);
  for (let i = 0; i < 3; i++) {
    const comments = [await insertTestComment(db, siteId), await insertTestComment(db, siteId)];
    const decisions = comments.map((c) => aDecision(c, { probability: 0.1 + 0.2, decidedAt: at.toISOString() }));
    await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, decisions, at));
  }
  await db.database.withSite(siteId, (tx) =>
    recordActions(
      tx,
      siteId,
      [{ id: newId(at), kind: 'comment.withdrawn', subjectId: 'c', actor: 'system', data: { n: 1e-7 } }],
      at,
    ),
  );
});
afterAll(() => db.drop());

async function verify(): Promise<RecordVerifier> {
  const verifier = new RecordVerifier();
  for await (const block of exportRecord(db.database, siteId))
    verifier.add(JSON.parse(JSON.stringify(block)) as ExportedBlock);
  verifier.finish();
  return verifier;
}

test('what was recorded can be exported and verified offline', async () => {
  expect(await verify()).toMatchObject({ fault: null, blocks: 4, entries: 7 });
});

test('erasing a person leaves the record whole', async () => {
  const { rows } = await db.owner.query<{ external_id: string }>('select external_id from author limit 1');
  const { external_id: author } = rows[0] as { external_id: string };
  const erased = await db.database.withSite(siteId, (tx) => eraseAuthor(tx, siteId, author, at));
  expect(erased?.commentIds).toHaveLength(1);
  expect(await verify()).toMatchObject({ fault: null, entries: 7 });
});

test('a decision changed by the database’s owner is found, by its block', async () => {
  await db.owner.query(
    `update decision set document = jsonb_set(document::jsonb, '{outcome}', '"reject"')
     where site_id = $1 and block_height = 2 and block_index = 1`,
    [siteId],
  );
  expect((await verify()).fault).toEqual({ height: 2, problem: 'an entry was changed, or their order' });
});
