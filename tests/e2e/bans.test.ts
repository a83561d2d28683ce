import { recordModeratorDecision } from '@moderato/database';
import { attributes, type Decision, type Judgement, newId, type Policy, type Scores } from '@moderato/domain';
import { aFinding, aPolicy, eventually, ManualClock } from '@moderato/testkit';
import { OneModerato } from '../faults/one-moderato.js';

let moderato: OneModerato;
let clock: ManualClock;
beforeEach(async () => {
  moderato = await OneModerato.make();
  clock = new ManualClock(new Date());
});
afterEach(() => moderato.dispose());

/** Rejects what says so, by the clause on personal attacks; what ends in DEGRADED as if without its model. */
const moderate = ({ body }: { body: string }, { version, hash }: Policy): Judgement => ({
  outcome: body.startsWith('REJECT') ? 'reject' : 'approve',
  probability: 0,
  scores: Object.fromEntries(attributes.map((attribute) => [attribute, 0])) as Scores,
  marks: [],
  findings: body.startsWith('REJECT') ? [aFinding()] : [],
  guidelines: { version, hash },
  engine: { version: 'test', model: null },
  degraded: body.endsWith('DEGRADED') ? ['model_failed'] : [],
});

async function begin(consequence: 'warning' | 'strike', tuning: Policy['tuning'] = {}): Promise<void> {
  const { clauses, ...policy } = aPolicy();
  const tuned = { ...policy, clauses: clauses.map((clause) => ({ ...clause, consequence })), tuning };
  await moderato.db.owner.query('update guidelines set policy = $2 where site_id = $1', [moderato.siteId, tuned]);
  await moderato.start('intake', { clock });
  await moderato.start('worker', { clock, moderate, engineHealth: () => ({ state: 'ok', reasons: [] }) });
}

let comments = 0;
/** A comment of `author`, decided; returns its id. */
async function decided(author: string, body = 'REJECT this.'): Promise<string> {
  const profile = { id: author, name: `Name of ${author}`, email: `${author}@readers.example` };
  const id = await moderato.post(`c-${++comments}`, { body, author: profile });
  await moderato.decided(id);
  return id;
}

const get = async (path: string) => JSON.parse((await moderato.call('GET', path)).text);
const standing = async (author: string) => (await get(`/v1/authors/${author}`)).standing;
const decisionOf = async (id: string): Promise<Decision> => (await get(`/v1/comments/${id}`)).decision;

async function overrule(id: string, outcome: 'approve' | 'reject'): Promise<void> {
  const seen = await decisionOf(id);
  const findings = outcome === 'approve' ? [] : [aFinding({ rule: 'moderator' })];
  const decision: Decision = { ...seen, id: newId(clock.now()), outcome, findings, decidedBy: 'moderator' };
  const overruling = { decision, moderatorId: newId(clock.now()), seenDecisionId: seen.id };
  const recorded = await moderato.db.database.withSite(moderato.siteId, (tx) =>
    recordModeratorDecision(tx, moderato.siteId, overruling, clock.now()),
  );
  expect(recorded).not.toBeNull();
}

const told = async (): Promise<string[]> => {
  const { rows } = await moderato.db.owner.query(
    `select type, data->'standing'->>'state' as state from event where type like 'author.%' order by occurred_at, id`,
  );
  return rows.map(({ type, state }) => `${type} → ${state}`);
};

test('rejected comments take their author up the ladder, and a person confirms the ban at its top', async () => {
  await begin('strike');
  await moderato.subscribe();
  const states: string[] = [];
  for (let i = 0; i < 10; i++) {
    clock.advance(8 * 24 * 3_600_000);
    await decided('troll');
    states.push((await standing('troll')).state);
  }
  const up = ['struck', 'struck', 'suspended'];
  expect(states).toEqual(['warned', ...up, ...up, 'struck', 'struck', 'struck']);
  const [proposal] = (await get('/v1/bans?kind=proposed_ban')).data;
  expect(proposal).toMatchObject({ author: 'troll', by: 'rules', expiresAt: null });
  expect(await standing('troll')).toMatchObject({ banProposed: true });

  // Until somebody confirms it, what the author writes waits for a person.
  const held = await decisionOf(await decided('troll', 'A friendly word.'));
  expect(held).toMatchObject({ outcome: 'review', findings: [{ rule: 'barred-author' }] });
  clock.advance(1);
  const ban = await moderato.call('POST', '/v1/bans', { author: 'troll', kind: 'ban', reason: 'Ten attacks.' });
  expect(JSON.parse(ban.text).penalty.followsFrom).toEqual([proposal.id]);
  expect((await moderato.call('POST', '/v1/comments', submission('troll'))).status).toBe(403);
  const warned = Array<string>(7).fill('author.warned');
  expect((await told()).map((line) => line.split(' ')[0]).toSorted()).toEqual(
    ['author.banned', 'author.suspended', 'author.suspended', ...warned, ...warned.slice(0, 3)].toSorted(),
  );

  // The receiver hears of it, signed, without an address or a name.
  await moderato.start('delivery', { clock });
  const banned = await eventually('author.banned to arrive', () =>
    moderato.hook.requests.map(({ body }) => body).find((body) => body.includes('"author.banned"')),
  );
  expect(JSON.parse(banned).data).toMatchObject({
    author: { id: 'troll' },
    penalty: { kind: 'ban', reason: 'Ten attacks.', by: 'staff' },
    standing: { state: 'banned' },
  });
  expect(banned).not.toMatch(/readers\.example|Name of/);
}, 90_000);

