import { randomBytes } from 'node:crypto';
import {
  countOutdatedSeals,
  eraseAuthor,
  insertIngestSource,
  insertWebhookEndpoint,
  MasterKeys,
  openIngestSource,
  sealAuthor,
  unseal,
  upsertAuthors,
} from '@moderato/database';
import { newId } from '@moderato/domain';
import { createTestDatabase, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { runCommand } from '../testing/run-command.js';

const [oldKey, newKey] = ['ab'.repeat(32), 'cd'.repeat(32)];
const at = new Date('2026-11-23T10:00:00.000Z');
let db: TestDatabase;
let siteId: string;
beforeEach(async () => {
  db = await createTestDatabase();
  siteId = await insertTestSite(db);
});
afterEach(() => db.drop());

async function sealUnder(keys: string[], names: string[]): Promise<{ sourceId: string }> {
  const masterKeys = new MasterKeys(keys);
  const [endpointId, sourceId] = [newId(at), newId(at)];
  await db.database.withSite(siteId, async (tx) => {
    const authors = names
      .toSorted()
      .map((name) =>
        sealAuthor(masterKeys, siteId, { externalId: name, profile: { name, email: `${name}@example.org` }, at }),
      );
    await upsertAuthors(tx, siteId, authors, at);
    const endpoint = {
      id: endpointId,
      url: 'https://paper.example',
      description: '',
      eventTypes: [],
      secret: 'whsec_of-the-site',
    };
    await insertWebhookEndpoint(tx, masterKeys, siteId, endpoint, at);
    const source = { id: sourceId, siteId, name: sourceId, scheme: 'github', secrets: ['of-the-source'], mapping: {} };
    await insertIngestSource(tx, masterKeys, source, at);
  });
  return { sourceId };
}

const rewrap = (keys: string[], options = {}) =>
  runCommand(['keys', 'rewrap'], { DATABASE_URL: db.url, MODERATO_MASTER_KEY: keys.join(',') }, options);

async function readEverything(masterKeys: MasterKeys, sourceId: string): Promise<unknown[]> {
  const authors = await db.owner.query(
    'select wrapped_key, key_version, profile from author where profile is not null order by external_id',
  );
  const endpoints = await db.owner.query('select secrets, key_version from webhook_endpoint');
  return [
    ...authors.rows.map(
      (row) =>
        JSON.parse(
          unseal(masterKeys.unwrap({ wrapped: row.wrapped_key, version: row.key_version }), row.profile).toString(),
        ).email,
    ),
    ...endpoints.rows.map(
      (row) => JSON.parse(masterKeys.unwrap({ wrapped: row.secrets, version: row.key_version }).toString())[0].secret,
    ),
    ...((await openIngestSource(db.database, masterKeys, sourceId))?.secrets ?? []),
  ];
}

test('after it, the old key is needed no more: all is read with what the command said may stand in its place', async () => {
  const { sourceId } = await sealUnder([oldKey], ['ann', 'ben', 'eve']);
  await db.database.withSite(siteId, (tx) => eraseAuthor(tx, siteId, 'eve', at));
  const { code, printed } = await rewrap([oldKey, newKey]);
  expect({ code, printed }).toMatchObject({
    code: 0,
    printed: [
      {
        rewrapped: {
          author: 2,
          webhook_endpoint: 1,
          ingest_source: 1,
          reader_report: 0,
          inbound_mail: 0,
          moderator: 0,
        },
        left: 0,
      },
    ],
  });
  const [retired] = (printed[0]?.oldKeys ?? []) as string[];
  const masterKeys = new MasterKeys([retired as string, newKey]);
  expect(await readEverything(masterKeys, sourceId)).toEqual([
    'ann@example.org',
    'ben@example.org',
    'whsec_of-the-site',
    'of-the-source',
  ]);
  const { rows } = await db.owner.query('select external_id from author where email_hash = $1', [
    masterKeys.match(siteId, 'email', 'ben@example.org'),
  ]);
  expect(rows).toEqual([{ external_id: 'ben' }]);
  expect(masterKeys.derive('cursors')).toBe(new MasterKeys([oldKey]).derive('cursors'));
});

test('what may stand in an old key’s place opens nothing that the old key sealed', async () => {
  const { wrapped } = new MasterKeys([oldKey]).wrap(randomBytes(32));
  const [retired] = new MasterKeys([oldKey, newKey]).retiredEntries();
  expect(() => new MasterKeys([retired as string, newKey]).unwrap({ wrapped, version: 1 })).toThrow(
    'master key 1 is not configured',
  );
  expect(() => new MasterKeys([(retired as string).slice('match:'.length)]).unwrap({ wrapped, version: 1 })).toThrow();
});

test('a second run finds nothing to do, and a third key can follow in the same way', async () => {
  const { sourceId } = await sealUnder([oldKey], ['ann']);
  await rewrap([oldKey, newKey]);
  expect((await rewrap([oldKey, newKey])).printed).toMatchObject([{ rewrapped: { author: 0 }, left: 0 }]);
  const third = 'ef'.repeat(32);
  const [retired] = new MasterKeys([oldKey, newKey]).retiredEntries();
  const { printed } = await rewrap([retired as string, newKey, third]);
  expect(printed[0]).toMatchObject({ rewrapped: { author: 1 }, oldKeys: [retired, 'retired'] });
  const masterKeys = new MasterKeys([retired as string, 'retired', third]);
  expect(await readEverything(masterKeys, sourceId)).toContain('ann@example.org');
});

test('a run that was cut off is taken up again: pages that are done stay done', async () => {
  await sealUnder(
    [oldKey],
    Array.from({ length: 1_200 }, (_, n) => `reader-${n}`),
  );
  const keys = new MasterKeys([oldKey, newKey]);
  const total = await countOutdatedSeals(db.database, keys);
  const { rewrapSeals } = await import('@moderato/database');
  const cut = rewrapSeals(db.database, keys, () => {
    throw new Error('cut off');
  });
  await expect(cut).rejects.toThrow('cut off');
  expect(await countOutdatedSeals(db.database, keys)).toBe(total - 500);
  const { printed, stderr } = await rewrap([oldKey, newKey], { isTTY: true });
  expect(printed).toMatchObject([{ rewrapped: { author: 700 }, left: 0 }]);
  expect(stderr).toContain('%');
});

test('a key that is still needed and was left out is named, and nothing is lost', async () => {
  const { sourceId } = await sealUnder([oldKey], ['ann']);
  const [retired] = new MasterKeys([oldKey, newKey]).retiredEntries();
  const { code, stderr } = await rewrap([retired as string, newKey]);
  expect(code).toBe(1);
  expect(stderr).toContain('master key 1 is not configured');
  expect(await readEverything(new MasterKeys([oldKey]), sourceId)).toContain('ann@example.org');
});
