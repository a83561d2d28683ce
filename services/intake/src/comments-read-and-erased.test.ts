import { findComments, MasterKeys, recordAutomaticDecisions, unseal } from '@moderato/database';
import { aDecision, createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db);
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const post = async (changes: Record<string, unknown> = {}) => {
  const submission = aSubmission(changes);
  const { body } = await intake.call(site, 'POST', '/v1/comments', { body: submission });
  return { id: body.id as string, externalId: submission.externalId as string, flushId: '' };
};
const decideNow = (comment: { id: string; externalId: string; flushId: string }, revision = 1) =>
  db.database.withSite(site.siteId, (tx) =>
    recordAutomaticDecisions(tx, site.siteId, [aDecision(comment, { revision })], new Date()),
  );
const query = async (sql: string, values: unknown[]) => (await db.owner.query(sql, values)).rows;

test('a comment is read back by either id, with its decision and its history', async () => {
  const comment = await post();
  const pending = await intake.call(site, 'GET', `/v1/comments/${comment.id}`);
  expect(pending.body).toEqual({
    id: comment.id,
    externalId: comment.externalId,
    status: 'pending',
    revision: 1,
    decision: null,
    history: [],
    statement: null,
  });
  expect(pending.headers.get('cache-control')).toBe('no-store');
  await decideNow(comment);
  const { body } = await intake.call(site, 'GET', `/v1/comments?externalId=${encodeURIComponent(comment.externalId)}`);
  expect(body).toMatchObject({ status: 'approved', decision: { outcome: 'approve', revision: 1 } });
  await intake.call(site, 'POST', '/v1/comments', {
    body: { ...aSubmission({ body: 'Edited.' }), externalId: comment.externalId },
  });
  const edited = await intake.call(site, 'GET', `/v1/comments/${comment.id}`);
  expect(edited.body).toMatchObject({ status: 'pending', revision: 2, decision: null, history: [{ revision: 1 }] });
});

test('a site never sees another’s comment', async () => {
  const comment = await post();
  const stranger = await makeSite(db.database);
  for (const [method, path] of [
    ['GET', `/v1/comments/${comment.id}`],
    ['GET', `/v1/comments?externalId=${comment.externalId}`],
    ['DELETE', `/v1/comments/${comment.id}`],
    ['DELETE', '/v1/authors/reader-1/data'],
  ] as const) {
    expect((await intake.call(stranger, method, path)).status).toBe(404);
  }
  const seen = await db.database.withSite(stranger.siteId, (tx) => findComments(tx, site.siteId, [comment.id]));
  expect(seen).toEqual([]);
});

test('ids that cannot be are nothing; a search needs its id', async () => {
  expect((await intake.call(site, 'GET', '/v1/comments/none')).status).toBe(404);
  const answer = await intake.call(site, 'GET', '/v1/comments?external=1');
  expect(answer.status).toBe(422);
  expect(answer.body.errors.map(({ parameter }: { parameter: string }) => parameter).toSorted()).toEqual([
    'external',
    'externalId',
  ]);
});

test('a withdrawn comment has no text left, and the withdrawal is on record once', async () => {
  const comment = await post();
  await intake.call(site, 'POST', '/v1/comments', {
    body: { ...aSubmission({ body: 'Edited.' }), externalId: comment.externalId },
  });
  for (let i = 0; i < 2; i++) {
    const { status, body } = await intake.call(site, 'DELETE', `/v1/comments/${comment.id}`);
    expect([status, body]).toEqual([200, { id: comment.id, externalId: comment.externalId, status: 'withdrawn' }]);
  }
  expect(await query('select c.status, c.body, c.salt, c.parent from comment c where c.id = $1', [comment.id])).toEqual(
    [{ status: 'withdrawn', body: null, salt: null, parent: null }],
  );
  expect(await query('select body, salt from superseded_revision where comment_id = $1', [comment.id])).toEqual([
    { body: null, salt: null },
  ]);
  expect(await query('select kind, actor from action where subject_id = $1', [comment.id])).toEqual([
    { kind: 'comment.withdrawn', actor: `api-key:${site.keyId}` },
  ]);
});

