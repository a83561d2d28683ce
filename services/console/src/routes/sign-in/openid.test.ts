import { captureLog, createTestDatabase, insertTestSite, ManualClock, type TestDatabase } from '@moderato/testkit';
import { loadConsoleConfig } from '../../config.js';
import { cookieOf, startTestConsole, type TestConsole } from '../../testing/console-site.js';
import { type OpenIdProvider, startOpenIdProvider } from '../../testing/openid-provider.js';

const clock = new ManualClock();
const captured = captureLog('console');
const consoleUrl = 'http://desk.example';
let db: TestDatabase;
let provider: OpenIdProvider;
let desk: TestConsole;
let siteId: string;
let id: string;
let people = 0;

const settingsOf = ({
  issuer,
  clientId,
  clientSecret,
}: Pick<OpenIdProvider, 'issuer' | 'clientId' | 'clientSecret'>) => ({
  MODERATO_CONSOLE_URL: consoleUrl,
  CONSOLE_OIDC_ISSUER: issuer,
  CONSOLE_OIDC_CLIENT_ID: clientId,
  CONSOLE_OIDC_CLIENT_SECRET: clientSecret,
  CONSOLE_OIDC_NAME: 'Harbour accounts',
});

beforeAll(async () => {
  db = await createTestDatabase();
  provider = await startOpenIdProvider();
  desk = await startTestConsole({ db, clock, log: captured.log }, settingsOf(provider));
  siteId = await insertTestSite(db, undefined, clock.now());
});
beforeEach(async () => {
  people += 1;
  id = await desk.addModerator(siteId, { email: `kim${people}@paper.example`, role: 'moderator' });
  provider.person = { email: `Kim${people}@paper.example`, email_verified: true };
  provider.forged = {};
});
afterAll(async () => {
  await desk?.stop();
  await provider?.stop();
  await db?.drop();
});

/** As a browser goes: to the desk, to the provider, and where that sends it back to. */
async function begin() {
  const begun = await desk.call('GET', '/sign-in/openid');
  const toProvider = begun.headers.get('location') ?? '';
  const answered = await fetch(toProvider, { redirect: 'manual' });
  const back = new URL(answered.headers.get('location') ?? '');
  return { toProvider: new URL(toProvider), cookie: cookieOf(begun.headers), back: `${back.pathname}${back.search}` };
}
const finish = (back: string, cookie: string) => desk.call('GET', back, { cookie });
const sessionCookie = (headers: Headers) =>
  headers
    .getSetCookie()
    .find((one) => one.startsWith('moderato_session='))
    ?.split(';')[0];

test('somebody who was invited signs in, by code flow with PKCE, state and nonce', async () => {
  const { toProvider, cookie, back } = await begin();
  const asked = Object.fromEntries(toProvider.searchParams);
  expect(asked).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${consoleUrl}/sign-in/openid/callback`,
    client_id: provider.clientId,
  });
  for (const one of [asked.state, asked.nonce, asked.code_challenge]) expect(one?.length).toBeGreaterThan(20);
  const { status, headers } = await finish(back, cookie);
  expect([status, headers.get('location')]).toEqual([303, '/']);
  const session = await desk.call('GET', '/api/session', { cookie: sessionCookie(headers) ?? '' });
  expect(session.body.moderator).toMatchObject({ id, role: 'moderator' });
  const { rows } = await db.owner.query('select joined_at from moderator where id = $1', [id]);
  expect(rows[0].joined_at).toEqual(clock.now());
});

test('the sign-in page is told of it', async () => {
  expect((await desk.call('GET', '/api/sign-in')).body.openId).toEqual({ name: 'Harbour accounts' });
});

test.each([
  ['whom nobody invited', 'openid_no_account', { email: 'stranger@paper.example', email_verified: true }],
  ['whose address is not verified', 'openid_unverified', { email_verified: false }],
  ['whose address may be verified', 'openid_unverified', { email_verified: undefined }],
  ['whose address is "true"ly verified', 'openid_unverified', { email_verified: 'true' }],
])('somebody %s is sent back without a session', async (_, problem, person) => {
  provider.person = { ...provider.person, ...person };
  const { back, cookie } = await begin();
  const { status, headers } = await finish(back, cookie);
  expect([status, headers.get('location')]).toEqual([303, `/?problem=${problem}`]);
  expect(sessionCookie(headers)).toBeUndefined();
});

test('somebody whose account was disabled is sent back', async () => {
  await db.owner.query('update moderator set disabled_at = $2 where id = $1', [id, clock.now()]);
  const { back, cookie } = await begin();
  expect((await finish(back, cookie)).headers.get('location')).toBe('/?problem=openid_no_account');
});

test.each([
  ['of another nonce', { nonce: 'another' }],
  ['for another client', { aud: 'another' }],
  ['of another issuer', { iss: 'https://evil.example' }],
  ['that has run out', { exp: 1_000 }],
])('an identity %s opens nothing', async (_, forged) => {
  provider.forged = forged;
  const { back, cookie } = await begin();
  const { headers } = await finish(back, cookie);
  expect([headers.get('location'), sessionCookie(headers)]).toEqual(['/?problem=openid_failed', undefined]);
});

test('an answer with another state, to a browser that asked nothing, or a second time, opens nothing', async () => {
  const { back, cookie } = await begin();
  const other = await begin();
  const outcomes = [
    await finish(back.replace(/state=[^&]+/, 'state=forged'), cookie),
    await finish(other.back, cookie),
    await finish(other.back, ''),
    await finish(other.back, 'moderato_openid=forged'),
  ];
  const good = await begin();
  expect((await finish(good.back, good.cookie)).headers.get('location')).toBe('/');
  outcomes.push(await finish(good.back, good.cookie));
  for (const { headers } of outcomes) {
    expect([headers.get('location'), sessionCookie(headers)]).toEqual(['/?problem=openid_failed', undefined]);
  }
});

test('a code that was stolen is no use without the verifier of the browser that asked', async () => {
  const mine = await begin();
  const theirs = await begin();
  const code = new URLSearchParams(theirs.back.split('?')[1]).get('code') ?? '';
  const { headers } = await finish(mine.back.replace(/code=[^&]+/, `code=${code}`), mine.cookie);
  expect(headers.get('location')).toBe('/?problem=openid_failed');
});

test('a provider that is away is said plainly, and asked again the next time', async () => {
  const away = await startTestConsole(
    { db, clock, log: captured.log },
    settingsOf({ ...provider, issuer: 'http://127.0.0.1:9' }),
  );
  for (let i = 0; i < 2; i += 1) {
    expect((await away.call('GET', '/sign-in/openid')).headers.get('location')).toBe('/?problem=openid_failed');
  }
  await away.stop();
});

test('half a setting stops the start and names the other half; a provider elsewhere takes https', () => {
  const base = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: 'a'.repeat(64) };
  const load = (env: Record<string, string>) => () => loadConsoleConfig({ ...base, ...env });
  expect(load({ CONSOLE_OIDC_ISSUER: 'https://id.example' })).toThrow(
    /CONSOLE_OIDC_CLIENT_ID[\s\S]*CONSOLE_OIDC_CLIENT_SECRET/,
  );
  expect(load({ ...settingsOf(provider), CONSOLE_OIDC_ISSUER: 'http://id.example' })).toThrow(/https/);
});

test('who came, and by which code, is not in the log', () => {
  const log = captured.text();
  expect(log).toContain('openid.refused');
  for (const word of ['@paper.example', 'code=', provider.clientSecret]) expect(log).not.toContain(word);
});
