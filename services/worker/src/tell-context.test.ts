import { randomUUID } from 'node:crypto';
import {
  eraseAuthor,
  MasterKeys,
  sealAuthor,
  upsertAuthors,
  upsertStories,
  withdrawComment,
  writeComments,
} from '@moderato/database';
import { newId, newIds, type Policy, type RuleId, type Submission, saltedHash } from '@moderato/domain';
import { fingerprintOf, nameKey } from '@moderato/engine';
import { compile } from '@moderato/guidelines';
import { captureLog, createTestDatabase, insertTestSite, type TestDatabase } from '@moderato/testkit';
import { contextTeller } from './tell-context.js';

let db: TestDatabase;
let siteId: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(async () => {
  siteId = await insertTestSite(db);
});
afterAll(() => db.drop());

const masterKeys = new MasterKeys(['ab'.repeat(32)]);
const { log, lines } = captureLog();
const tell = contextTeller(masterKeys, log);
const start = new Date('2026-11-20T08:00:00.000Z').getTime();
const minutes = (count: number) => new Date(start + count * 60_000);
const campaign = 'Vote no on the harbor levy, it is a waste of our money!';
const asking = (...rules: RuleId[]): Policy => {
  const policy = compile(
    'No spam. No impersonation. Stay on topic. Name and e-mail are required. You must accept our Terms of Service.',
    { version: 1 },
  );
  return { ...policy, checks: policy.checks.filter(({ rule }) => rules.includes(rule)) };
};

interface Posting {
  body?: string;
  author?: string;
  name?: string;
  email?: string;
  story?: string;
  summary?: string | null;
  at?: Date;
  form?: object;
  acceptedVersion?: number | null;
  site?: string;
}

/** As intake writes it. */
async function post({ body = campaign, author = 'a', at = minutes(0), ...rest }: Posting = {}): Promise<string> {
  const {
    name = `Reader ${author}`,
    email,
    story = 's',
    summary = null,
    form,
    acceptedVersion = null,
    site = siteId,
  } = rest;
  const fingerprint = fingerprintOf(body);
  const profile = { name, ...(email && { email }) };
  const salt = Buffer.alloc(16, 1);
  return db.database.withSite(site, async (tx) => {
    const sealed = sealAuthor(masterKeys, site, { externalId: author, profile, look: nameKey(name), at });
    const authorId = (await upsertAuthors(tx, site, [sealed], at)).get(author) as string;
    const told = { externalId: story, url: 'https://paper.example/s', title: null, people: [], summary };
    const storyId = (await upsertStories(tx, site, [{ ...told, id: newId(at) }], at)).get(story) as string;
    const comment = {
      ...{ id: newIds(at, 1)[0] as string, externalId: randomUUID(), authorId, storyId, body, salt },
      ...{ textHash: saltedHash(salt, body), parent: null, meta: null, language: null, submittedAt: null },
      ...{ acceptedVersion, fingerprint: fingerprint && masterKeys.matchText(site, fingerprint) },
      form: form ? JSON.stringify(form) : null,
    };
    const [written] = await writeComments(tx, site, [{ ...comment, fingerprint: comment.fingerprint || null }], {
      flushId: randomUUID(),
      receivedAt: at,
    });
    return (written as { id: string }).id;
  });
}

async function told(ids: string[], policy: Policy, body = campaign, site = siteId): Promise<Submission[]> {
  const revisions = ids.map((commentId) => ({ commentId, submission: { body } as Submission }));
  await db.database.withSite(site, (tx) => tell(tx, site, [policy, null], revisions));
  return revisions.map(({ submission }) => submission);
}
const earlierOf = (submissions: Submission[]) =>
  submissions.map(({ context }) => context?.earlier?.map(({ sameAuthor, sameStory }) => [sameAuthor, sameStory]) ?? []);

test('the same text counts for those that came after it, whoever wrote it, and in whatever order they are asked', async () => {
  const first = await post();
  const second = await post({ at: minutes(1), story: 't' });
  const third = await post({ at: minutes(2), author: 'b', story: 't' });
  const policy = asking('repeats');
  expect(earlierOf(await told([first, second, third], policy))).toEqual([
    [],
    [[true, false]],
    [
      [false, false],
      [false, true],
    ],
  ]);
  expect(earlierOf(await told([second], policy))).toEqual([[[true, false]]]);
});

test('of two that came in the same moment, the second in their order is the repeat', async () => {
  const [one, two] = [await post(), await post()];
  expect(earlierOf(await told([one, two].toSorted(), asking('repeats')))).toEqual([[], [[true, true]]]);
});

test('ids made together sort in their order', () => {
  const ids = newIds(minutes(0), 500);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(500);
});

test('what came more than seven days before counts no more', async () => {
  await post({ at: minutes(-7 * 24 * 60 - 1) });
  expect(earlierOf(await told([await post()], asking('repeats')))).toEqual([[]]);
  await post({ at: minutes(-7 * 24 * 60 + 1) });
  expect(earlierOf(await told([await post()], asking('repeats')))[0]).not.toEqual([]);
});

