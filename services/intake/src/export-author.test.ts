import {
  exportPerson,
  imposePenalty,
  keepInboundMail,
  MasterKeys,
  recordAutomaticDecisions,
  sealInboundMail,
} from '@moderato/database';
import { newId } from '@moderato/domain';
import { aDecision, aFinding, createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from './testing/running-intake.js';

const masterKeys = new MasterKeys(['ab'.repeat(32)]);
const ann = { id: 'ann', name: 'Ann Reader', email: 'ann@readers.example', ip: '203.0.113.7' };
const bob = { id: 'bob', name: 'Bob Writer', email: 'bob@readers.example', ip: '203.0.113.8' };
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

const call = (method: string, path: string, body?: unknown) => intake.call(site, method, path, { body });
const withSite = <T>(work: Parameters<typeof db.database.withSite<T>>[1]) => db.database.withSite(site.siteId, work);
const exported = async (id = 'ann') => (await call('GET', `/v1/authors/${id}/data`)).body;

async function post(author: object, changes: object = {}) {
  const submission = aSubmission({ author, ...changes });
  const { body } = await call('POST', '/v1/comments', submission);
  return { id: body.id as string, externalId: submission.externalId as string, flushId: '', submission };
}

async function keepMail(from: string, text: string) {
  const mail = { messageId: `m-${text}`, answers: [], from, subject: 'About it', text, attachments: [], notes: [] };
  const about = { id: newId(new Date()), source: 'imap' as const, fingerprint: Buffer.from(text), mail };
  await withSite((tx) => keepInboundMail(tx, site.siteId, sealInboundMail(masterKeys, site.siteId, about), new Date()));
}

test('a person gets all that is kept of them, and nothing of who had to do with them', async () => {
  const parent = await post(bob, { body: 'Words of Bob himself.' });
  const comment = await post(ann, {
    body: 'First words.',
    parent: { id: parent.externalId, body: 'Words of Bob himself.', author: 'Bob Writer' },
  });
  const decision = aDecision(comment, { id: newId(new Date()), outcome: 'reject', findings: [aFinding()] });
  await withSite((tx) => recordAutomaticDecisions(tx, site.siteId, [decision], new Date()));
  await call('POST', '/v1/comments', { ...comment.submission, body: 'Second words.' });
  await call('POST', '/v1/reports', {
    commentId: comment.id,
    reason: 'insult',
    text: 'I am Bob',
    reporter: bob.email && { email: bob.email },
  });
  await call('POST', '/v1/reports', {
    commentId: parent.id,
    reason: 'spam',
    text: 'Ann says so',
    reporter: { email: ann.email },
  });
  await keepMail(ann.email, 'A mail of Ann.');
  await keepMail(bob.email, 'A mail of Bob.');
  const warning = { author: 'ann', kind: 'warning' as const, reason: 'Mind your words.' };
  await withSite((tx) => imposePenalty(tx, site.siteId, warning, { actor: 'cli', at: new Date() }));

  const data = await exported();
  expect(data.author).toMatchObject({ ...ann, erased: false, erasedAt: null });
  expect(data.comments).toMatchObject([
    {
      id: comment.id,
      text: 'Second words.',
      status: 'pending',
      inReplyTo: parent.externalId,
      earlierRevisions: [{ revision: 1, text: 'First words.' }],
      decisions: [{ outcome: 'reject', findings: [{ clause: { text: 'No personal attacks' } }] }],
      reports: [{ reason: 'insult', source: 'api', state: 'open' }],
    },
  ]);
  expect(data.penalties).toMatchObject([{ kind: 'warning', reason: 'Mind your words.' }]);
  expect(data.reportsMade).toMatchObject([{ externalId: parent.externalId, reason: 'spam', text: 'Ann says so' }]);
  expect(data.mailsWritten).toMatchObject([{ text: 'A mail of Ann.' }]);
  expect(JSON.stringify(data)).not.toMatch(/Bob|bob@/);
  expect(JSON.stringify(data)).not.toContain(bob.ip);
});

test('each export is on the record, by whom', async () => {
  await post(ann);
  await exported();
  const { rows } = await db.owner.query('select kind, actor from action where site_id = $1 order by id', [site.siteId]);
  expect(rows).toEqual([{ kind: 'author.exported', actor: `api-key:${site.keyId}` }]);
});

test('after erasure it says so, and holds no words', async () => {
  const comment = await post(ann, { body: 'Marked words.' });
  await call('DELETE', '/v1/authors/ann/data');
  const data = await exported();
  expect(data.author).toMatchObject({ id: 'ann', erased: true, name: null, email: null, ip: null });
  expect(data.author.erasedAt).not.toBeNull();
  expect(data.comments).toMatchObject([{ id: comment.id, text: null, status: 'withdrawn' }]);
  expect(JSON.stringify(data)).not.toMatch(/Marked|readers\.example/);
});

test('nobody of that id, and another site’s key, get nothing', async () => {
  await post(ann);
  expect((await call('GET', '/v1/authors/nobody/data')).status).toBe(404);
  site = await makeSite(db.database);
  expect((await call('GET', '/v1/authors/ann/data')).status).toBe(404);
});

test('what is in memory at once does not grow with the number of comments', async () => {
  await post(ann);
  await db.owner.query(
    `insert into comment (id, site_id, external_id, author_id, story_id, body, salt, text_hash, received_at, flush_id)
     select gen_random_uuid(), c.site_id, c.external_id || n, c.author_id, c.story_id, repeat('word ', 40), c.salt,
       c.text_hash, c.received_at, c.flush_id
     from comment c, generate_series(1, 2000) n where c.site_id = $1`,
    [site.siteId],
  );
  const staff = { actor: 'test', at: new Date() };
  const parts = await exportPerson(db.database, masterKeys, { siteId: site.siteId, externalId: 'ann', staff });
  const lengths: number[] = [];
  let text = '';
  for await (const part of parts ?? []) {
    lengths.push(part.length);
    text += part;
  }
  const ids = JSON.parse(text).comments.map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(2_001);
  expect(Math.max(...lengths)).toBeLessThan(text.length / 8);
});
