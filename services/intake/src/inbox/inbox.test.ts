import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureLog, createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from '../testing/running-intake.js';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'packages', 'email', 'fixtures', 'mails');
const secret = 'mail-demo-secret';
const captured = captureLog('intake');
let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
let sourceId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, { log: captured.log });
});
beforeEach(async () => {
  site = await makeSite(db.database);
  const source = { name: 'mail', scheme: 'hyvor', secret };
  sourceId = (await intake.call(site, 'POST', '/v1/ingest-sources', { body: source })).body.id;
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const handOver = (name: string, key = secret) => {
  const raw = readFileSync(join(folder, `${name}.eml`));
  const signature = createHmac('sha256', key).update(raw).digest('hex');
  const headers = { 'content-type': 'message/rfc822', 'x-signature': signature };
  return intake.call(null, 'POST', `/ingest-mail/${sourceId}`, { raw, headers });
};
const inbox = async (state: string) => (await intake.call(site, 'GET', `/v1/inbox?state=${state}`)).body.data;
/** What delivery does with a mail in which it finds no comment. */
const leaveUnplaced = () =>
  db.owner.query(`update inbound_mail set state = 'unplaced', why = 'nothing' where site_id = $1`, [site.siteId]);
const aComment = async () => {
  const submission = aSubmission();
  const { body } = await intake.call(site, 'POST', '/v1/comments', { body: submission });
  return { id: body.id as string, externalId: submission.externalId as string };
};

test('a signed mail is kept once, waits to be placed, and shows no address', async () => {
  expect((await handOver('nothing-to-go-by')).body).toEqual({ result: 'accepted' });
  expect((await handOver('nothing-to-go-by')).body).toEqual({ result: 'duplicate' });
  const mails = await inbox('new');
  expect(mails).toMatchObject([{ subject: 'Your paper', state: 'new', text: expect.stringContaining('thirty years') }]);
  expect(`${JSON.stringify(mails)}${captured.text()}`).not.toMatch(/ann\.reader|203\.0\.113\.7/);
});

test('an unsigned mail, and one for a source that is not there, leave nothing', async () => {
  expect((await handOver('link', 'another-secret')).status).toBe(401);
  sourceId = site.siteId;
  expect((await handOver('link')).status).toBe(404);
  expect(await inbox('new')).toEqual([]);
});

test('a person places a mail once: it opens a report in its sender’s name', async () => {
  await handOver('nothing-to-go-by');
  const [mail] = await inbox('new');
  const [comment, other] = [await aComment(), await aComment()];
  const place = (body: object) => intake.call(site, 'POST', `/v1/inbox/${mail.id}/place`, { body });
  expect((await place({ commentId: comment.id })).status).toBe(409);
  await leaveUnplaced();
  expect((await place({ externalId: 'not-there' })).body.errors).toMatchObject([{ pointer: '/externalId' }]);
  expect((await place({})).status).toBe(422);
  const placed = await place({ externalId: comment.externalId });
  expect([placed.status, placed.body]).toMatchObject([200, { state: 'placed', why: 'by_hand' }]);
  expect((await place({ commentId: comment.id })).body).toEqual(placed.body);
  expect((await place({ commentId: other.id })).status).toBe(409);
  expect((await intake.call(site, 'POST', `/v1/inbox/${mail.id}/ignore`)).status).toBe(409);
  expect((await intake.call(site, 'GET', '/v1/reports')).body.data).toMatchObject([
    { id: placed.body.reportId, commentId: comment.id, source: 'mail', text: expect.stringContaining('thirty years') },
  ]);
});

test('a mail that was set aside is out of the inbox and can be taken back', async () => {
  await handOver('nothing-to-go-by');
  await leaveUnplaced();
  const [mail] = await inbox('unplaced');
  const comment = await aComment();
  expect((await intake.call(site, 'POST', `/v1/inbox/${mail.id}/ignore`)).body.state).toBe('ignored');
  expect(await inbox('unplaced')).toEqual([]);
  const taken = await intake.call(site, 'POST', `/v1/inbox/${mail.id}/place`, { body: { commentId: comment.id } });
  expect(taken.body.state).toBe('placed');
});

test('another site sees and places none of it', async () => {
  await handOver('nothing-to-go-by');
  await leaveUnplaced();
  const [mail] = await inbox('unplaced');
  site = await makeSite(db.database);
  const comment = await aComment();
  expect(await inbox('unplaced')).toEqual([]);
  const stolen = await intake.call(site, 'POST', `/v1/inbox/${mail.id}/place`, { body: { commentId: comment.id } });
  expect(stolen.status).toBe(404);
});

test('erasing the person who wrote erases the mail', async () => {
  await handOver('nothing-to-go-by');
  const author = { id: 'ann', email: 'Ann.Reader@readers.example' };
  await intake.call(site, 'POST', '/v1/comments', { body: aSubmission({ author }) });
  await intake.call(site, 'DELETE', '/v1/authors/ann/data');
  expect(await inbox('new')).toMatchObject([{ subject: null, text: null }]);
});
