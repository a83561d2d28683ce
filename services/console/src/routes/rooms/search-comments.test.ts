import { withdrawComment } from '@moderato/database';
import { aFinding } from '@moderato/testkit';
import fc from 'fast-check';
import { startTestConsole, type TestConsole } from '../../testing/running-console.js';

let desk: TestConsole;
beforeAll(async () => {
  desk = await startTestConsole();
});
afterAll(() => desk.stop());

type Body = { data: { id: string }[]; next_cursor: string | null; has_more: boolean };
const idsOf = ({ data }: Body): string[] => data.map(({ id }) => id);
const search = async (get: (path: string) => Promise<{ body: Body }>, query: Record<string, string>) =>
  idsOf((await get(`/api/search?${new URLSearchParams(query)}`)).body);

test('comments are found by words in any of their forms, by phrase, and without what is excluded', async () => {
  const { siteId, get } = await desk.aModerator();
  const one = await desk.comment(siteId, { body: 'The councils debated the grocery-tax; nobody listened.' });
  const two = await desk.comment(siteId, { body: 'A debate about taxing groceries, and about fishing.' });
  expect(await search(get, { q: 'debate' })).toEqual([two.id, one.id]);
  expect(await search(get, { q: 'debates -fishing' })).toEqual([one.id]);
  expect(await search(get, { q: '"grocery tax"' })).toEqual([one.id]);
  expect(await search(get, { q: 'grocery-tax council' })).toEqual([one.id]);
  expect(await search(get, { q: 'harbour' })).toEqual([]);
  const stranger = await desk.aModerator();
  expect(await search(stranger.get, { q: 'debate' })).toEqual([]);
});

test('author, story, outcome, clause and time narrow the search, alone and together', async () => {
  const { siteId, get } = await desk.aModerator();
  const author = { id: 'user-17', name: 'Keala Makoa' };
  const rude = await desk.comment(siteId, {
    body: 'You fool, the ferry sank.',
    author,
    story: 'Ferry returns',
    decision: { outcome: 'reject', findings: [aFinding()] },
  });
  const fine = await desk.comment(siteId, { body: 'The ferry is late.', decision: { outcome: 'approve' } });
  for (const query of [
    { author: 'user-17' },
    { author: 'user' },
    { author: 'keala makoa' },
    { story: 'ferry ret' },
  ] as Record<string, string>[]) {
    expect(await search(get, query)).toEqual([rude.id]);
  }
  expect(await search(get, { author: 'Keala' })).toEqual([]);
  expect(await search(get, { outcome: 'reject', q: 'ferry' })).toEqual([rude.id]);
  expect(await search(get, { outcome: 'approve' })).toEqual([fine.id]);
  expect(await search(get, { clause: 'personal_attack-1' })).toEqual([rude.id]);
  expect(await search(get, { from: '2026-11-23', to: '2026-11-23', q: 'ferry' })).toEqual([fine.id, rude.id]);
  expect(await search(get, { to: '2026-11-22' })).toEqual([]);
  expect(await search(get, { story: '100%' })).toEqual([]);
});

test('every comment found is on one page and on one only, whatever narrows the search', async () => {
  const { siteId, get } = await desk.aModerator();
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) {
    const { id } = await desk.comment(siteId, { body: `Reef number ${i}`, decision: { outcome: 'reject' } });
    ids.unshift(id);
  }
  for (const query of ['q=reef', 'outcome=reject', 'q=reef&outcome=reject', '']) {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await get(`/api/search?${query}&limit=3${cursor}`);
      seen.push(...idsOf(body));
      if (!body.has_more) break;
      cursor = `&cursor=${body.next_cursor}`;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
  }
});

test('a withdrawn text is no longer found by its words, and its words leave the index', async () => {
  const { siteId, get } = await desk.aModerator();
  const { id } = await desk.comment(siteId, { body: 'The lighthouse keeper spoke.' });
  expect(await search(get, { q: 'lighthouse' })).toEqual([id]);
  await desk.db.database.withSite(siteId, (tx) => withdrawComment(tx, siteId, id));
  expect(await search(get, { q: 'lighthouse' })).toEqual([]);
});

test('whatever is typed is searched for, and nothing of it fails', async () => {
  const { get } = await desk.aModerator();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (q) => {
      const { status } = await get(`/api/search?${new URLSearchParams({ q, author: q, story: q })}`);
      expect(status).toBe(200);
    }),
    { numRuns: 60, examples: [['\0'], ['"'], ['-'], ["' or 1=1"], ['%_\\'], [':*&|!']] },
  );
});

test('a text of 100,000 characters costs time by its length, whatever it is made of', async () => {
  for (const piece of ['_a', '<a ', 'a-', '/a', 'a.', 'a@', '~a', '&a']) {
    const started = performance.now();
    await desk.db.owner.query('select length(words_of($1))', [piece.repeat(100_000 / piece.length)]);
    expect(performance.now() - started).toBeLessThan(5_000);
  }
});