test('another site’s comments, withdrawn ones and those of an erased author do not count', async () => {
  const other = await insertTestSite(db);
  await post({ site: other });
  const withdrawn = await post({ author: 'w' });
  await post({ author: 'e' });
  const last = () => post({ at: minutes(5), author: 'z' });
  expect(earlierOf(await told([await last()], asking('repeats')))[0]).toHaveLength(2);
  await db.database.withSite(siteId, (tx) => withdrawComment(tx, siteId, withdrawn));
  await db.database.withSite(siteId, (tx) => eraseAuthor(tx, siteId, 'e', minutes(6)));
  const { rows } = await db.owner.query(
    'select count(*)::int as kept from comment where site_id = $1 and fingerprint is not null',
    [siteId],
  );
  expect(rows[0].kept).toBe(1);
  await db.owner.query(
    `delete from comment where site_id = $1 and author_id in (select id from author where external_id = 'z')`,
    [siteId],
  );
  expect(earlierOf(await told([await last()], asking('repeats')))).toEqual([[]]);
});

test('the same words leave different hashes at two sites', async () => {
  const other = await insertTestSite(db);
  await post();
  await post({ site: other });
  const { rows } = await db.owner.query('select distinct fingerprint from comment where site_id = any($1)', [
    [siteId, other],
  ]);
  expect(rows).toHaveLength(2);
  expect(rows.map(({ fingerprint }) => fingerprint.toString('hex'))).not.toContain(fingerprintOf(campaign));
});

test('whose name looks like that of an earlier commenter of the story is told of them, and of nobody else', async () => {
  await post({ author: 'k', name: 'Keala K' });
  await post({ author: 'elsewhere', name: 'Kea1a K', story: 'other' });
  const imitator = await post({ author: 'i', name: 'Kea1a K', at: minutes(1) });
  const stranger = await post({ author: 's', name: 'Somebody Else', at: minutes(1) });
  const [one, two] = await told([imitator, stranger], asking('impersonation'));
  expect(one).toMatchObject({ author: { name: 'Kea1a K' }, context: { commenters: ['Keala K'] } });
  expect(two?.context).toBeUndefined();
  const [first] = await told([await post({ author: 'k', name: 'Keala K', at: minutes(-1) })], asking('impersonation'));
  expect(first?.context).toBeUndefined();
});

test('a name that half the readers bear is nobody’s own', async () => {
  for (let i = 0; i < 7; i++) await post({ author: `anon-${i}`, name: 'Anonymous' });
  const [submission] = await told(
    [await post({ author: 'last', name: 'Anonymous', at: minutes(1) })],
    asking('impersonation'),
  );
  expect(submission?.context).toBeUndefined();
});

test('the form’s facts, the terms, the address and the story’s summary reach the rules that ask', async () => {
  const form = { hasEmail: false, missingFields: ['Town'], acceptedTerms: false };
  const bare = await post({ author: 'bare', form });
  const full = await post({
    author: 'full',
    email: 'full@paper.example',
    acceptedVersion: 1,
    summary: 'The ferry waits.',
  });
  const policy = {
    ...asking('required-fields', 'terms', 'off-topic', 'impersonation'),
    tuning: { site: { staff: { emailDomains: ['paper.example'] } } },
  };
  const [one, two] = await told([bare, full], policy);
  expect(one).toMatchObject({
    author: { name: 'Reader bare', hasEmail: false },
    missingFields: ['Town'],
    acceptedTerms: false,
  });
  expect(one?.author?.isStaff).toBeUndefined();
  expect(two).toMatchObject({
    author: { name: 'Reader full', hasEmail: true, isStaff: true },
    acceptedTerms: true,
    story: { summary: 'The ferry waits.' },
  });
});

test('where no rule asks, nothing is told and Postgres is asked nothing', async () => {
  const statements: unknown[] = [];
  const revisions = [{ commentId: newId(minutes(0)), submission: { body: campaign } as Submission }];
  const tx = { query: (statement: unknown) => statements.push(statement) } as never;
  await tell(tx, siteId, [asking('links'), null], revisions);
  expect(statements).toEqual([]);
  expect(revisions[0]?.submission).toEqual({ body: campaign });
});

test('a profile that cannot be read tells nothing, and holds up nobody', async () => {
  const spoilt = await post({ author: 'spoilt' });
  const sound = await post({ author: 'sound' });
  await db.owner.query(`update author set profile = '\\x00' where site_id = $1 and external_id = 'spoilt'`, [siteId]);
  const [one, two] = await told([spoilt, sound], asking('impersonation'));
  expect([one?.author?.name, two?.author?.name]).toEqual([undefined, 'Reader sound']);
  expect(lines.map(({ event }) => event)).toContain('author.unreadable');
});
