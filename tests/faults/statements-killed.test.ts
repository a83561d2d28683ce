import { changeDsaSettings, MasterKeys, recordAutomaticDecisions } from '@moderato/database';
import {
  dsaSettingsInputSchema,
  firstIdAt,
  newId,
  type TransparencyStatement,
  transparencyStatementSchema,
} from '@moderato/domain';
import {
  aDecision,
  aFinding,
  eventually,
  type HttpReceiver,
  insertTestComment,
  startHttpReceiver,
} from '@moderato/testkit';
import { OneModerato } from './one-moderato.js';
import { spawnService } from './spawned-service.js';

const hourMs = 3_600_000;
const stored: string[] = [];
let moderato: OneModerato;
let receiver: HttpReceiver;
let isMute = true;

beforeAll(async () => {
  moderato = await OneModerato.make();
  // A process of its own cannot be given a key prefix: this one works on Postgres' queue, in this test's database.
  delete moderato.env.REDIS_URL;
  // The Transparency Database, which at first takes a batch in and never says so.
  receiver = await startHttpReceiver((res, { path, body }) => {
    const puid = /existing-puid\/([\w-]+)$/.exec(path)?.[1];
    if (puid !== undefined) {
      res.writeHead(stored.includes(puid) ? 302 : 404, { 'content-type': 'application/json' }).end('{}');
      return;
    }
    const { statements } = JSON.parse(body) as { statements: TransparencyStatement[] };
    stored.push(...statements.map((one) => transparencyStatementSchema.parse(one).puid));
    if (!isMute) res.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ statements }));
  });
});
afterAll(async () => {
  await receiver.close();
  await moderato.dispose();
});

test('statements whose process is killed between sending and writing are asked for, and each is stored once', async () => {
  const { db, siteId } = moderato;
  const at = new Date(Date.now() - 48 * hourMs);
  const comments = [await insertTestComment(db, siteId, { at }), await insertTestComment(db, siteId, { at })];
  const decisions = comments.map((comment) =>
    aDecision(comment, { id: newId(at), outcome: 'reject', findings: [aFinding()] }),
  );
  const submission = { enabled: true, url: new URL(receiver.url).origin, token: 'token-of-the-site' };
  const settings = dsaSettingsInputSchema.parse({ submission });
  await db.database.withSite(siteId, async (tx) => {
    await recordAutomaticDecisions(tx, siteId, decisions, at);
    const staff = { actor: 'test', at };
    await changeDsaSettings(tx, new MasterKeys(['ab'.repeat(32)]), { siteId, settings, staff });
    // As if it had been switched on two days ago.
    await tx.query('insert into statement_mark (site_id, below, looked_at) values ($1, $2, $3)', [
      siteId,
      firstIdAt(new Date(at.getTime() - hourMs)),
      at,
    ]);
  });
  const states = async () =>
    (await db.owner.query('select state from statement order by puid')).rows.map((r) => r.state);
  const first = await spawnService('delivery', moderato.env);
  try {
    await eventually('the batch', () => stored.length > 0, 60_000);
  } finally {
    await first.stop('SIGKILL');
  }
  expect(await states()).toEqual(['pending', 'pending']);
  isMute = false;
  // An hour passes.
  await db.owner.query(`update statement set leased_until = now() - interval '1 second'`);
  const second = await spawnService('delivery', moderato.env);
  try {
    await eventually('the answers', async () => (await states()).every((state) => state === 'accepted'), 60_000);
  } finally {
    await second.stop();
  }
  expect(stored.toSorted()).toEqual(decisions.map(({ id }) => `moderato-${id}`).toSorted());
}, 180_000);
