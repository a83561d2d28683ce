import { randomBytes } from 'node:crypto';
import {
  findAuthorOfComment,
  insertModerator,
  loginToken,
  MasterKeys,
  openReports,
  recordAutomaticDecisions,
  sealTexts,
} from '@moderato/database';
import { type Decision, type DeskSignal, newId } from '@moderato/domain';
import type { Service } from '@moderato/http';
import {
  aDecision,
  aFinding,
  aPolicy,
  captureLog,
  createTestDatabase,
  eventually,
  insertTestComment,
  insertTestSite,
  ManualClock,
  queuePrefix,
  type TestDatabase,
} from '@moderato/testkit';
import { loadConsoleConfig } from './config.js';
import { createConsole } from './create-console.js';

const masterKey = randomBytes(32).toString('hex');
const masterKeys = new MasterKeys([masterKey]);
const clock = new ManualClock(new Date('2026-11-24T10:00:00.000Z'));

let db: TestDatabase;
let service: Service;
let origin: string;
let siteId: string;
let kim: Desk;
let lee: Desk;

beforeAll(async () => {
  db = await createTestDatabase();
  const config = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: masterKey, HOST: '127.0.0.1', PORT: '0' };
  service = await createConsole(loadConsoleConfig(config), {
    clock,
    log: captureLog('console').log,
    queuePrefix: queuePrefix(),
  });
  origin = `http://127.0.0.1:${(await service.start()).port}`;
});
beforeEach(async () => {
  siteId = await insertTestSite(db, aPolicy(), clock.now());
  [kim, lee] = [await sitDown('Kim'), await sitDown('Lee Ann')];
});
afterAll(async () => {
  await service.stop();
  await db.drop();
});

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer it also checks
  body: any;
}
interface Desk {
  id: string;
  get(path: string): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
  /** What this desk hears, until `close`. */
  listen(): Promise<{ heard: { event: string; data: DeskSignal }[]; close(): void }>;
}

async function sitDown(name: string, site = siteId): Promise<Desk> {
  const id = newId(clock.now());
  await db.database.withSite(site, (tx) => insertModerator(tx, site, { id, name }, clock.now()));
  const token = loginToken(masterKeys, site, id, new Date(clock.now().getTime() + 3_600_000));
  const login = await fetch(`${origin}/login?token=${token}`, { redirect: 'manual' });
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const headers = { cookie, 'content-type': 'application/json', 'x-moderato-csrf': '1' };
  const answer = async (response: Response) => ({ status: response.status, body: await response.json() });
  return {
    id,
    get: async (path) => answer(await fetch(`${origin}${path}`, { headers })),
    post: async (path, body) =>
      answer(await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })),
    listen: async () => listenTo(`${origin}/api/events`, headers),
  };
}

async function listenTo(url: string, headers: Record<string, string>) {
  const ending = new AbortController();
  const response = await fetch(url, { headers, signal: ending.signal });
  const heard: { event: string; data: DeskSignal }[] = [];
  const read = async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const [, event, data] = /event: (.*)\ndata: (.*)/.exec(text.slice(0, end)) ?? [];
        if (event && data) heard.push({ event, data: JSON.parse(data) });
        text = text.slice(end + 2);
      }
    }
  };
  read().catch(() => {});
  await eventually('the stream to begin', () => heard.some(({ event }) => event === 'hello'));
  return { heard, close: () => ending.abort() };
}

async function held(changes: Partial<Decision> = {}, body = 'You moron.', site = siteId) {
  // Ids of one millisecond have no order.
  clock.advance(1);
  const comment = await insertTestComment(db, site, { body, at: clock.now() });
  const findings = [aFinding({ severity: 'moderate' })];
  const decision = aDecision(comment, { outcome: 'review', probability: 0.7, findings, ...changes });
  await db.database.withSite(site, (tx) => recordAutomaticDecisions(tx, site, [decision], clock.now()));
  return { ...comment, seen: { revision: 1, decisionId: decision.id } };
}
const claim = (desk: Desk, commentId: string, more: object = {}) => desk.post('/api/claims', { commentId, ...more });
const holderOf = async (commentId: string) => (await kim.get(`/api/comments/${commentId}`)).body.claim?.by.name ?? null;

