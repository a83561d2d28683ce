import { accountLinkToken } from '@moderato/database';
import {
  captureLog,
  createTestDatabase,
  eventually,
  insertTestSite,
  ManualClock,
  type TestDatabase,
} from '@moderato/testkit';
import { Secret, TOTP } from 'otpauth';
import { limits } from '../../sessions/attempt-limits.js';
import { cookieOf, startTestConsole, type TestConsole } from '../../testing/console-site.js';

const clock = new ManualClock();
const captured = captureLog('console');
const password = 'lamp drizzle anchor fee';
const minuteMs = 60_000;
let db: TestDatabase;
let desk: TestConsole;
let siteId: string;
let email: string;
let id: string;
let people = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  desk = await startTestConsole({ db, clock, log: captured.log }, { CONSOLE_TRUSTED_PROXIES: '1' });
  siteId = await insertTestSite(db, undefined, clock.now());
});
beforeEach(async () => {
  people += 1;
  email = `kim${people}@paper.example`;
  id = await desk.addModerator(siteId, { email, role: 'admin', password });
});
afterAll(async () => {
  await desk?.stop();
  await db?.drop();
});

/** From an address of its own, unless told. */
const signIn = (body: object, ip = `203.0.113.${people}`) =>
  desk.call('POST', '/api/sign-in', { body, headers: { 'x-forwarded-for': ip } });
const slugOf = async (site: string) =>
  (await db.owner.query('select slug from site where id = $1', [site])).rows[0].slug as string;
const kinds = async (of: string) =>
  (
    await db.owner.query('select kind from action where subject_id = $1 order by block_height, block_index', [of])
  ).rows.map(({ kind }) => kind);
const whoAmI = async (cookie: string) => (await desk.call('GET', '/api/session', { cookie })).body.moderator?.id;

