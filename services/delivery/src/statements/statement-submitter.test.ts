import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { changeDsaSettings, MasterKeys, recordAutomaticDecisions, recordModeratorDecision } from '@moderato/database';
import {
  type Decision,
  dsaSettingsInputSchema,
  newId,
  type TransparencyStatement,
  transparencyStatementSchema,
} from '@moderato/domain';
import {
  aDecision,
  aFinding,
  captureLog,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  ManualClock,
  type TestDatabase,
} from '@moderato/testkit';
import { type ApiClient, createApiClient } from '@moderato/webhooks';
import { StatementSubmitter } from './statement-submitter.js';

const token = 'token-of-the-site';
const hour = 3_600_000;
const masterKeys = new MasterKeys(['ab'.repeat(32)]);

/** The Transparency Database as its contract says: the same schema, batches whole or not at all, numbers used once. */
class FakeDatabase {
  readonly stored = new Map<string, TransparencyStatement>();
  readonly batches: number[] = [];
  asked = 0;
  /** What to do with the next batch in place of, or after, storing it. */
  next: 'hang-up' | 'store-and-hang-up' | 401 | 429 | 500 | 'mute-422' | null = null;
  /** Puids that this server does not like. */
  readonly disliked = new Set<string>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        if (req.headers.authorization !== `Bearer ${token}`) return void res.writeHead(401).end();
        const answer = (status: number, body: unknown, headers = {}) =>
          res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
        const puid = /^\/api\/v1\/statement\/existing-puid\/([\w-]+)$/.exec(req.url ?? '')?.[1];
        if (puid !== undefined) {
          this.asked += 1;
          return this.stored.has(puid) ? answer(302, { puid, permalink: `https://x/${puid}` }) : answer(404, {});
        }
        if (req.url !== '/api/v1/statements') return answer(404, {});
        this.#take(JSON.parse(Buffer.concat(chunks).toString()).statements, answer, () => req.socket.destroy());
      });
    });
  }

  #take(statements: unknown[], answer: (status: number, body: unknown, headers?: object) => void, hangUp: () => void) {
    const { next } = this;
    this.next = null;
    this.batches.push(statements.length);
    if (next === 'hang-up') return hangUp();
    if (next === 'mute-422') return answer(422, { message: 'no' });
    if (next === 429) return answer(429, 'slow down', { 'retry-after': '7200' });
    if (next === 401 || next === 500) return answer(next, {});
    const errors = Object.fromEntries(
      statements.flatMap((given, i) => {
        const fields = this.#faultsOf(given);
        return Object.keys(fields).length > 0 ? [[`statement_${i}`, fields]] : [];
      }),
    );
    if (statements.length > 100 || Object.keys(errors).length > 0) return answer(422, { errors });
    for (const one of statements as TransparencyStatement[]) this.stored.set(one.puid, one);
    if (next === 'store-and-hang-up') return hangUp();
    const made = (statements as TransparencyStatement[]).map((one) => ({ ...one, permalink: `https://x/${one.puid}` }));
    answer(201, { statements: made });
  }

  #faultsOf(given: unknown): Record<string, string[]> {
    const { error, data } = transparencyStatementSchema.safeParse(given);
    const fields = (error?.issues ?? []).map(({ path, message }) => [path.join('.'), [message]]);
    if (data && this.stored.has(data.puid)) fields.push(['puid', ['The puid has already been taken.']]);
    if (data && this.disliked.has(data.puid)) fields.push(['decision_facts', ['We do not like it.']]);
    return Object.fromEntries(fields);
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

let db: TestDatabase;
let clock: ManualClock;
let siteId: string;
let server: FakeDatabase;
let client: ApiClient;
let captured: ReturnType<typeof captureLog>;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  clock = new ManualClock();
  captured = captureLog();
  server = new FakeDatabase();
  siteId = await insertTestSite(db, undefined, clock.now());
  const submission = { enabled: true, url: await server.start(), token };
  const settings = dsaSettingsInputSchema.parse({ submission });
  const staff = { actor: 'test', at: clock.now() };
  await withSite((tx) => changeDsaSettings(tx, masterKeys, { siteId, settings, staff }));
  client = createApiClient({ allowPrivate: true, timeoutMs: 2_000, userAgent: 'test' });
  // The first look says from when on.
  await tick();
  clock.advance(1_000);
});
afterEach(async () => {
  await client.close();
  server.close();
  await db.owner.query(`update site set settings = settings - 'dsa' where id = $1`, [siteId]);
});