test('erasing a person removes their words everywhere and the key to who they are', async () => {
  const author = { id: 'leaver', name: 'Lea Ver', email: 'lea@leaver.example' };
  const comment = await post({ author, body: 'LEAVING-WORDS' });
  await intake.call(site, 'POST', '/v1/comments', {
    body: { ...aSubmission({ author, body: 'LEAVING-WORDS 2' }), externalId: comment.externalId },
  });
  await decideNow(comment, 2);
  const reply = await post({ parent: { id: comment.externalId, body: 'LEAVING-WORDS', author: 'Lea Ver' } });
  await db.owner.query(
    `insert into kept_mail (id, site_id, message_id, sender, recipient, subject, text, html, comment_ids, kept_at)
     values ($1, $2, $3, 's', 'r', 'subject', 'LEAVING-WORDS', 'LEAVING-WORDS', array[$1::uuid], now())`,
    [comment.id, site.siteId, comment.id],
  );
  const { status, body } = await intake.call(site, 'DELETE', '/v1/authors/leaver/data');
  expect([status, body.comments]).toEqual([200, 1]);
  expect(
    await query('select wrapped_key, profile, profile_hash, email_hash, ip_hash from author where id = $1', [
      body.authorId,
    ]),
  ).toEqual([{ wrapped_key: null, profile: null, profile_hash: null, email_hash: null, ip_hash: null }]);
  for (const table of ['comment', 'superseded_revision', 'kept_mail', 'decision', 'action', 'event']) {
    const [{ all }] = await query(
      `select coalesce(string_agg(t::text, ' '), '') as all from ${table} t where site_id = $1`,
      [site.siteId],
    );
    expect(all).not.toContain('LEAVING-WORDS');
  }
  expect(await query('select parent from comment where id = $1', [reply.id])).toEqual([
    { parent: { id: comment.externalId } },
  ]);
  expect(await query('select c.status from comment c where c.id = $1', [comment.id])).toEqual([{ status: 'approved' }]);
  expect((await intake.call(site, 'DELETE', '/v1/authors/leaver/data')).body).toMatchObject({ comments: 0 });
  expect(await query(`select kind from action where site_id = $1`, [site.siteId])).toEqual([{ kind: 'author.erased' }]);
});

test('a comment of a person erased meanwhile is written under a fresh key, although the author was remembered', async () => {
  const author = { id: 'returner', name: 'Ray', email: 'ray@r.example' };
  await post({ author });
  const other = await startIntake(db);
  await other.call(site, 'DELETE', '/v1/authors/returner/data');
  await other.stop();
  const comment = await post({ author, body: 'Back again.' });
  const [row] = await query(
    `select c.body, a.erased_at, a.wrapped_key, a.key_version, a.profile from comment c join author a on a.id = c.author_id where c.id = $1`,
    [comment.id],
  );
  expect(row).toMatchObject({ body: 'Back again.', erased_at: null });
  const keys = new MasterKeys(['ab'.repeat(32)]);
  const key = keys.unwrap({ wrapped: row.wrapped_key, version: row.key_version });
  expect(JSON.parse(unseal(key, row.profile).toString())).toEqual({ name: 'Ray', email: 'ray@r.example' });
});

test('an author whose profile changes is written once, under one row', async () => {
  await post({ author: { id: 'mover', name: 'Old' } });
  await Promise.all(Array.from({ length: 20 }, () => post({ author: { id: 'mover', name: 'New' } })));
  expect(
    await query(`select count(*)::int as n from author where site_id = $1 and external_id = 'mover'`, [site.siteId]),
  ).toEqual([{ n: 1 }]);
});
