import { randomBytes } from 'node:crypto';
import {
  insertModerator,
  keepMail,
  loginToken,
  MasterKeys,
  publishGuidelines,
  recordAutomaticDecisions,
  seal,
} from '@moderato/database';
import { type Decision, newId, type Policy } from '@moderato/domain';
import type { Service } from '@moderato/http';
import {
  aDecision,
  aFinding,
  aPolicy,
  captureLog,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type TestComment,
  type TestDatabase,
} from '@moderato/testkit';
import { loadConsoleConfig } from './config.js';
import { createConsole } from './create-console.js';

const masterKey = randomBytes(32).toString('hex');
const masterKeys = new MasterKeys([masterKey]);
const clock = new ManualClock(new Date('2026-11-23T10:00:00.000Z'));
const captured = captureLog('console');

let db: TestDatabase;
let service: Service;
let origin: string;
let siteId: string;
let cookie: string;

beforeAll(async () => {
  db = await createTestDatabase();
  service = await createConsole(
    loadConsoleConfig({
      DATABASE_URL: db.url,
      MODERATO_MASTER_KEY: masterKey,
      HOST: '127.0.0.1',
      PORT: '0',
      MODERATO_DEMO_LOGIN: '1',
    }),
    { clock, log: captured.log },
  );
  origin = `http://127.0.0.1:${(await service.start()).port}`;
});
beforeEach(async () => {
  siteId = await insertTestSite(db, aPolicy(), clock.now());
  cookie = await signIn(siteId, 'Kim');
});
afterAll(async () => {
  await service.stop();
  await db.drop();
});

const follow = (token: string) => fetch(`${origin}/login?token=${token}`, { redirect: 'manual' });
const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const inAnHour = () => new Date(clock.now().getTime() + 3_600_000);

async function aModerator(site: string, name: string): Promise<string> {
  const id = newId(clock.now());
  await db.database.withSite(site, (tx) => insertModerator(tx, site, { id, name }, clock.now()));
  return id;
}

async function signIn(site: string, name: string): Promise<string> {
  return cookieOf(await follow(loginToken(masterKeys, site, await aModerator(site, name), inAnHour())));
}

const get = (path: string, headers: Record<string, string> = { cookie }) => fetch(`${origin}${path}`, { headers });
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'x-moderato-csrf': '1', ...headers },
    body: JSON.stringify(body),
  });

/** A comment that the rules held for a person. */
async function held(changes: Partial<Decision> = {}, body = 'You moron.', site = siteId) {
  const comment = await insertTestComment(db, site, { body, at: clock.now() });
  const finding = aFinding({ severity: 'moderate' });
  const decision = aDecision(comment, {
    id: newId(clock.now()),
    outcome: 'review',
    probability: 0.7,
    findings: [finding],
    ...changes,
  });
  await db.database.withSite(site, (tx) => recordAutomaticDecisions(tx, site, [decision], clock.now()));
  return { comment, decision };
}

const decide = ({ comment, decision }: { comment: TestComment; decision: Decision }, body: object, headers = {}) =>
  post(`/api/comments/${comment.id}/decide`, { revision: 1, decisionId: decision.id, ...body }, headers);
const decisionsOf = async (commentId: string) =>
  (
    await db.owner.query(
      'select decided_by, outcome, moderator_id, document from decision where comment_id = $1 order by block_height',
      [commentId],
    )
  ).rows;
const statusOf = async (id: string) =>
  (await db.owner.query('select c.status from comment c where c.id = $1', [id])).rows[0].status;

