import { randomBytes } from 'node:crypto';
import {
  indexCommentWords,
  insertModerator,
  loginToken,
  MasterKeys,
  openReports,
  recordAutomaticDecisions,
  reporterHash,
  sealAuthor,
  sealTexts,
} from '@moderato/database';
import { type Decision, newId, type ReportReason } from '@moderato/domain';
import { nameKey } from '@moderato/engine';
import {
  aDecision,
  captureLog,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type TestComment,
  type TestDatabase,
} from '@moderato/testkit';
import { loadConsoleConfig } from '../config.js';
import { createConsole } from '../create-console.js';

export interface Asked {
  siteId: string;
  moderatorId: string;
  /** Asks as a signed-in moderator. */
  get(path: string): Promise<{ status: number; body: Answer }>;
  post(path: string, body?: object): Promise<{ status: number; body: Answer }>;
  headers: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are about
type Answer = any;

/** A console on a database of its own, and what stands on it. */
export async function startTestConsole(now = new Date('2026-11-23T10:00:00.000Z')) {
  const db = await createTestDatabase();
  const masterKey = randomBytes(32).toString('hex');
  const masterKeys = new MasterKeys([masterKey]);
  const clock = new ManualClock(now);
  const captured = captureLog('console');
  const env = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: masterKey, HOST: '127.0.0.1', PORT: '0' };
  const service = await createConsole(loadConsoleConfig(env), { clock, log: captured.log });
  const origin = `http://127.0.0.1:${(await service.start()).port}`;
  const place = { db, masterKeys, clock };
  return {
    ...place,
    origin,
    captured,
    aModerator: (siteId?: string) => signedIn(place, origin, siteId),
    comment: (siteId: string, changes?: CommentChanges) => decided(place, siteId, changes),
    report: (siteId: string, comment: TestComment, changes?: ReportChanges) => report(place, siteId, comment, changes),
    stop: async () => {
      await service.stop();
      await db.drop();
    },
  };
}

export type TestConsole = Awaited<ReturnType<typeof startTestConsole>>;
type Place = { db: TestDatabase; masterKeys: MasterKeys; clock: ManualClock };

async function signedIn({ db, masterKeys, clock }: Place, origin: string, site?: string): Promise<Asked> {
  const at = clock.now();
  const [siteId, moderatorId] = [site ?? (await insertTestSite(db, undefined, at)), newId(at)];
  await db.database.withSite(siteId, (tx) => insertModerator(tx, siteId, { id: moderatorId, name: 'Kim' }, at));
  const token = loginToken(masterKeys, siteId, moderatorId, new Date(at.getTime() + 3_600_000));
  const login = await fetch(`${origin}/login?token=${token}`, { redirect: 'manual' });
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const headers = { cookie, 'content-type': 'application/json', 'x-moderato-csrf': '1' };
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(origin + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: JSON.parse(await answer.text()) as Answer };
  };
  return {
    siteId,
    moderatorId,
    headers,
    get: (path) => ask('GET', path),
    post: (path, body = {}) => ask('POST', path, body),
  };
}

export interface CommentChanges {
  body?: string;
  decision?: Partial<Decision>;
  /** The site's own id of the author and their name; an author of earlier comments where the id is known. */
  author?: { id: string; name: string };
  story?: string;
}

/** A comment with the rules' decision; held unless told otherwise. */
async function decided(
  { db, masterKeys, clock }: Place,
  siteId: string,
  { body, decision: changes, author, story }: CommentChanges = {},
): Promise<TestComment & { decision: Decision }> {
  // Each has an id of its own millisecond: their order is the order in which they were made.
  clock.advance(1);
  const at = clock.now();
  const comment = await insertTestComment(db, siteId, { at, ...(body !== undefined && { body }) });
  if (author) await writtenBy({ db, masterKeys, clock }, siteId, comment.id, author);
  if (story !== undefined) {
    const sql = `update story set title = $2 where id = (select story_id from comment where id = $1)`;
    await db.owner.query(sql, [comment.id, story]);
  }
  const decision = aDecision(comment, {
    id: newId(at),
    outcome: 'review',
    decidedAt: at.toISOString(),
    ...changes,
  });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], at));
  await indexCommentWords(db.database, 100);
  return { ...comment, decision };
}

async function writtenBy(
  { db, masterKeys, clock }: Place,
  siteId: string,
  commentId: string,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const known = await db.owner.query('select id from author where site_id = $1 and external_id = $2', [siteId, id]);
  if (known.rows[0]) {
    await db.owner.query('update comment set author_id = $2 where id = $1', [commentId, known.rows[0].id]);
    return;
  }
  const profile = { name, email: 'marked@private.example' };
  const sealed = sealAuthor(masterKeys, siteId, { externalId: id, profile, look: nameKey(name), at: clock.now() });
  await db.owner.query(
    `update author set external_id = $2, wrapped_key = $3, key_version = $4, profile = $5, name_key = $6
     where id = (select author_id from comment where id = $1)`,
    [commentId, id, sealed.wrappedKey, sealed.keyVersion, sealed.profile, sealed.nameKey],
  );
}

export interface ReportChanges {
  by?: string;
  reason?: ReportReason;
  words?: string;
}

async function report(
  { db, masterKeys, clock }: Place,
  siteId: string,
  { id: commentId }: TestComment,
  { by = 'reader', reason = 'insult', words }: ReportChanges = {},
): Promise<string> {
  const at = clock.now();
  const id = newId(at);
  const one = {
    id,
    reporterHash: reporterHash(masterKeys, siteId, { id: by }),
    reason,
    source: 'button' as const,
    texts: sealTexts(masterKeys, { words: words ?? null, address: null }),
    wantsOutcome: false,
  };
  await db.database.withSite(siteId, (tx) => openReports(tx, siteId, { commentId, reports: [one] }, at));
  return id;
}
