import { startTestConsole, type TestConsole } from '../../testing/running-console.js';

let desk: TestConsole;
beforeAll(async () => {
  desk = await startTestConsole();
});
afterAll(() => desk.stop());

test('comments are listed once with all their reports, the most reported first, and who reported is not told', async () => {
  const { siteId, get } = await desk.aModerator();
  const [one, many] = [await desk.comment(siteId), await desk.comment(siteId, { body: 'Much reported.' })];
  await desk.report(siteId, one, { by: 'a', reason: 'spam' });
  for (const by of ['b', 'c', 'd']) await desk.report(siteId, many, { by, words: `Rude, says ${by}.` });
  const { body } = await get('/api/reported-comments');
  expect(
    body.data.map(({ comment, total }: { comment: { id: string }; total: number }) => [comment.id, total]),
  ).toEqual([
    [many.id, 3],
    [one.id, 1],
  ]);
  expect(body.data[0]).toMatchObject({
    comment: { body: 'Much reported.' },
    reasons: [{ reason: 'insult', count: 3 }],
    possibleBrigading: false,
  });
  expect(body.data[0].reports.map(({ text }: { text: string }) => text)).toContain('Rude, says c.');
  expect(JSON.stringify(body)).not.toMatch(/reporter_?hash|"address|"wrapped/i);
});

test('a moderator’s decision moves the reports to the resolved ones, and the reporter’s record says so', async () => {
  const { siteId, get, post } = await desk.aModerator();
  const first = await desk.comment(siteId);
  await desk.report(siteId, first, { by: 'ann' });
  const choice = { outcome: 'reject', reason: 'Rude.', revision: 1, decisionId: first.decision.id };
  expect((await post(`/api/comments/${first.id}/decide`, choice)).status).toBe(200);
  expect((await get('/api/reported-comments')).body.data).toEqual([]);
  const resolved = (await get('/api/reported-comments?state=resolved')).body.data;
  expect(resolved).toMatchObject([{ comment: { id: first.id, status: 'rejected' }, reports: [{ state: 'upheld' }] }]);
  const second = await desk.comment(siteId);
  await desk.report(siteId, second, { by: 'ann' });
  const open = (await get('/api/reported-comments')).body.data;
  expect(open[0].reports[0]).toMatchObject({ reporter: { upheld: 1, dismissed: 0 }, state: 'open' });
});

test.each(['open', 'resolved'])('every %s comment is on one page and on one only', async (state) => {
  const { siteId, get } = await desk.aModerator();
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) {
    const comment = await desk.comment(siteId);
    await desk.report(siteId, comment, { by: `${i}` });
    await desk.report(siteId, comment, { by: `other ${i}` });
    ids.push(comment.id);
  }
  if (state === 'resolved') await desk.db.owner.query(`update reader_report set state = 'dismissed'`);
  const seen: string[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await get(`/api/reported-comments?state=${state}&limit=2${cursor}`);
    seen.push(...body.data.map(({ comment }: { comment: { id: string } }) => comment.id));
    if (!body.has_more) break;
    cursor = `&cursor=${body.next_cursor}`;
  }
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

test('ten newcomers within minutes are called a possible brigade, and a stranger’s site sees nothing of it', async () => {
  const { siteId, get } = await desk.aModerator();
  const comment = await desk.comment(siteId);
  for (let i = 0; i < 10; i++) await desk.report(siteId, comment, { by: `sock ${i}` });
  expect((await get('/api/reported-comments')).body.data[0]).toMatchObject({ possibleBrigading: true, total: 10 });
  expect((await get('/api/counts')).body).toMatchObject({ reports: 1, inbox: 0 });
  const stranger = await desk.aModerator();
  expect((await stranger.get('/api/reported-comments')).body.data).toEqual([]);
  expect((await stranger.get('/api/counts')).body).toMatchObject({ reports: 0 });
});
