import { Readable, Writable } from 'node:stream';
import { recordAutomaticDecisions } from '@moderato/database';
import { newId, transparencyStatementSchema } from '@moderato/domain';
import {
  aDecision,
  aFinding,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';
import { run } from '../program.js';

let db: TestDatabase;
let site: string;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  siteId = await insertTestSite(db);
  site = `site-${siteId}`;
});
afterAll(() => db.drop());

class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

async function dsa(args: string[], stdin = '') {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const env = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: 'ab'.repeat(32) };
  const io = { stdin: Readable.from([stdin]), stdout, stderr, env, version: 'test' };
  const code = await run(['dsa', ...args, '--site', site], io);
  return { code, out: stdout.text, err: stderr.text };
}

test('settings are changed from standard input, and the token is never printed', async () => {
  const token = 'token-of-the-site';
  const set = await dsa(['settings', '--set'], JSON.stringify({ submission: { enabled: true, token } }));
  expect([set.code, JSON.parse(set.out)]).toMatchObject([0, { submission: { enabled: true, hasToken: true } }]);
  expect((await dsa(['settings'])).out).toBe(set.out);
  expect(`${set.out}${set.err}`).not.toContain(token);
  const bad = await dsa(['settings', '--set'], '{"notices":{"colour":1},"statements":{"holdDays":0}}');
  expect([bad.code, bad.err]).toEqual([1, expect.stringMatching(/\/notices.*colour.*\/statements\/holdDays/)]);
  expect((await dsa(['settings', '--set'], 'no json')).err).toContain('no JSON');
});

test('statements of a time are printed as the database takes them, as JSON lines and as CSV', async () => {
  const at = new Date(Date.now() - 48 * 3_600_000);
  const comment = await insertTestComment(db, siteId, { body: 'You idiot, Marked-Words.', at });
  const findings = [aFinding({ explanation: 'Insults, "badly".' })];
  const decision = aDecision(comment, { id: newId(at), outcome: 'reject', findings });
  await db.database.withSite(siteId, (tx) => recordAutomaticDecisions(tx, siteId, [decision], at));
  await insertTestComment(db, siteId);
  const days = ['--from', '2020-01-01', '--to', '2037-01-01'];
  const json = await dsa(['statements', ...days]);
  const lines = json.out.trimEnd().split('\n');
  expect(lines.map((line) => transparencyStatementSchema.parse(JSON.parse(line)).puid)).toEqual([
    `moderato-${decision.id}`,
  ]);
  const csv = await dsa(['statements', ...days, '--csv']);
  expect(csv.out.split('\r\n')).toHaveLength(3);
  expect(csv.out).toContain(`moderato-${decision.id}`);
  expect(`${json.out}${csv.out}`).not.toContain('Marked-Words');
  expect((await dsa(['statements', '--from', '2020-01-01', '--to', '2020-02-01'])).out).toBe('');
});

test('a year’s figures are printed as CSV', async () => {
  const { code, out } = await dsa(['figures', '--year', String(new Date().getUTCFullYear())]);
  expect(code).toBe(0);
  expect(out).toMatch(/^site,year,article,about,category,figure,value,unit\r\n/);
  expect(out).toContain(`${site},${new Date().getUTCFullYear()},15(1)(e),automated means,all,`);
});

test.each([
  [['figures', '--year', '26'], 'year'],
  [['statements', '--from', 'today', '--to', '2026-01-01'], 'day'],
  [['statements', '--from', '2026-02-01', '--to', '2026-01-01'], '--from'],
  [['statements', '--from', '2026-01-01', '--to', '2026-02-01', '--csv', '--json'], 'either'],
])('what cannot be asked says why: %j', async (args, words) => {
  const { code, err } = await dsa(args);
  expect([code, err]).toEqual([2, expect.stringContaining(words)]);
});