describe('e-mail and password', () => {
  test('open a session, in an http-only cookie of twelve hours; capitals and spaces of the address do not count', async () => {
    const { status, body, headers } = await signIn({ email: ` ${email.toUpperCase()} `.trim(), password });
    expect([status, body]).toEqual([200, { signedIn: true, codeNeeded: false }]);
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(await whoAmI(cookieOf(headers))).toBe(id);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('a wrong password, an unknown address, a disabled account and one without a password get one answer', async () => {
    const disabled = await desk.addModerator(siteId, { email: `gone${people}@paper.example`, password });
    await db.owner.query('update moderator set disabled_at = $2 where id = $1', [disabled, clock.now()]);
    await desk.addModerator(siteId, { email: `new${people}@paper.example` });
    const answers = [];
    for (const attempt of [
      { email, password: 'lamp drizzle anchor fees' },
      { email: `nobody${people}@paper.example`, password },
      { email: `gone${people}@paper.example`, password },
      { email: `new${people}@paper.example`, password },
    ]) {
      const { status, body, headers } = await signIn(attempt);
      const { request_id: _id, instance: _instance, ...rest } = body;
      answers.push({ status, rest, cookies: headers.getSetCookie() });
    }
    expect(answers[0]).toMatchObject({ status: 401, rest: { code: 'sign_in_failed' }, cookies: [] });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('an unknown address takes the processor as long as a wrong password', async () => {
    const cost = async (body: object) => {
      const spent: number[] = [];
      for (let i = 0; i < 5; i += 1) {
        const before = process.cpuUsage();
        await signIn(body, `198.51.100.${i}`);
        const { user, system } = process.cpuUsage(before);
        spent.push(user + system);
      }
      return spent.toSorted((a, b) => a - b)[2] as number;
    };
    const known = await cost({ email, password: 'not the password at all' });
    const unknown = await cost({ email: `nobody${people}@paper.example`, password: 'not the password at all' });
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  test('after ten attempts an account is left alone for a quarter of an hour, from wherever they come', async () => {
    for (let i = 0; i < limits['sign-in'].account; i += 1) {
      expect((await signIn({ email, password: 'wrong' }, `192.0.2.${i}`)).status).toBe(401);
    }
    const { status, body, headers } = await signIn({ email, password }, '192.0.2.99');
    expect([status, body.code]).toEqual([429, 'rate_limited']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(800);
    clock.advance(limits['sign-in'].windowMs);
    expect((await signIn({ email, password }, '192.0.2.99')).status).toBe(200);
  });

  test('many at once are counted as many', async () => {
    const all = await Promise.all(
      Array.from({ length: 15 }, (_, i) => signIn({ email, password: 'wrong' }, `192.0.2.${100 + i}`)),
    );
    expect(all.filter(({ status }) => status === 429)).toHaveLength(15 - limits['sign-in'].account);
  });

  test('a success forgets the failures of the account', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < limits['sign-in'].account - 1; i += 1)
        await signIn({ email, password: 'wrong' }, `192.0.2.${i}`);
      expect((await signIn({ email, password }, '192.0.2.50')).status).toBe(200);
    }
  });

  test('an address that tries account after account is stopped, an IPv6 network as one address', async () => {
    const before = limits['sign-in'].address;
    for (let i = 0; i < before; i += 1) {
      const { status } = await signIn(
        { email: `try${i}@x.example`, password: 'wrong' },
        `2001:db8:0:${people}::${i + 1}`,
      );
      expect(status).toBe(401);
    }
    expect((await signIn({ email, password }, `2001:db8:0:${people}:ffff::1`)).status).toBe(429);
    expect((await signIn({ email, password }, `2001:db8:1:${people}::1`)).status).toBe(200);
  });

  test('who has accounts at two sites gets to the one used last, or the one named', async () => {
    clock.advance(minuteMs);
    const other = await insertTestSite(db, undefined, clock.now());
    const there = await desk.addModerator(other, { email, password: 'another set of words' });
    const named = await signIn({ email, password, site: await slugOf(siteId) });
    expect(await whoAmI(cookieOf(named.headers))).toBe(id);
    clock.advance(minuteMs);
    const elsewhere = await signIn({ email, password: 'another set of words', site: await slugOf(other) });
    expect(await whoAmI(cookieOf(elsewhere.headers))).toBe(there);
    expect((await signIn({ email, password })).status).toBe(401);
    expect((await signIn({ email, password: 'another set of words' })).status).toBe(200);
  });

  test('every bad field is named at once', async () => {
    const { status, body } = await signIn({ email: 'no address', pass: 1 });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/email',
      '/pass',
      '/password',
    ]);
  });
});

describe('a second factor', () => {
  const codeOf = (secret: string, at = clock.now()) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
  const enrol = async () => {
    const cookie = cookieOf((await signIn({ email, password })).headers);
    const begun = await desk.call('POST', '/api/account/totp', { cookie, body: { current: password } });
    const { secret } = begun.body;
    const confirmed = await desk.call('POST', '/api/account/totp/confirm', { cookie, body: { code: codeOf(secret) } });
    clock.advance(minuteMs);
    return { cookie, secret: secret as string, uri: begun.body.uri, codes: confirmed.body.recoveryCodes as string[] };
  };

  test('is begun with the password only, and asked for from when a code was shown', async () => {
    const cookie = cookieOf((await signIn({ email, password })).headers);
    const refused = await desk.call('POST', '/api/account/totp', { cookie, body: { current: 'not it' } });
    expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([422, '/current']);
    const { body } = await desk.call('POST', '/api/account/totp', { cookie, body: { current: password } });
    expect(new URL(body.uri).searchParams.get('issuer')).toBe('Moderato Test Site');
    expect((await signIn({ email, password })).body).toEqual({ signedIn: true, codeNeeded: false });
    const wrong = await desk.call('POST', '/api/account/totp/confirm', { cookie, body: { code: '000000' } });
    expect([wrong.status, wrong.body.errors?.[0].pointer]).toEqual([422, '/code']);
    await desk.call('POST', '/api/account/totp/confirm', { cookie, body: { code: codeOf(body.secret) } });
    const { body: answer, headers } = await signIn({ email, password });
    expect([answer, headers.getSetCookie()]).toEqual([{ signedIn: false, codeNeeded: true }, []]);
    expect(await kinds(id)).toContain('user.second_factor_added');
  });

  test('takes a code once, and none before it; of two who bring the same one at once one gets in', async () => {
    const { secret } = await enrol();
    const code = codeOf(secret);
    const both = await Promise.all([signIn({ email, password, code }), signIn({ email, password, code })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    const earlier = codeOf(secret, new Date(clock.now().getTime() - 30_000));
    expect((await signIn({ email, password, code: earlier })).status).toBe(401);
    clock.advance(minuteMs);
    expect((await signIn({ email, password, code: codeOf(secret) })).body.signedIn).toBe(true);
  });

  test('a code is no use without the password, and one of another hour is none', async () => {
    const { secret } = await enrol();
    expect((await signIn({ email, password: 'wrong words here', code: codeOf(secret) })).status).toBe(401);
    const old = codeOf(secret, new Date(clock.now().getTime() - 3_600_000));
    expect((await signIn({ email, password, code: old })).status).toBe(401);
  });

  test('ten recovery codes work once each, and are replaced by new ones', async () => {
    const { codes, cookie, secret } = await enrol();
    expect(new Set(codes).size).toBe(10);
    const [first = '', second = ''] = codes;
    expect((await signIn({ email, password, code: first.toUpperCase() })).body.signedIn).toBe(true);
    expect((await signIn({ email, password, code: first })).status).toBe(401);
    const account = await desk.call('GET', '/api/account', { cookie });
    expect(account.body.secondFactor.recoveryCodesLeft).toBe(9);
    const renewed = await desk.call('POST', '/api/account/recovery-codes', { cookie, body: { code: codeOf(secret) } });
    expect((await signIn({ email, password, code: second })).status).toBe(401);
    expect((await signIn({ email, password, code: renewed.body.recoveryCodes[0] })).body.signedIn).toBe(true);
  });

  test('neither secret nor codes are in the database as they are', async () => {
    const { secret, codes } = await enrol();
    const { rows } = await db.owner.query('select totp_secret from moderator where id = $1', [id]);
    const bytes = Buffer.from(Secret.fromBase32(secret).bytes);
    expect(rows[0].totp_secret.includes(bytes)).toBe(false);
    const kept = await db.owner.query(
      `select encode(code_hash, 'escape') as hash from recovery_code where moderator_id = $1`,
      [id],
    );
    expect(kept.rows.filter(({ hash }) => codes.some((code) => hash.includes(code)))).toEqual([]);
  });

  test('is removed by a code of it, and by an admin for somebody who lost it', async () => {
    const { cookie, secret } = await enrol();
    const wrong = await desk.call('POST', '/api/account/totp/remove', { cookie, body: { code: '000000' } });
    expect(wrong.status).toBe(422);
    await desk.call('POST', '/api/account/totp/remove', { cookie, body: { code: codeOf(secret) } });
    expect((await signIn({ email, password })).body.signedIn).toBe(true);
    await enrol();
    const admin = await desk.signIn(siteId, await desk.addModerator(siteId, { role: 'admin' }));
    await desk.call('POST', `/api/users/${id}/remove-second-factor`, { cookie: admin, body: {} });
    expect((await signIn({ email, password })).body.signedIn).toBe(true);
  });
});

describe('a new password', () => {
  const askForReset = (body: object) =>
    desk.call('POST', '/api/password-resets', { body, headers: { 'x-forwarded-for': `203.0.113.${people}` } });
  const mails = async () =>
    (
      await db.owner.query(`select about_id from mail where kind = 'password-reset' and recipient = $1 order by id`, [
        email,
      ])
    ).rows;
  const resetLink = async () => {
    await askForReset({ email });
    await eventually('the mail in the outbox', async () => (await mails()).length > 0);
    return accountLinkToken(desk.masterKeys, siteId, (await mails()).at(-1)?.about_id);
  };
  const use = (token: string, next: string) =>
    desk.call('POST', '/api/account-links/use', {
      body: { token, password: next },
      headers: { 'x-forwarded-for': `203.0.113.${people}` },
    });
  const next = 'eleven grey herons dance';

  test('is chosen by a link in a mail, which works once, ends every session and signs nobody in', async () => {
    const cookie = cookieOf((await signIn({ email, password })).headers);
    const token = await resetLink();
    const read = await desk.call('POST', '/api/account-links/read', { body: { token } });
    expect(read.body).toMatchObject({ purpose: 'password-reset', email, site: { name: 'Test Site' } });
    const { status, body, headers } = await use(token, next);
    expect([status, body.signedIn, headers.getSetCookie()]).toEqual([200, false, []]);
    expect(await whoAmI(cookie)).toBeUndefined();
    expect((await signIn({ email, password })).status).toBe(401);
    expect((await signIn({ email, password: next })).status).toBe(200);
    const again = await use(token, 'some other words here');
    expect([again.status, again.body.code]).toEqual([410, 'dead_link']);
  });

  test('a bad password leaves the link as it was, and says what to do', async () => {
    const token = await resetLink();
    const { status, body } = await use(token, email);
    expect([status, body.errors?.[0].code]).toEqual([422, 'too_personal']);
    expect((await use(token, next)).status).toBe(200);
  });

  test('a link that was changed, that a newer one replaced, or that is an hour old is dead', async () => {
    const token = await resetLink();
    expect((await use(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, next)).status).toBe(410);
    const before = (await mails()).length;
    await askForReset({ email });
    await eventually('the next mail', async () => (await mails()).length > before);
    expect((await use(token, next)).status).toBe(410);
    const newest = accountLinkToken(desk.masterKeys, siteId, (await mails()).at(-1)?.about_id);
    clock.advance(60 * minuteMs);
    expect((await use(newest, next)).status).toBe(410);
  });

  test('of two who use a link at once one sets the password', async () => {
    const token = await resetLink();
    const both = await Promise.all([use(token, next), use(token, 'some other words here')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410]);
  });

  test('an unknown address gets the same answer and no mail; the fourth within an hour is refused', async () => {
    const stranger = await askForReset({ email: `nobody${people}@paper.example` });
    const known = await askForReset({ email });
    expect([stranger.status, stranger.body]).toEqual([known.status, known.body]);
    await eventually('the mail', async () => (await mails()).length === 1);
    const { rows } = await db.owner.query('select 1 from mail where recipient = $1', [`nobody${people}@paper.example`]);
    expect(rows).toEqual([]);
    await askForReset({ email });
    await askForReset({ email });
    expect((await askForReset({ email })).status).toBe(429);
  });

  test('is changed when signed in with the old one, and ends the other sessions', async () => {
    const here = cookieOf((await signIn({ email, password })).headers);
    const there = cookieOf((await signIn({ email, password })).headers);
    const change = (body: object) => desk.call('POST', '/api/account/password', { cookie: here, body });
    expect((await change({ password: next })).body.errors[0]).toMatchObject({ pointer: '/current' });
    expect((await change({ current: password, password: 'short' })).body.errors[0]).toMatchObject({
      pointer: '/password',
      code: 'too_short',
    });
    expect((await change({ current: password, password: next })).status).toBe(204);
    expect([await whoAmI(here), await whoAmI(there)]).toEqual([id, undefined]);
    expect((await signIn({ email, password: next })).status).toBe(200);
  });
});

test('sessions are listed with where they are, and the others ended', async () => {
  const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
  const other = await desk.call('POST', '/api/sign-in', { body: { email, password }, headers: firefox });
  clock.advance(1_000);
  const cookie = cookieOf((await signIn({ email, password })).headers);
  const sessions = async () => (await desk.call('GET', '/api/account', { cookie })).body.sessions;
  expect(await sessions()).toMatchObject([
    { isThis: true, openedBy: 'password' },
    { isThis: false, openedBy: 'password', device: 'Firefox on Linux' },
  ]);
  await desk.call('POST', '/api/account/sign-out-others', { cookie, body: {} });
  expect(await sessions()).toHaveLength(1);
  expect(await whoAmI(cookieOf(other.headers))).toBeUndefined();
});

test('no password, code, address or token is in the log', () => {
  const log = captured.text();
  expect(log).toContain('/api/sign-in');
  for (const word of [password, 'eleven grey herons', '@paper.example', '203.0.113.']) expect(log).not.toContain(word);
});
