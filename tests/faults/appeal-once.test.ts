import { fileAppeal, insertModerator, loginToken, MasterKeys, recordAutomaticDecisions } from '@moderato/database';
import { appealSettingsSchema, newId } from '@moderato/domain';
import { aDecision, aFinding, aPolicy, eventually, insertTestComment } from '@moderato/testkit';
import { OneModerato } from './one-moderato.js';
import { type SpawnedService, spawnService } from './spawned-service.js';

const masterKeys = new MasterKeys(['ab'.repeat(32)]);
let moderato: OneModerato;
beforeEach(async () => {
  moderato = await OneModerato.make();
  delete moderato.env.REDIS_URL;
});
afterEach(() => moderato.dispose());

/** A rejected comment that cost its author a warning, appealed. */
async function anAppeal(): Promise<{ id: string; commentId: string }> {
  const { db, siteId } = moderato;
  const { clauses, ...policy } = aPolicy();
  const strict = { ...policy, clauses: clauses.map((clause) => ({ ...clause, consequence: 'strike' })) };
  await db.owner.query('update guidelines set policy = $2 where site_id = $1', [siteId, strict]);
  const at = new Date();
  const comment = await insertTestComment(db, siteId);
  const made = { id: newId(at), outcome: 'reject', decidedAt: at.toISOString() } as const;
  const context = { masterKeys, settings: appealSettingsSchema.parse({}), actor: 'author', at };
  const given = { about: { commentId: comment.id }, source: 'link', text: 'Mine.', wantsOutcome: false } as const;
  const id = await db.database.withSite(siteId, async (tx) => {
    await recordAutomaticDecisions(tx, siteId, [aDecision(comment, { ...made, findings: [aFinding()] })], at);
    return (await fileAppeal(tx, siteId, given, context)).appeal.id;
  });
  return { id, commentId: comment.id };
}

async function signedIn(console: SpawnedService, name: string) {
  const { db, siteId } = moderato;
  const at = new Date();
  const id = newId(at);
  await db.database.withSite(siteId, (tx) => insertModerator(tx, siteId, { id, name }, at));
  const token = loginToken(masterKeys, siteId, id, new Date(at.getTime() + 3_600_000));
  const login = await fetch(`${console.url}/login?token=${token}`, { redirect: 'manual' });
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const headers = { cookie, 'content-type': 'application/json', 'x-moderato-csrf': '1' };
  return (appealId: string, outcome: string) =>
    fetch(`${console.url}/api/appeals/${appealId}/decide`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ outcome, reason: `Because: ${outcome}.` }),
    }).then(async (answer) => ({ status: answer.status, body: JSON.parse(await answer.text()) }));
}

const ends = async () => (await moderato.db.owner.query('select how from penalty_end')).rows;
const outcomes = async (commentId: string) =>
  (
    await moderato.db.owner.query('select outcome from decision where comment_id = $1 order by block_height', [
      commentId,
    ])
  ).rows.map(({ outcome }) => outcome);

test('a console killed between an overturned appeal and its commit leaves all as it was, and the next does it once', async () => {
  const { id, commentId } = await anAppeal();
  const { owner } = moderato.db;
  const holder = await owner.connect();
  const doomed = await spawnService('console', moderato.env);
  const decide = await signedIn(doomed, 'Ann');
  // The decision's block comes after the appeal's row: whoever holds the chain stops a console between both.
  await holder.query('begin');
  await holder.query('select pg_advisory_xact_lock(hashtextextended($1, 77))', [moderato.siteId]);
  const lost = decide(id, 'overturned').catch(() => 'no answer');
  try {
    await eventually(
      'the console to be in the middle of it',
      async () => {
        const { rows } = await owner.query(
          `select from pg_stat_activity where application_name = 'moderato-console' and wait_event = 'advisory'
           and datname = current_database()`,
        );
        return rows.length > 0;
      },
      60_000,
    );
  } finally {
    await doomed.stop('SIGKILL');
    await holder.query('commit');
    holder.release();
  }
  expect(await lost).toBe('no answer');
  expect(await outcomes(commentId)).toEqual(['reject']);
  expect(await ends()).toEqual([]);
  const next = await spawnService('console', moderato.env);
  try {
    const again = await signedIn(next, 'Ben');
    expect(await again(id, 'overturned')).toMatchObject({ status: 200, body: { state: 'overturned' } });
    expect(await outcomes(commentId)).toEqual(['reject', 'approve']);
    expect(await ends()).toEqual([{ how: 'voided' }]);
  } finally {
    await next.stop('SIGTERM');
  }
}, 240_000);

test('of two moderators who answer one appeal at the same moment one wins; the other gets 409 and what the first did', async () => {
  const { id, commentId } = await anAppeal();
  const console = await spawnService('console', moderato.env);
  try {
    const [ann, ben] = [await signedIn(console, 'Ann'), await signedIn(console, 'Ben')];
    const both = await Promise.all([ann(id, 'overturned'), ben(id, 'upheld')]);
    const [won, lost] = both.toSorted((a, b) => a.status - b.status);
    expect([won?.status, lost?.status]).toEqual([200, 409]);
    expect(lost?.body).toMatchObject({
      code: 'appeal_decided',
      appeal: { state: won?.body.state, reason: won?.body.reason, decidedBy: won?.body.decidedBy },
    });
    const expected = won?.body.state === 'overturned' ? ['reject', 'approve'] : ['reject'];
    expect(await outcomes(commentId)).toEqual(expected);
  } finally {
    await console.stop('SIGTERM');
  }
}, 240_000);