describe('claims', () => {
  test('an open comment is one person’s, until they give it back', async () => {
    const { id } = await held();
    expect((await claim(kim, id)).body.claim.by.name).toBe('Kim');
    expect((await claim(lee, id)).body.claim.by.name).toBe('Kim');
    expect((await lee.get('/api/queue')).body.data[0].claim.by.name).toBe('Kim');
    expect((await kim.get('/api/queue?view=mine')).body.data).toHaveLength(1);
    await lee.post('/api/claims', { release: [id] });
    expect(await holderOf(id)).toBe('Kim');
    await kim.post('/api/claims', { release: [id] });
    expect(await holderOf(id)).toBe(null);
  });

  test('a claim ends after four minutes of silence, and not while its desk gives signs of life', async () => {
    const { id } = await held();
    await claim(kim, id);
    clock.advance(3 * 60_000);
    await claim(kim, id);
    clock.advance(3 * 60_000);
    expect((await claim(lee, id)).body.claim.by.name).toBe('Kim');
    clock.advance(61_000);
    expect(await holderOf(id)).toBe(null);
    expect((await claim(lee, id)).body.claim.by.name).toBe('Lee Ann');
  });

  test('a colleague’s claim can be taken over, and keeps nobody from deciding', async () => {
    const [first, second] = [await held(), await held()];
    await claim(kim, first.id);
    expect((await claim(lee, first.id, { takeOver: true })).body.claim.by.name).toBe('Lee Ann');
    await claim(kim, second.id);
    expect((await lee.post(`/api/comments/${second.id}/decide`, { outcome: 'approve', ...second.seen })).status).toBe(
      200,
    );
    expect(await holderOf(second.id)).toBe(null);
  });

  test('what does not wait, or belongs to another site, is not claimed', async () => {
    const elsewhere = await insertTestSite(db, aPolicy(), clock.now());
    const stranger = await held({}, 'Elsewhere.', elsewhere);
    expect((await claim(kim, stranger.id)).body.claim).toBe(null);
    const { id, seen } = await held();
    await kim.post(`/api/comments/${id}/decide`, { outcome: 'approve', ...seen });
    expect((await claim(kim, id)).body.claim).toBe(null);
  });
});

describe('live', () => {
  test('a desk hears at once who claims, gives back, decides, escalates and names it, and of no other site', async () => {
    const elsewhere = await insertTestSite(db, aPolicy(), clock.now());
    const stranger = await sitDown('Stranger', elsewhere);
    const [ours, theirs] = [await lee.listen(), await stranger.listen()];
    const { id, seen } = await held();
    await claim(kim, id);
    await kim.post('/api/claims', { release: [id] });
    await kim.post(`/api/comments/${id}/escalate`, { words: 'Ask the lawyer, @lee ann' });
    await kim.post(`/api/comments/${id}/decide`, { outcome: 'approve', ...seen });
    await eventually('the decision', () => ours.heard.some(({ data }) => data.type === 'decided'));
    const told = ours.heard.filter(({ event }) => event === 'desk').map(({ data }) => data);
    expect(told.map(({ type }) => type)).toEqual(['claimed', 'released', 'escalated', 'noted', 'decided']);
    const by = expect.objectContaining({ id: kim.id, name: 'Kim' });
    expect(told).toContainEqual({ type: 'noted', commentId: id, by, mentions: [lee.id] });
    expect(theirs.heard.map(({ event }) => event)).toEqual(['hello']);
    ours.close();
    theirs.close();
  });

  test('a desk that comes back is told first which claims hold', async () => {
    const { id } = await held();
    await claim(kim, id);
    const { heard, close } = await lee.listen();
    expect(heard[0]).toMatchObject({ event: 'hello', data: { claims: [{ commentId: id, by: { name: 'Kim' } }] } });
    close();
  });

  test('the stream is not compressed, kept or given to who is signed out', async () => {
    expect((await fetch(`${origin}/api/events`)).status).toBe(401);
    const { close } = await kim.listen();
    close();
  });
});