describe('signing in', () => {
  test('a login link opens one session, once, and lands on the desk', async () => {
    const token = loginToken(masterKeys, siteId, await aModerator(siteId, 'Lee'), inAnHour());
    const first = await follow(token);
    expect([first.status, first.headers.get('location')]).toEqual([303, '/']);
    expect(first.headers.getSetCookie()[0]).toMatch(/^moderato_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
    expect((await follow(token)).status).toBe(401);
    const answer = await get('/api/session', { cookie: cookieOf(first) });
    expect(await answer.json()).toMatchObject({ site: { name: 'Test Site' }, moderator: { name: 'Lee' } });
  });

  test('a link that expired, was changed, or names a disabled moderator opens nothing', async () => {
    const id = await aModerator(siteId, 'Lee');
    const token = loginToken(masterKeys, siteId, id, inAnHour());
    const [site, , expires, signature] = token.split('.');
    const other = await aModerator(siteId, 'Max');
    const tooLong = loginToken(masterKeys, siteId, id, new Date(clock.now().getTime() + 30 * 24 * 3_600_000));
    const late = loginToken(masterKeys, siteId, id, new Date(clock.now().getTime() - 1_000));
    for (const bad of ['', 'x', 'a.b.c.d', [site, other, expires, signature].join('.'), tooLong, late]) {
      expect((await follow(bad)).status).toBe(401);
    }
    await db.owner.query('update moderator set disabled_at = $2 where id = $1', [id, clock.now()]);
    expect((await follow(token)).status).toBe(401);
  });

  test('only the hash of the session is stored, and it ends by signing out or after twelve hours', async () => {
    const token = cookie.split('=')[1] as string;
    const { rows } = await db.owner.query('select * from console_session where site_id = $1', [siteId]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows[0].token_hash).toHaveLength(32);
    expect((await get('/api/session')).status).toBe(200);
    expect((await post('/api/logout', {})).status).toBe(204);
    expect((await get('/api/session')).status).toBe(401);
    cookie = await signIn(siteId, 'Lee');
    clock.advance(12 * 3_600_000);
    expect((await get('/api/session')).status).toBe(401);
  });

  test('the demo link signs in to the demo site, and makes one demo moderator however often it is followed', async () => {
    await db.owner.query(`update site set slug = 'hawaii-warrior-world' where id = $1`, [siteId]);
    const token = masterKeys.derive('demo-login');
    const answers = await Promise.all([follow(token), follow(token), follow(token)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const { rows } = await db.owner.query(`select 1 from moderator where site_id = $1 and name like 'Demo%'`, [siteId]);
    expect(rows).toHaveLength(1);
    await db.owner.query('update site set slug = id::text where id = $1', [siteId]);
  });
});

describe('who may ask', () => {
  test.each(['/api/session', '/api/queue', '/api/guidelines', '/api/comments/01939a00-0000-7000-8000-000000000000'])(
    '%s answers 401 without a session',
    async (path) => {
      for (const headers of [{}, { cookie: 'moderato_session=forged' }] as Record<string, string>[]) {
        const answer = await get(path, headers);
        expect([answer.status, (await answer.json()).code]).toEqual([401, 'signed_out']);
      }
    },
  );

  test('another site’s comment is not there', async () => {
    const otherSite = await insertTestSite(db, aPolicy(), clock.now());
    const foreign = await held({}, 'Theirs', otherSite);
    expect((await get(`/api/comments/${foreign.comment.id}`)).status).toBe(404);
    expect((await decide(foreign, { outcome: 'approve' })).status).toBe(404);
    expect(await decisionsOf(foreign.comment.id)).toHaveLength(1);
    expect((await (await get('/api/queue')).json()).data).toEqual([]);
    expect((await get('/api/comments/not-an-id')).status).toBe(404);
  });

  test.each([
    ['the header is missing', { 'x-moderato-csrf': '' }],
    ['the browser says another site asked', { 'sec-fetch-site': 'cross-site' }],
    ['the origin is another', { origin: 'https://evil.example' }],
  ])('a change is refused when %s', async (_, headers) => {
    const one = await held();
    expect((await decide(one, { outcome: 'approve' }, headers)).status).toBe(403);
    expect(await statusOf(one.comment.id)).toBe('review');
  });

  test('the desk may not be framed, and runs no script but its own', async () => {
    const policy = (await get('/', { accept: 'text/html' })).headers.get('content-security-policy');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
  });
});

describe('the queue', () => {
  test('the worst comes first, page after page, each once', async () => {
    const probabilities = [0.2, 0.9, 0.5, 0.9, 0.7];
    for (const probability of probabilities) await held({ probability });
    const seen: number[] = [];
    const ids = new Set<string>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await (await get(`/api/queue?limit=2${cursor && `&cursor=${cursor}`}`)).json();
      for (const item of page.data) {
        seen.push(item.decision.probability);
        ids.add(item.id);
      }
      cursor = page.next_cursor;
    }
    expect(seen).toEqual([0.9, 0.9, 0.7, 0.5, 0.2]);
    expect(ids.size).toBe(5);
  });

  test('a filter is told its counts, pages by cursors of its own, and names a wrong value', async () => {
    for (let i = 0; i < 3; i++) await held({ findings: [aFinding()] });
    await held({ findings: [], degraded: ['engine_failed'] });
    const views = await (await get('/api/queue/views')).json();
    expect(views).toMatchObject({ counts: { worst: 4, unjudged: 1, reported: 0 }, cap: 1_000 });
    expect(views.clauses).toEqual([{ value: 'personal_attack-1', title: 'No personal attacks', waiting: 3 }]);
    const slice = '/api/queue?clause=personal_attack-1&limit=2';
    const first = await (await get(slice)).json();
    expect((await (await get(`${slice}&cursor=${first.next_cursor}`)).json()).data).toHaveLength(1);
    expect((await get(`/api/queue?cursor=${first.next_cursor}`)).status).toBe(400);
    const { errors } = await (await get('/api/queue?view=best&story=7')).json();
    expect(errors.map(({ parameter }: { parameter: string }) => parameter).toSorted()).toEqual(['story', 'view']);
  });

  test('a cursor of another site, and a limit above 100, are refused', async () => {
    for (let i = 0; i < 2; i++) await held();
    const { next_cursor } = await (await get('/api/queue?limit=1')).json();
    const otherSite = await insertTestSite(db, aPolicy(), clock.now());
    const stranger = { cookie: await signIn(otherSite, 'Lee') };
    expect((await get(`/api/queue?cursor=${next_cursor}`, stranger)).status).toBe(400);
    expect((await get('/api/queue?limit=101')).status).toBe(422);
  });

  test('an author’s name is shown; their e-mail and address appear nowhere', async () => {
    const { comment } = await held();
    const key = randomBytes(32);
    const { wrapped, version } = masterKeys.wrap(key);
    const profile = { name: 'Keala', email: 'keala@reader.example', ip: '192.0.2.77' };
    await db.owner.query(
      `update author set wrapped_key = $2, key_version = $3, profile = $4
       where id = (select author_id from comment where id = $1)`,
      [comment.id, wrapped, version, seal(key, JSON.stringify(profile))],
    );
    for (const path of ['/api/queue', `/api/comments/${comment.id}`]) {
      const text = await (await get(path)).text();
      expect(text).toContain('Keala');
      expect(text).not.toMatch(/reader\.example|192\.0\.2\.77/);
    }
  });
});

describe('deciding', () => {
  const anEndpoint = () =>
    db.owner.query(
      `insert into webhook_endpoint (id, site_id, url, secrets, key_version, created_at)
       values ($1, $2, 'https://x.example', '', 1, $3)`,
      [newId(clock.now()), siteId, clock.now()],
    );

  test('an approval is a new decision over the first, changes the status and reaches the outbox', async () => {
    await anEndpoint();
    const one = await held();
    clock.advance(1);
    const answer = await decide(one, { outcome: 'approve' });
    expect(answer.status).toBe(200);
    const detail = await answer.json();
    expect(detail).toMatchObject({ status: 'approved', decision: { outcome: 'approve', decidedBy: 'moderator' } });
    expect(detail.history.map((past: { moderator: { name: string } | null }) => past.moderator?.name ?? null)).toEqual([
      null,
      'Kim',
    ]);
    expect(await statusOf(one.comment.id)).toBe('approved');
    const made = await decisionsOf(one.comment.id);
    expect(made.map((row) => [row.decided_by, row.outcome])).toEqual([
      ['rules', 'review'],
      ['moderator', 'approve'],
    ]);
    expect(made[1]).toMatchObject({ document: { findings: [], degraded: [], probability: 0.7 } });
    const { rows } = await db.owner.query(
      'select e.type, e.data from delivery d join event e on e.id = d.event_id where d.site_id = $1 order by d.id',
      [siteId],
    );
    expect(rows.map(({ type }) => type)).toEqual(['comment.decided', 'comment.overruled']);
    expect(rows[1].data.id).toBe(detail.decision.id);
    expect(JSON.stringify(rows)).not.toContain('You moron.');
    expect((await (await get('/api/queue')).json()).data).toEqual([]);
  });

  test('a rejection under the proposed clause keeps the finding; the reason is kept beside it', async () => {
    const one = await held();
    const body = { outcome: 'reject', clauseId: 'personal_attack-1', reason: 'Not here, please.' };
    const { decision, status } = await (await decide(one, body)).json();
    expect(status).toBe('rejected');
    expect(decision).toMatchObject({ reason: 'Not here, please.', findings: [{ rule: 'personal-attack' }] });
  });

  test('a rejection under a clause that no rule named quotes it from the live guidelines', async () => {
    const clauses = aPolicy().clauses;
    const offTopic = { ...clauses[0], id: 'off_topic-1', kind: 'off_topic', text: 'Stay on topic', start: 21, end: 34 };
    const policy = aPolicy({ version: 2, hash: 'b'.repeat(64), clauses: [...clauses, offTopic] as Policy['clauses'] });
    await db.database.withSite(siteId, (tx) =>
      publishGuidelines(tx, { id: newId(clock.now()), siteId, policy, at: clock.now() }),
    );
    const one = await held();
    const { decision } = await (await decide(one, { outcome: 'reject', clauseId: 'off_topic-1' })).json();
    expect(decision.findings).toMatchObject([{ rule: 'moderator', clause: { text: 'Stay on topic' }, confidence: 1 }]);
    expect(decision.guidelines.version).toBe(2);
  });

  test.each([
    ['without a clause and a reason', { outcome: 'reject' }, '/clauseId'],
    ['under an unknown clause', { outcome: 'reject', clauseId: 'made-up' }, '/clauseId'],
    ['as something else', { outcome: 'review' }, '/outcome'],
    ['with more than is known', { outcome: 'approve', extra: 1 }, '/extra'],
  ])('a decision %s is refused, with the place', async (_, body, pointer) => {
    const one = await held();
    const answer = await decide(one, body);
    expect(answer.status).toBe(422);
    expect((await answer.json()).errors).toMatchObject([{ pointer }]);
    expect(await statusOf(one.comment.id)).toBe('review');
  });

  test('of two moderators who decide at once one is recorded; the other is told how the comment stands', async () => {
    const one = await held();
    const lee = { cookie: await signIn(siteId, 'Lee') };
    const both = await Promise.all([
      decide(one, { outcome: 'approve' }),
      decide(one, { outcome: 'reject', clauseId: 'personal_attack-1' }, lee),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const refused = await both.find(({ status }) => status === 409)?.json();
    expect(refused).toMatchObject({ code: 'conflict', current: { id: one.comment.id, status: expect.any(String) } });
    expect(refused.current.history).toHaveLength(2);
    expect(await decisionsOf(one.comment.id)).toHaveLength(2);
  });

  test('a decision about a revision that was edited since is refused', async () => {
    const one = await held();
    await db.owner.query(`update comment set revision = 2 where id = $1`, [one.comment.id]);
    const answer = await decide(one, { outcome: 'approve' });
    expect(answer.status).toBe(409);
    expect((await answer.json()).current).toMatchObject({ revision: 2, status: 'pending' });
    expect(await decisionsOf(one.comment.id)).toHaveLength(1);
  });

  test('the same decision sent twice, because its answer got lost, is recorded once and answered twice', async () => {
    const one = await held();
    const body = { outcome: 'reject', clauseId: 'personal_attack-1', reason: 'No.' };
    expect([(await decide(one, body)).status, (await decide(one, body)).status]).toEqual([200, 200]);
    expect(await decisionsOf(one.comment.id)).toHaveLength(2);
    expect((await decide(one, { outcome: 'approve' })).status).toBe(409);
  });

  test('a moderator’s own decision can be overruled again, and all stay on record', async () => {
    const one = await held();
    const { decision } = await (await decide(one, { outcome: 'approve' })).json();
    const again = await decide({ ...one, decision }, { outcome: 'reject', reason: 'On second thoughts.' });
    expect(again.status).toBe(200);
    expect((await decisionsOf(one.comment.id)).map(({ outcome }) => outcome)).toEqual(['review', 'approve', 'reject']);
  });
});

describe('the kept mailbox', () => {
  const mail = {
    sender: 'moderato@localhost',
    recipient: 'editor@paper.example',
    subject: 'Rejected: <b>bold</b>',
    text: 'plain',
    html: '<p>Marked</p><script>alert(1)</script>',
    commentIds: [],
  };
  const path = () => `/mail?key=${masterKeys.derive('mailbox')}`;

  test('lists mails newest first, for people and for scripts', async () => {
    for (const messageId of ['<1@x>', '<2@x>']) {
      const keptAt = clock.advance(1_000);
      const id = newId(keptAt);
      await db.database.withSite(siteId, (tx) => keepMail(tx, siteId, { ...mail, id, messageId, keptAt }));
    }
    const list = await (await get(path(), { accept: 'application/json' })).json();
    expect(list).toMatchObject([
      { to: 'editor@paper.example', from: 'moderato@localhost', messageId: '<2@x>', subject: mail.subject },
      { messageId: '<1@x>', text: 'plain', html: mail.html, at: expect.stringMatching(/Z$/) },
    ]);
    const answer = await get(path(), { accept: 'text/html' });
    const page = await answer.text();
    expect(page).toContain('Rejected: &lt;b&gt;bold&lt;/b&gt;');
    expect(page).not.toContain('<script>');
    expect(page).toMatch(/sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="[^"]*&lt;script&gt;/);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('is not there without its key', async () => {
    for (const wrong of ['/mail', '/mail?key=', '/mail?key=x', `/mail?key=${masterKeys.derive('demo-login')}`]) {
      expect((await get(wrong)).status).toBe(404);
    }
  });
});

test('health: alive, ready with each dependency named, and metrics of what was decided', async () => {
  expect((await get('/livez')).status).toBe(200);
  const ready = await (await get('/readyz')).json();
  expect(ready).toMatchObject({ status: 'pass', checks: { database: 'pass', queue: 'pass' }, queue: 'postgres' });
  await decide(await held(), { outcome: 'approve' });
  expect(await (await get('/metrics')).text()).toMatch(
    /moderato_moderator_decisions_total\{.*outcome="approve",result="recorded"/,
  );
});

test('no comment text, token, name or reason is in the log', async () => {
  const one = await held({}, 'zanzibar-comment-text');
  await decide(one, { outcome: 'reject', clauseId: 'personal_attack-1', reason: 'zanzibar-reason' });
  const text = captured.text();
  expect(text).toContain('request.completed');
  expect(text).not.toMatch(/zanzibar|Kim|moderato_session|token=|key=/);
});