const submission = (author: string) => ({
  externalId: `s-${++comments}`,
  body: 'A friendly word.',
  author: { id: author },
  story: { id: 'story-1', url: 'https://paper.example/levy' },
});

test('a moderator who overrules a rejection takes back what it cost, and all that followed, at once', async () => {
  await begin('strike');
  await moderato.subscribe();
  await decided('ann');
  const strikes: string[] = [];
  for (let i = 0; i < 3; i++) {
    clock.advance(1_000);
    strikes.push(await decided('ann'));
  }
  expect(await standing('ann')).toMatchObject({ state: 'suspended', strikes: 3 });
  clock.advance(1_000);
  await overrule(strikes[1] as string, 'approve');
  expect(await standing('ann')).toMatchObject({ state: 'struck', strikes: 2 });
  const ended = (await get('/v1/authors/ann')).penalties.filter((p: { active: boolean }) => !p.active);
  expect(ended.map((p: { kind: string; ended: { how: string } }) => [p.kind, p.ended.how]).toSorted()).toEqual([
    ['strike', 'voided'],
    ['suspension', 'voided'],
  ]);
  expect((await told()).at(-1)).toBe('author.reinstated → struck');
  expect((await moderato.call('POST', '/v1/comments', submission('ann'))).status).toBe(202);
  // Who rejects it after all brings the strike again, and with it the suspension.
  clock.advance(1_000);
  await overrule(strikes[1] as string, 'reject');
  expect(await standing('ann')).toMatchObject({ state: 'suspended', strikes: 3 });
  clock.advance(1_000);
  await overrule(strikes[0] as string, 'reject');
  expect(await standing('ann')).toMatchObject({ strikes: 3 });
}, 60_000);

test('a decision made again keeps the one penalty where it rejects again', async () => {
  await begin('warning');
  const id = await decided('ann', 'REJECT this. DEGRADED');
  const [before] = (await get('/v1/bans')).data;
  await moderato.stop('worker');
  const whole: typeof moderate = (submission, policy) => ({ ...moderate(submission, policy), degraded: [] });
  clock.advance(3_600_000);
  await moderato.start('worker', { clock, moderate: whole, engineHealth: () => ({ state: 'ok', reasons: [] }) });
  await moderato.decided(id, 2);
  expect((await get('/v1/bans?state=all')).data).toEqual([before]);
}, 60_000);

test('a decision made again that finds nothing takes the penalty back', async () => {
  await begin('warning');
  const id = await decided('ann', 'REJECT this. DEGRADED');
  expect(await standing('ann')).toMatchObject({ state: 'warned' });
  await moderato.stop('worker');
  const milder: typeof moderate = ({ body: _ }, policy) => moderate({ body: 'Fine.' }, policy);
  clock.advance(3_600_000);
  await moderato.start('worker', { clock, moderate: milder, engineHealth: () => ({ state: 'ok', reasons: [] }) });
  await moderato.decided(id, 2);
  expect(await standing('ann')).toMatchObject({ state: 'good' });
}, 60_000);

test('trusted authors and staff are never punished, and many strikes at once are each counted', async () => {
  await begin('strike', { site: { trustedAuthors: ['friend'], staff: { authors: ['editor'] } } });
  for (const author of ['friend', 'editor']) for (let i = 0; i < 3; i++) await decided(author);
  expect((await get('/v1/bans?state=all')).data).toEqual([]);
  await Promise.all([1, 2, 3, 4].map(() => decided('troll')));
  const kinds = (await get('/v1/bans')).data.map((p: { kind: string }) => p.kind).toSorted();
  expect(kinds).toEqual(['strike', 'strike', 'strike', 'suspension', 'warning']);
}, 60_000);

test('who comes under another name from a banned author’s address is held with the reason, and the record is whole', async () => {
  await begin('strike');
  await decided('troll', 'Fine.');
  await moderato.call('POST', '/v1/bans', { author: 'troll', kind: 'ban', reason: 'Threats.' });
  const profile = { id: 'new', name: 'Quite Another', email: 'troll@readers.example' };
  const id = await moderato.post('evader', { body: 'Fine.', author: profile });
  await moderato.decided(id);
  const decision = await decisionOf(id);
  expect(decision).toMatchObject({ outcome: 'review', findings: [{ rule: 'ban-evasion', severity: 'mild' }] });
  expect(decision.findings[0]?.explanation).toContain('“troll”');
  expect(JSON.stringify(decision)).not.toContain('readers.example');
}, 60_000);