describe('two people deciding at once', () => {
  test('the second is told what the first did, and nothing is overwritten', async () => {
    const { id, seen } = await held();
    const answers = await Promise.all([
      kim.post(`/api/comments/${id}/decide`, { outcome: 'approve', ...seen }),
      lee.post(`/api/comments/${id}/decide`, { outcome: 'reject', clauseId: 'personal_attack-1', ...seen }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)?.body.history.at(-1);
    const lost = answers.find(({ status }) => status === 409)?.body.current.history;
    expect(lost).toHaveLength(2);
    expect(lost.at(-1)).toEqual(won);
  });

  test('a decision that was overruled meanwhile is still known as recorded when it is sent again', async () => {
    const { id, seen } = await held();
    const mine = { outcome: 'approve', ...seen };
    const first = await kim.post(`/api/comments/${id}/decide`, mine);
    const decisionId = first.body.decision.id;
    const theirs = { outcome: 'reject', clauseId: 'personal_attack-1', revision: 1, decisionId };
    await lee.post(`/api/comments/${id}/decide`, theirs);
    const again = await kim.post(`/api/comments/${id}/decide`, mine);
    expect(again.status).toBe(200);
    expect(again.body.history).toHaveLength(3);
  });
});

describe('escalation and notes', () => {
  test('what is escalated leaves the queue for its own view, with the reason, and can come back', async () => {
    const { id } = await held();
    const { body } = await kim.post(`/api/comments/${id}/escalate`, { words: 'Perhaps libel.' });
    expect(body.notes).toMatchObject([{ kind: 'escalation', words: 'Perhaps libel.', by: { name: 'Kim' } }]);
    await kim.post(`/api/comments/${id}/escalate`, { words: 'Perhaps libel.' });
    expect((await lee.get('/api/queue')).body.data).toEqual([]);
    expect((await lee.get('/api/queue?view=escalated')).body.data[0]).toMatchObject({ id });
    expect((await lee.get(`/api/comments/${id}/context`)).body.notes).toHaveLength(1);
    await lee.post(`/api/comments/${id}/escalate`, { escalated: false });
    expect((await lee.get('/api/queue')).body.data).toHaveLength(1);
  });

  test('a comment that nobody waits for is not escalated; an empty note is refused by its field', async () => {
    const { id, seen } = await held();
    await kim.post(`/api/comments/${id}/decide`, { outcome: 'approve', ...seen });
    expect((await lee.post(`/api/comments/${id}/escalate`, {})).status).toBe(409);
    const refused = await lee.post(`/api/comments/${id}/notes`, { words: '  ' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/words' }] } });
    expect((await lee.post(`/api/comments/${siteId}/notes`, { words: 'Hm.' })).status).toBe(404);
  });
});

test('around a comment stand its thread, its author’s record, and its reports with their reporters’', async () => {
  const { id } = await held();
  const [root, reply, earlier] = [
    await held({}, 'The root.'),
    await held({}, 'An answer.'),
    await held({}, 'Earlier.'),
  ];
  const author = await db.database.withSite(siteId, (tx) => findAuthorOfComment(tx, siteId, id));
  await db.owner.query('update comment set author_id = $2 where id = $1', [earlier.id, author?.id]);
  await db.owner.query(`update comment set parent = jsonb_build_object('id', $2::text) where id = $1`, [
    id,
    root.externalId,
  ]);
  await db.owner.query(
    `update comment set parent = jsonb_build_object('id', (select external_id from comment where id = $2)),
       story_id = (select story_id from comment where id = $2) where id = $1`,
    [reply.id, id],
  );
  const texts = sealTexts(masterKeys, { words: 'Rude.', address: null });
  const report = (reporterHash: Buffer) =>
    ({ id: newId(clock.now()), reporterHash, reason: 'insult', source: 'api', wantsOutcome: false, texts }) as const;
  const reporter = randomBytes(32);
  const file = (commentId: string) =>
    db.database.withSite(siteId, (tx) =>
      openReports(tx, siteId, { commentId, reports: [report(reporter)] }, clock.now()),
    );
  await file(earlier.id);
  await kim.post(`/api/comments/${earlier.id}/decide`, {
    outcome: 'reject',
    clauseId: 'personal_attack-1',
    ...earlier.seen,
  });
  await file(id);
  await kim.post(`/api/comments/${earlier.id}/penalty`, { kind: 'strike', reason: 'Insults.' });
  const { body } = await lee.get(`/api/comments/${id}/context`);
  expect(body.thread).toMatchObject({ before: [{ body: 'The root.' }], replies: [{ body: 'An answer.' }] });
  expect(body.author).toMatchObject({
    externalId: author?.externalId,
    comments: { counted: 2, rejected: 1 },
    past: [{ id: earlier.id, status: 'rejected' }],
  });
  expect(body.author.penalties.map(({ kind }: { kind: string }) => kind)).toContain('strike');
  expect(body.reports).toMatchObject([{ text: 'Rude.', reporter: { upheld: 1, dismissed: 0 } }]);
  expect(body.colleagues.map(({ name }: { name: string }) => name)).toEqual(['Kim', 'Lee Ann']);
  expect((await lee.get(`/api/comments/${siteId}/context`)).status).toBe(404);
});

test('a moderator warns, suspends or bans from a comment, in their own name, and can take it back', async () => {
  const { id } = await held();
  const wrong = await kim.post(`/api/comments/${id}/penalty`, { kind: 'ban', reason: 'Spam.', hours: 5 });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/hours' }] } });
  const made = await kim.post(`/api/comments/${id}/penalty`, { kind: 'suspension', reason: 'Threats.', hours: 24 });
  expect(made.body).toMatchObject({
    kind: 'suspension',
    expiresAt: new Date(clock.now().getTime() + 86_400_000).toISOString(),
  });
  const { rows } = await db.owner.query('select made_by, comment_id from penalty where id = $1', [made.body.id]);
  expect(rows).toEqual([{ made_by: `moderator:${kim.id}`, comment_id: id }]);
  await lee.post(`/api/penalties/${made.body.id}/lift`, { reason: 'Too hard.' });
  expect((await kim.get(`/api/comments/${id}/context`)).body.author.standing.state).toBe('good');
});

test('many are decided together as they were seen; what has changed meanwhile is left alone, and said so', async () => {
  const comments = [await held(), await held(), await held(), await held({ findings: [] })];
  const changed = comments[1] as (typeof comments)[number];
  const { body: selection } = await kim.get('/api/queue/selection?clause=personal_attack-1');
  expect(selection).toMatchObject({ capped: false });
  expect(selection.items.map(({ id }: { id: string }) => id).toSorted()).toEqual(
    comments
      .slice(0, 3)
      .map(({ id }) => id)
      .toSorted(),
  );
  await lee.post(`/api/comments/${changed.id}/decide`, { outcome: 'approve', ...changed.seen });
  const items = [...selection.items, { id: siteId, revision: 1, decisionId: siteId }];
  const many = { outcome: 'reject', clauseId: 'personal_attack-1', items };
  const { body } = await kim.post('/api/decisions', many);
  const results = Object.fromEntries(
    body.results.map(({ id, result }: { id: string; result: string }) => [id, result]),
  );
  expect(results).toEqual({
    [comments[0]?.id as string]: 'recorded',
    [changed.id]: 'conflict',
    [comments[2]?.id as string]: 'recorded',
    [siteId]: 'not_found',
  });
  expect((await kim.get('/api/queue')).body.data).toHaveLength(1);
});

test('what a moderator sets for themselves is kept for them alone', async () => {
  expect((await kim.get('/api/preferences')).body).toMatchObject({ blur: 'off', tourSeen: false });
  const set = { blur: 'severe', maskSlurs: true, greyscale: true, breakMinutes: 45, undoSeconds: 5, tourSeen: true };
  await kim.post('/api/preferences', set);
  expect((await kim.get('/api/preferences')).body).toEqual(set);
  expect((await lee.get('/api/preferences')).body.blur).toBe('off');
  expect((await kim.post('/api/preferences', { breakMinutes: 999 })).status).toBe(422);
});