const withSite = <T>(work: Parameters<typeof db.database.withSite<T>>[1]) => db.database.withSite(siteId, work);
const submitter = () =>
  new StatementSubmitter({ database: db.database, client, masterKeys, clock, log: captured.log, leaseMs: hour });
const tick = () => submitter().tick();
const rows = async () =>
  (
    await db.owner.query(
      'select puid, state, attempts, uncertain, permalink, problem from statement where site_id = $1 order by puid',
      [siteId],
    )
  ).rows;

/** Comments decided together. */
async function decidedAll(count: number, outcome: Decision['outcome'] = 'reject'): Promise<Decision[]> {
  const at = clock.now();
  const body = 'You idiot, Marked-Words.';
  const comments = await Promise.all(Array.from({ length: count }, () => insertTestComment(db, siteId, { body, at })));
  const decisions = comments.map((comment) =>
    aDecision(comment, { id: newId(at), outcome, findings: [aFinding()], decidedAt: at.toISOString() }),
  );
  await withSite((tx) => recordAutomaticDecisions(tx, siteId, decisions, at));
  return decisions;
}
const decided = async (outcome?: Decision['outcome']) => (await decidedAll(1, outcome))[0] as Decision;
const overrule = async (seen: Decision, outcome: 'approve' | 'reject', reason?: string) => {
  const mine = { ...seen, id: newId(clock.now()), outcome, decidedBy: 'moderator' as const, ...(reason && { reason }) };
  const overruling = { decision: mine, moderatorId: randomUUID(), seenDecisionId: seen.id };
  await withSite((tx) => recordModeratorDecision(tx, siteId, overruling, clock.now()));
  return mine;
};

test('a rejection is sent once it is firm, once, in words that give nobody away', async () => {
  const { id } = await decided();
  clock.advance(23 * hour);
  expect(await tick()).toBe(0);
  clock.advance(2 * hour);
  expect(await tick()).toBe(1);
  clock.advance(hour);
  expect(await tick()).toBe(0);
  const puid = `moderato-${id}`;
  expect(await rows()).toMatchObject([{ puid, state: 'accepted', permalink: `https://x/${puid}`, problem: null }]);
  expect(server.stored.get(puid)).toMatchObject({
    automated_decision: 'AUTOMATED_DECISION_FULLY',
    source_type: 'SOURCE_VOLUNTARY',
  });
  expect(JSON.stringify([...server.stored.values()])).not.toContain('Marked-Words');
  expect(captured.text()).not.toMatch(new RegExp(`Marked-Words|${token}`));
});

test('what was overruled, withdrawn or approved before it was firm is not sent', async () => {
  await overrule(await decided(), 'approve');
  const gone = await decided();
  await db.owner.query(`update comment set fixed_status = 'withdrawn' where id = $1`, [gone.commentId]);
  await decided('approve');
  clock.advance(25 * hour);
  expect(await tick()).toBe(0);
  expect(server.batches).toEqual([]);
});

test('a rejection that a moderator upholds has one statement, which says who decided', async () => {
  const first = await decided();
  clock.advance(hour);
  await overrule(first, 'reject', 'You idiot, Marked-Words: it says so.');
  clock.advance(30 * hour);
  await tick();
  await tick();
  expect([...server.stored.values()]).toMatchObject([
    { puid: `moderato-${first.id}`, automated_decision: 'AUTOMATED_DECISION_PARTIALLY' },
  ]);
  expect(JSON.stringify([...server.stored.values()])).not.toContain('Marked-Words');
});

