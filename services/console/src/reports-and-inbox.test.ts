import {
  insertModerator,
  keepInboundMail,
  knowAddress,
  loginToken,
  MasterKeys,
  sealInboundMail,
} from '@moderato/database';
import { newId } from '@moderato/domain';
import type { Service } from '@moderato/http';
import {
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
let db: TestDatabase;
let service: Service;
let origin: string;

beforeAll(async () => {
  db = await createTestDatabase();
  const env = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: masterKey, HOST: '127.0.0.1', PORT: '0' };
  service = await createConsole(loadConsoleConfig(env), { log: captureLog('console').log });
  origin = `http://127.0.0.1:${(await service.start()).port}`;
});
afterAll(async () => {
  await service.stop();
  await db.drop();
});

async function aModerator() {
  const at = new Date();
  const [siteId, id] = [await insertTestSite(db), newId(at)];
  await db.database.withSite(siteId, (tx) => insertModerator(tx, siteId, { id, name: 'Kim', role: 'admin' }, at));
  const token = loginToken(masterKeys, siteId, id, new Date(at.getTime() + 3_600_000));
  const login = await fetch(`${origin}/login?token=${token}`, { redirect: 'manual' });
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const headers = { cookie, 'content-type': 'application/json', 'x-moderato-csrf': '1' };
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(origin + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  return { siteId, ask };
}

async function anUnplacedMail(siteId: string): Promise<string> {
  const id = newId(new Date());
  const mail = {
    messageId: null,
    answers: [],
    from: 'marked@readers.example',
    subject: 'Rude',
    text: 'He was rude to me.\n> quoted words',
    attachments: [],
    notes: [],
  };
  const sealed = sealInboundMail(masterKeys, siteId, { id, source: 'imap', fingerprint: Buffer.from(id), mail });
  await db.database.withSite(siteId, (tx) => keepInboundMail(tx, siteId, sealed, new Date()));
  await db.owner.query(`update inbound_mail set state = 'unplaced', why = 'nothing' where id = $1`, [id]);
  return id;
}

test('a moderator places a mail, and sees the report that it opened without its sender', async () => {
  const { siteId, ask } = await aModerator();
  const id = await anUnplacedMail(siteId);
  const comment = await insertTestComment(db, siteId);
  expect((await ask('GET', '/api/inbox')).body.data).toMatchObject([{ id, subject: 'Rude', state: 'unplaced' }]);
  const placed = await ask('POST', `/api/inbox/${id}/place`, { commentId: comment.id });
  expect([placed.status, placed.body.state]).toEqual([200, 'placed']);
  const { body } = await ask('GET', `/api/reports?commentId=${comment.id}`);
  expect(body.data).toMatchObject([{ id: placed.body.reportId, text: 'He was rude to me.', source: 'mail' }]);
  expect(JSON.stringify([placed.body, body])).not.toContain('marked');
});

test('a moderator sets a mail aside; a moderator of another site finds neither', async () => {
  const { siteId, ask } = await aModerator();
  const stranger = await aModerator();
  const id = await anUnplacedMail(siteId);
  expect((await stranger.ask('POST', `/api/inbox/${id}/ignore`)).status).toBe(404);
  expect((await stranger.ask('GET', '/api/inbox')).body.data).toEqual([]);
  expect((await ask('POST', `/api/inbox/${id}/ignore`)).body).toMatchObject({ state: 'ignored', why: 'by_hand' });
  expect((await ask('GET', '/api/inbox?state=ignored')).body.data).toMatchObject([{ id }]);
});

test('without a session nothing of either is shown', async () => {
  for (const path of ['/api/inbox', '/api/reports']) expect((await fetch(origin + path)).status).toBe(401);
});

test('moderators see what is wrong with the mail of their site, and say that an address works again', async () => {
  const { siteId, ask } = await aModerator();
  const known = { address: 'editor@paper.example', hash: Buffer.from(siteId), isOwn: true };
  const { id } = await db.database.withSite(siteId, (tx) => knowAddress(tx, siteId, known, new Date()));
  await db.owner.query(`update mail_address set suppressed_at = now(), suppressed_for = '5.1.1' where id = $1`, [id]);
  const words = expect.stringContaining('Mail to editor@paper.example is not delivered');
  expect((await ask('GET', '/api/mail-health')).body.alarms).toMatchObject([{ kind: 'address_dead', words }]);
  const stranger = await aModerator();
  expect((await stranger.ask('POST', `/api/mail-addresses/${id}/works`, {})).status).toBe(404);
  expect((await ask('POST', `/api/mail-addresses/${id}/works`, {})).body).toMatchObject({ alarms: [] });
});
