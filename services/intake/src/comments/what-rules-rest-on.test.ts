import { compile } from '@moderato/guidelines';
import { createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { aSubmission, makeSite, type RunningIntake, startIntake, type TestSite } from '../testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db);
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

/** A site of its own, whose guidelines no request has loaded yet. */
async function siteWith(guidelines: string): Promise<TestSite> {
  const site = await makeSite(db.database);
  const policy = compile(guidelines, { version: 1 });
  await db.owner.query('update guidelines set policy = $2 where site_id = $1', [site.siteId, policy]);
  return site;
}

async function stored(site: TestSite, changes: Record<string, unknown> = {}) {
  const { status, body } = await intake.call(site, 'POST', '/v1/comments', { body: aSubmission(changes) });
  if (status !== 202) throw new Error(JSON.stringify(body));
  const { rows } = await db.owner.query(
    `select c.fingerprint, c.form, s.summary, a.name_key from comment c join story s on s.id = c.story_id
     join author a on a.id = c.author_id where c.id = $1`,
    [body.id],
  );
  return rows[0];
}

test('a hash of the text is kept where the guidelines forbid repeats, and nowhere else', async () => {
  const lax = await siteWith('Comments must be civil.');
  const strict = await siteWith('Comments must be civil. No spam.');
  expect((await stored(lax)).fingerprint).toBeNull();
  const one = (await stored(strict)).fingerprint;
  expect(one).toHaveLength(8);
  expect((await stored(strict, { body: 'the council should have ASKED the neighbours first' })).fingerprint).toEqual(
    one,
  );
  expect((await stored(strict, { body: 'I agree.' })).fingerprint).toBeNull();
});

test('an edited comment has the hash of its new text', async () => {
  const site = await siteWith('No spam.');
  const before = (await stored(site, { externalId: 'edited' })).fingerprint;
  const after = (await stored(site, { externalId: 'edited', body: 'The council asked nobody, and that is that.' }))
    .fingerprint;
  expect(after).toHaveLength(8);
  expect(after).not.toEqual(before);
});

test('the form’s facts are kept where they say something, and the story’s summary', async () => {
  const site = await siteWith('Comments must be civil.');
  expect((await stored(site, { acceptedTerms: true, missingFields: [] })).form).toBeNull();
  const bare = await stored(site, {
    author: { id: 'reader-2', name: 'Bo Reader', hasEmail: false, isStaff: true },
    story: { id: 'story-1', url: 'https://paper.example/council', summary: 'The council votes on the pier.' },
    missingFields: ['Town'],
    acceptedTerms: false,
  });
  expect(bare.form).toEqual({ hasEmail: false, isStaff: true, missingFields: ['Town'], acceptedTerms: false });
  expect(bare.summary).toBe('The council votes on the pier.');
  expect((await stored(site)).summary).toBe('The council votes on the pier.');
});

test('names that look alike at a glance leave the same key at one site, and another at the next', async () => {
  const keyOf = async (site: TestSite, id: string, name: string) =>
    (await stored(site, { author: { id, name } })).name_key.toString('hex');
  const site = await siteWith('Comments must be civil.');
  const [one, two, three] = [
    await keyOf(site, 'a', 'Keala K'),
    await keyOf(site, 'b', 'kea1a k'),
    await keyOf(site, 'c', 'Kimo'),
  ];
  expect(one).toBe(two);
  expect(one).not.toBe(three);
  expect(await keyOf(await siteWith('Comments must be civil.'), 'a', 'Keala K')).not.toBe(one);
});

test('a wrong form fact is refused by its field', async () => {
  const site = await siteWith('Comments must be civil.');
  const { status, body } = await intake.call(site, 'POST', '/v1/comments', {
    body: aSubmission({ missingFields: 'Town', author: { id: 'a', hasEmail: 'no' } }),
  });
  expect(status).toBe(422);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
    '/author/hasEmail',
    '/missingFields',
  ]);
});