test('a hold counts only once it has lasted too long', async () => {
  const held = await decided('review');
  const published = await decided('review');
  clock.advance(13 * 24 * hour);
  expect(await tick()).toBe(0);
  await overrule(published, 'approve');
  clock.advance(2 * 24 * hour);
  await tick();
  await tick();
  expect([...server.stored.values()]).toMatchObject([
    { puid: `moderato-${held.id}`, decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'] },
  ]);
});

test('hundreds go in batches of a hundred', async () => {
  await decidedAll(120);
  clock.advance(25 * hour);
  expect(await tick()).toBe(120);
  expect(server.batches).toEqual([100, 20]);
  expect(server.stored.size).toBe(120);
});

test('of a refused batch those that are named stay behind, and the rest is stored', async () => {
  const decisions = await decidedAll(3);
  const bad = `moderato-${decisions[1]?.id}`;
  server.disliked.add(bad);
  clock.advance(25 * hour);
  await tick();
  expect(server.batches).toEqual([3, 2]);
  expect(server.stored.size).toBe(2);
  expect(await rows()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ puid: bad, state: 'refused', problem: { decision_facts: ['We do not like it.'] } }),
    ]),
  );
});

test('a refusal that names nobody is tried one by one', async () => {
  await decidedAll(3);
  clock.advance(25 * hour);
  server.next = 'mute-422';
  await tick();
  expect(server.batches).toEqual([3, 1, 1, 1]);
  expect(server.stored.size).toBe(3);
});

test.each(['hang-up', 'store-and-hang-up', 500] as const)(
  'after %s each is asked for before it is sent again, and is stored once',
  async (next) => {
    await decidedAll(3);
    clock.advance(25 * hour);
    server.next = next;
    await tick();
    expect((await rows()).map(({ state, uncertain }) => [state, uncertain])).toEqual(Array(3).fill(['pending', true]));
    clock.advance(2 * 60_000);
    await tick();
    expect(server.asked).toBe(3);
    expect(server.batches).toEqual(next === 'store-and-hang-up' ? [3] : [3, 3]);
    expect((await rows()).map(({ state }) => state)).toEqual(Array(3).fill('accepted'));
    expect(server.stored.size).toBe(3);
  },
);

test('a process that is killed between sending and writing leaves nothing twice and nothing out', async () => {
  await decidedAll(3);
  clock.advance(25 * hour);
  let killed = () => {};
  const dead = new Promise<never>((_, reject) => {
    killed = () => reject(new Error('killed'));
  });
  const dying: ApiClient = {
    ...client,
    // The batch is stored, and then nothing more is heard of this process.
    call: async (ask) => {
      await client.call(ask);
      killed();
      return new Promise(() => {});
    },
  };
  const options = { database: db.database, client: dying, masterKeys, clock, log: captured.log, leaseMs: hour };
  await expect(Promise.race([new StatementSubmitter(options).tick(), dead])).rejects.toThrow('killed');
  expect(server.stored.size).toBe(3);
  expect(await tick()).toBe(0);
  clock.advance(hour);
  expect(await tick()).toBe(3);
  expect(server.batches).toEqual([3]);
  expect((await rows()).map(({ state }) => state)).toEqual(Array(3).fill('accepted'));
});

test('a number that is taken already is ours', async () => {
  const { id } = await decided();
  clock.advance(25 * hour);
  server.stored.set(`moderato-${id}`, {} as TransparencyStatement);
  await tick();
  expect((await rows()).map(({ state }) => state)).toEqual(['accepted']);
});

test.each([
  [429, 2 * hour, false],
  [401, 60_000, false],
] as const)('after %s it waits, certain that nothing was stored', async (next, waitMs, uncertain) => {
  await decided();
  clock.advance(25 * hour);
  server.next = next;
  await tick();
  expect(await rows()).toMatchObject([{ state: 'pending', uncertain, problem: `status_${next}` }]);
  clock.advance(waitMs - 1);
  expect(await tick()).toBe(0);
  clock.advance(1);
  expect(await tick()).toBe(1);
  expect(server.asked).toBe(0);
  expect(server.stored.size).toBe(1);
});

test('two processes at once send each statement once', async () => {
  await decidedAll(12);
  clock.advance(25 * hour);
  await Promise.all([tick(), tick(), tick()]);
  expect(server.batches.reduce((sum, n) => sum + n)).toBe(12);
  expect((await rows()).every(({ attempts }) => attempts === 1)).toBe(true);
});

test('nothing is sent where the site does not say so', async () => {
  await decided();
  await db.owner.query(
    `update site set settings = jsonb_set(settings, '{dsa,submission,enabled}', 'false') where id = $1`,
    [siteId],
  );
  clock.advance(25 * hour);
  expect(await tick()).toBe(0);
  expect(await rows()).toEqual([]);
});
