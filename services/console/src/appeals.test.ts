import { fileAppeal, insertModerator, loginToken, MasterKeys, recordAutomaticDecisions } from '@moderato/database';
import { appealSettingsSchema, newId } from '@moderato/domain';
import type { Service } from '@moderato/http';
import {
  aDecision,
  aFinding,
  captureLog,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';
import { loadConsoleConfig } from './config.js';
import { createConsole } from './create-console.js';

const masterKey = 'ab'.repeat(32);
const masterKeys = new MasterKeys([masterKey]);
const settings = appealSettingsSchema.parse({});
const reason = 'It was aimed at the plan.';
let db: TestDatabase;
let service: Service;
let origin: string;
let siteId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  const env = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: masterKey, HOST: '127.0.0.1', PORT: '0' };
  service = await createConsole(loadConsoleConfig(env), { log: captureLog('console').log });
  origin = `http://127.0.0.1:${(await service.start()).port}`;
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
});
afterAll(async () => {
  await service.stop();
  await db.drop();
});

async function aModerator(name: string, at = siteId) {
  const now = new Date();
  const id = newId(now);
  await db.database.withSite(at, (tx) => insertModerator(tx, at, { id, name }, now));
  const token = loginToken(masterKeys, at, id, new Date(now.getTime() + 3_600_000));
  const login = await fetch(`${origin}/login?token=${token}`, { redirect: 'manual' });
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const headers = { cookie, 'content-type': 'application/json', 'x-moderato-csrf': '1' };
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${origin}/api${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  return { id, ask };
}

async function anAppeal({ daysAgo = 0 } = {}): Promise<string> {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  const comment = await insertTestComment(db, siteId, { body: 'You are a pathetic moron.', at });
  const made = { id: newId(at), outcome: 'reject', decidedAt: at.toISOString() } as const;
  const context = { masterKeys, settings, actor: 'author', at };
  const given = {
    about: { commentId: comment.id },
    source: 'link',
    text: 'I meant the plan.',
    wantsOutcome: false,
  } as const;
  return db.database.withSite(siteId, async (tx) => {
    await recordAutomaticDecisions(tx, siteId, [aDecision(comment, { ...made, findings: [aFinding()] })], at);
    return (await fileAppeal(tx, siteId, given, context)).appeal.id;
  });
}

test('the list begins with what is due first, says what is overdue, and goes on by cursor', async () => {
  const { ask } = await aModerator('Ann');
  const ids = [await anAppeal({ daysAgo: 20 }), await anAppeal({ daysAgo: 2 }), await anAppeal()];
  const { body } = await ask('GET', '/appeals?limit=2');
  expect(body).toMatchObject({ open: 3, overdue: 1, has_more: true });
  expect(body.data).toMatchObject([
    { id: ids[0], overdue: true, comment: 'You are a pathetic moron.', story: 'A story' },
    { id: ids[1], overdue: false },
  ]);
  const rest = await ask('GET', `/appeals?limit=2&cursor=${body.next_cursor}`);
  expect(rest.body.data).toMatchObject([{ id: ids[2] }]);
  const all = await ask('GET', '/appeals?show=all&limit=1');
  expect(all.body.data).toMatchObject([{ id: ids[2] }]);
});

test('one appeal shows the author’s words, the comment with its history, and what the moderator may do', async () => {
  const { ask } = await aModerator('Ann');
  const { status, body } = await ask('GET', `/appeals/${await anAppeal()}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    text: 'I meant the plan.',
    may: 'decide',
    decider: null,
    comment: { body: 'You are a pathetic moron.', status: 'rejected', history: [{ decision: { outcome: 'reject' } }] },
  });
});

test('who is second is told what the first did, and nothing is changed by it', async () => {
  const [ann, ben] = [await aModerator('Ann'), await aModerator('Ben')];
  const id = await anAppeal();
  const claimed = await ann.ask('POST', `/appeals/${id}/claim`, {});
  expect(claimed.body.claim).toMatchObject({ name: 'Ann' });
  const taken = await ben.ask('POST', `/appeals/${id}/decide`, { outcome: 'upheld', reason });
  expect(taken).toMatchObject({ status: 409, body: { code: 'appeal_taken', appeal: { claim: { name: 'Ann' } } } });
  const done = await ann.ask('POST', `/appeals/${id}/decide`, { outcome: 'overturned', reason });
  expect(done).toMatchObject({ status: 200, body: { state: 'overturned', reason, comment: { status: 'approved' } } });
  const late = await ben.ask('POST', `/appeals/${id}/decide`, { outcome: 'upheld', reason });
  expect(late).toMatchObject({
    status: 409,
    body: { code: 'appeal_decided', appeal: { state: 'overturned', decidedBy: { name: 'Ann' } } },
  });
  // A request whose answer got lost comes again.
  expect((await ann.ask('POST', `/appeals/${id}/decide`, { outcome: 'overturned', reason })).status).toBe(200);
});

test('who made the decision may not decide about it while there is another moderator', async () => {
  const ann = await aModerator('Ann');
  const id = await anAppeal();
  await db.owner.query('update appeal set decider_id = $2 where id = $1', [id, ann.id]);
  expect((await ann.ask('GET', `/appeals/${id}`)).body).toMatchObject({ may: 'own_only', decider: { name: 'Ann' } });
  await aModerator('Ben');
  expect((await ann.ask('GET', `/appeals/${id}`)).body.may).toBe('not_own');
  const refused = await ann.ask('POST', `/appeals/${id}/decide`, { outcome: 'upheld', reason });
  expect(refused).toMatchObject({ status: 403, body: { code: 'own_decision' } });
});

test('a decision needs a reason; another site’s moderators find nothing; without a session nothing is shown', async () => {
  const ann = await aModerator('Ann');
  const id = await anAppeal();
  const bad = await ann.ask('POST', `/appeals/${id}/decide`, { outcome: 'upheld', reason: ' ' });
  expect(bad).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
  const stranger = await aModerator('Eve', await insertTestSite(db));
  expect((await stranger.ask('GET', `/appeals/${id}`)).status).toBe(404);
  expect((await stranger.ask('POST', `/appeals/${id}/decide`, { outcome: 'upheld', reason })).status).toBe(404);
  expect((await stranger.ask('GET', '/appeals')).body.data).toEqual([]);
  for (const path of ['/api/appeals', `/api/appeals/${id}`]) expect((await fetch(origin + path)).status).toBe(401);
});
