import { randomBytes } from 'node:crypto';
import { createTestDatabase, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { runCommand } from '../testing/run-command.js';

let db: TestDatabase;
let site: string;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
  site = `site-${siteId}`;
});
afterAll(() => db.drop());

const env = () => ({
  DATABASE_URL: db.url,
  MODERATO_MASTER_KEY: randomBytes(32).toString('hex'),
  MODERATO_CONSOLE_URL: 'https://desk.example',
});
const users = (...args: string[]) => runCommand(['users', ...args, '--site', site], env());
const entries = async () =>
  (await db.owner.query('select kind, actor from action where site_id = $1 order by block_height', [siteId])).rows;

test('the first user of a site is an admin, the next a moderator, unless told otherwise', async () => {
  const first = await users('create', '--name', 'Ada');
  const second = await users('create', '--name', 'Bea', '--email', 'Bea@paper.example');
  const third = await users('create', '--name', 'Cy', '--role', 'triage');
  expect([first, second, third].map(({ printed }) => printed[0]?.role)).toEqual(['admin', 'moderator', 'triage']);
  expect(first.printed[0]?.loginUrl).toMatch(/^https:\/\/desk\.example\/login\?token=/);
  const { printed } = await users('list');
  expect(printed).toMatchObject([
    { name: 'Ada', role: 'admin', email: null },
    { name: 'Bea', email: 'bea@paper.example' },
    { name: 'Cy' },
  ]);
});

test('an invitation is mailed, and its link printed', async () => {
  const { code, printed } = await users('invite', '--name', 'Bea', '--email', 'bea@paper.example', '--role', 'triage');
  expect({ code, printed }).toMatchObject({
    code: 0,
    printed: [{ role: 'triage', inviteUrl: expect.stringMatching(/^https:\/\/desk\.example\/join#/) }],
  });
  const { rows } = await db.owner.query('select kind, recipient, message_id, state from mail where site_id = $1', [
    siteId,
  ]);
  expect(rows).toEqual([
    {
      kind: 'invitation',
      recipient: 'bea@paper.example',
      message_id: expect.stringMatching(/@desk\.example$/),
      state: 'pending',
    },
  ]);
});

test('a role is changed, an account disabled and taken back, by address or id, with entries on the record', async () => {
  await users('create', '--name', 'Ada');
  const made = await users('create', '--name', 'Bea', '--email', 'bea@paper.example');
  expect((await users('role', 'BEA@paper.example', 'read_only')).printed).toMatchObject([{ role: 'read_only' }]);
  const id = made.printed[0]?.id as string;
  expect((await users('disable', id)).printed).toMatchObject([{ disabledAt: expect.any(String) }]);
  expect((await users('enable', 'bea@paper.example')).printed).toMatchObject([{ disabledAt: null }]);
  expect((await users('sign-out', id)).code).toBe(0);
  expect(await entries()).toEqual(
    ['user.added', 'user.added', 'user.role_changed', 'user.disabled', 'user.enabled'].map((kind) => ({
      kind,
      actor: 'cli',
    })),
  );
});

test.each([
  [['create', '--name', 'Ada', '--role', 'king'], 2, 'Allowed choices'],
  [['invite', '--name', 'Ada', '--email', 'nobody'], 2, 'e-mail address'],
  [['role', 'nobody@paper.example', 'admin'], 1, 'no user nobody@paper.example'],
  [['role', 'x', 'king'], 2, 'Allowed choices'],
])('what cannot be done says why: %j', async (args, code, words) => {
  expect(await users(...args)).toMatchObject({ code, stderr: expect.stringContaining(words) });
});

test('the only admin is neither disabled nor demoted', async () => {
  const { printed } = await users('create', '--name', 'Ada');
  const id = printed[0]?.id as string;
  for (const args of [
    ['disable', id],
    ['role', id, 'triage'],
  ]) {
    expect(await users(...args)).toMatchObject({ code: 1, stderr: expect.stringContaining('last admin') });
  }
});

test('an address has one account at a site', async () => {
  await users('create', '--name', 'Bea', '--email', 'bea@paper.example');
  expect(await users('invite', '--name', 'Bea', '--email', 'bea@paper.example')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('/email'),
  });
});
