import { addressHashOf, knowAddress, MasterKeys } from '@moderato/database';
import { unsubscribeToken } from '@moderato/email';
import { captureLog, createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { makeSite, type RunningIntake, startIntake, type TestSite } from '../testing/running-intake.js';

const masterKeys = new MasterKeys(['ab'.repeat(32)]);
const captured = captureLog('intake');
const address = 'marked-desk@paper.example';
let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;

beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, { log: captured.log });
});
beforeEach(async () => {
  site = await makeSite(db.database);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

async function anAddress(): Promise<{ id: string; url: string }> {
  const hash = addressHashOf(masterKeys, site.siteId, { address, isOwn: true });
  const { id } = await db.database.withSite(site.siteId, (tx) =>
    knowAddress(tx, site.siteId, { address, hash, isOwn: true }, new Date()),
  );
  return { id, url: `/u/${unsubscribeToken(masterKeys.derive('unsubscribe'), `${id}.digests`)}` };
}
const unsubscribed = async (id: string) =>
  (await db.owner.query('select unsubscribed from mail_address where id = $1', [id])).rows[0].unsubscribed;
const oneClick = (url: string, contentType = 'application/x-www-form-urlencoded') =>
  intake.call(null, 'POST', url, {
    raw: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': contentType },
  });

test('a mail program unsubscribes by one POST without key or cookie, as often as it likes', async () => {
  const { id, url } = await anAddress();
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
    const answer = await oneClick(url, type);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
  }
  expect(await unsubscribed(id)).toEqual(['digests']);
  for (let i = 0; i < 40; i++) expect((await oneClick(url)).status).toBe(200);
});

test('opening the link shows a button and changes nothing', async () => {
  const { id, url } = await anAddress();
  for (const method of ['GET', 'HEAD']) {
    const answer = await intake.call(null, method, url);
    expect(answer.status).toBe(200);
    if (method === 'GET') expect(answer.body).toMatch(/<form method="post"><button>Unsubscribe/);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(JSON.stringify(answer.body)).not.toContain('marked-desk');
  }
  expect(await unsubscribed(id)).toEqual([]);
});

test('a token that was changed, or that names nothing, unsubscribes nobody', async () => {
  const { id, url } = await anAddress();
  const secret = masterKeys.derive('unsubscribe');
  const none = [`${id}.everything`, `${site.siteId}.digests`, 'x'].map(
    (subject) => `/u/${unsubscribeToken(secret, subject)}`,
  );
  for (const bad of [`${url.slice(0, -1)}${url.endsWith('0') ? '1' : '0'}`, '/u/x', ...none]) {
    for (const method of ['GET', 'POST']) expect((await intake.call(null, method, bad)).status).toBe(404);
  }
  expect([await unsubscribed(id), captured.text().includes('marked-desk')]).toEqual([[], false]);
});

test('how much is mailed, and to whom, is read and set; what is wrong with it is named', async () => {
  const settings = (method: string, body?: object) =>
    intake.call(site, method, '/v1/reports/settings', body && { body });
  expect((await settings('GET')).body).toMatchObject({ immediate: 3, severePerHour: 6, digestMinutes: 60 });
  const wanted = { digestHours: [8, 17], timeZone: 'Europe/Berlin', secondContact: 'chief@paper.example' };
  expect((await settings('PUT', wanted)).body).toMatchObject(wanted);
  expect((await settings('GET')).body).toMatchObject({ ...wanted, digestMinutes: 60 });
  const bad = { digestHours: [24], timeZone: 'Mars/Phobos', secondContact: 'nobody', digestMinutes: 0, often: true };
  const refused = await settings('PUT', bad);
  const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
  expect([refused.status, pointers.toSorted()]).toEqual([
    422,
    ['/digestHours/0', '/digestMinutes', '/often', '/secondContact', '/timeZone'],
  ]);
  const { rows } = await db.owner.query(`select data from action where site_id = $1`, [site.siteId]);
  expect(JSON.stringify(rows)).not.toContain('chief@');
});

test('a site sees its own addresses and says that one works again; another site’s are not there', async () => {
  const { id, url } = await anAddress();
  await oneClick(url);
  await db.owner.query(`update mail_address set suppressed_at = now(), suppressed_for = '5.1.1' where id = $1`, [id]);
  const listed = await intake.call(site, 'GET', '/v1/mail-addresses');
  expect(listed.body).toMatchObject({
    data: [{ id, address, state: 'dead', status: '5.1.1', unsubscribed: ['digests'] }],
    alarms: [{ kind: 'address_dead', addressId: id }, { kind: 'unsubscribed' }],
  });
  const other = await makeSite(db.database);
  expect((await intake.call(other, 'POST', `/v1/mail-addresses/${id}/works`)).status).toBe(404);
  const cleared = await intake.call(site, 'POST', `/v1/mail-addresses/${id}/works`);
  expect(cleared.body).toMatchObject({ data: [{ state: 'works', unsubscribed: [] }], alarms: [] });
});
