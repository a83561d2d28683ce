import { randomBytes } from 'node:crypto';
import { createTestDatabase, insertTestSite, type TestDatabase } from '@moderato/testkit';
import fc from 'fast-check';
import { MasterKeys } from './master-keys.js';
import { type LinkPurpose, linkToken, readLinkToken, spendLink } from './signed-links.js';

let db: TestDatabase;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  siteId = await insertTestSite(db);
});
afterAll(() => db.drop());

const someKeys = () => new MasterKeys([randomBytes(32).toString('base64')]);
const masterKeys = someKeys();
const day = 24 * 3_600_000;
const at = new Date('2026-11-24T10:00:00.000Z');
const inDays = (days: number) => new Date(at.getTime() + days * day);
const uphold: LinkPurpose = { name: 'uphold', maxAgeMs: 7 * day };
const about = { siteId: '0190a000-0000-7000-8000-000000000000', subject: '0190a000-0000-7000-8000-000000000001' };

test('a link says what it was signed for, until its time is over', () => {
  const token = linkToken(masterKeys, uphold, about, inDays(7));
  expect(readLinkToken(masterKeys, uphold, token, at)).toEqual({ state: 'good', ...about, expiresAt: inDays(7) });
  expect(readLinkToken(masterKeys, uphold, token, inDays(7)).state).toBe('late');
});

test('a link does nothing under another purpose, another key, or for longer than its purpose allows', () => {
  const token = linkToken(masterKeys, uphold, about, inDays(7));
  expect(readLinkToken(masterKeys, { ...uphold, name: 'overturn' }, token, at).state).toBe('forged');
  expect(readLinkToken(someKeys(), uphold, token, at).state).toBe('forged');
  expect(readLinkToken(masterKeys, uphold, linkToken(masterKeys, uphold, about, inDays(8)), at).state).toBe('forged');
});

test('no token but the one that was signed is good, whatever is changed in it', () => {
  const token = linkToken(masterKeys, uphold, about, inDays(7));
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.string({ maxLength: 3 }), (i, put) => {
      const changed = token.slice(0, i) + put + token.slice(i + 1);
      return changed === token || readLinkToken(masterKeys, uphold, changed, at).state === 'forged';
    }),
  );
  fc.assert(fc.property(fc.string(), (any) => readLinkToken(masterKeys, uphold, any, at).state === 'forged'));
});

const spend = (token: string, when = at) =>
  db.database.withSite(siteId, (tx) => spendLink(tx, siteId, token, { expiresAt: inDays(7), at: when }));

test('of many that spend a link at once, one does', async () => {
  const spent = await Promise.all(Array.from({ length: 6 }, () => spend('one')));
  expect(spent.filter(Boolean)).toHaveLength(1);
});

test('what rolls back has not spent its link', async () => {
  const failing = db.database.withSite(siteId, async (tx) => {
    await spendLink(tx, siteId, 'two', { expiresAt: inDays(7), at });
    throw new Error('the deed failed');
  });
  await expect(failing).rejects.toThrow('the deed failed');
  expect(await spend('two')).toBe(true);
});

test('spent links are forgotten once they would be too late', async () => {
  await spend('three');
  await spend('four', inDays(8));
  const { rows } = await db.owner.query('select spent_at from spent_link where site_id = $1', [siteId]);
  expect(rows).toEqual([{ spent_at: inDays(8) }]);
});
