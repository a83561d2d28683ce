import { imposePenalty } from '@moderato/database';
import { startTestConsole, type TestConsole } from '../../testing/running-console.js';

let desk: TestConsole;
beforeAll(async () => {
  desk = await startTestConsole();
});
afterAll(() => desk.stop());

const keala = { id: 'user/17', name: 'Keala Makoa' };
const at = '/api/authors/user%2F17';

test('an author is found by id and by whole name, and shown with comments, reports and standing', async () => {
  const { siteId, get } = await desk.aModerator();
  const comment = await desk.comment(siteId, { author: keala });
  await desk.comment(siteId, { body: 'By somebody else.' });
  await desk.report(siteId, comment, { reason: 'threat' });
  for (const q of ['user/17', 'user', 'KEALA MAKOA']) {
    const { body } = await get(`/api/authors?${new URLSearchParams({ q })}`);
    expect(body.data).toMatchObject([{ id: 'user/17', name: 'Keala Makoa', standing: { state: 'good' } }]);
  }
  const { body } = await get(at);
  expect(body).toMatchObject({
    name: 'Keala Makoa',
    comments: { review: 1, rejected: 0 },
    penalties: [],
    reports: [{ commentId: comment.id, reason: 'threat', state: 'open' }],
  });
  expect(JSON.stringify(body)).not.toContain('marked@');
  expect((await get('/api/search?by=user%2F17')).body.data.map(({ id }: { id: string }) => id)).toEqual([comment.id]);
  const stranger = await desk.aModerator();
  expect((await stranger.get(at)).status).toBe(404);
  expect((await stranger.get('/api/authors?q=user')).body.data).toEqual([]);
});

test('a moderator suspends an author with clause and evidence, and lifts it; both stay in the record', async () => {
  const { siteId, get, post } = await desk.aModerator();
  const comment = await desk.comment(siteId, { author: keala });
  const asked = { kind: 'suspension', reason: 'Insults.', clauseId: 'personal_attack-1', commentId: comment.id };
  const { status, body } = await post(`${at}/penalties`, { ...asked, hours: 48 });
  expect([status, body.standing.state]).toEqual([200, 'suspended']);
  expect(body.penalties).toMatchObject([{ kind: 'suspension', by: 'staff', commentId: comment.id, active: true }]);
  expect((await get('/api/authors')).body.data).toMatchObject([{ id: 'user/17' }]);
  expect((await get('/api/bans?view=suspension')).body).toMatchObject({
    data: [{ penalty: { reason: 'Insults.' }, author: { name: 'Keala Makoa' } }],
    settings: { strikesToSuspend: 3 },
  });
  expect((await post(`/api/penalties/${body.penalties[0].id}/lift`, { reason: 'Too hard.' })).status).toBe(200);
  expect((await get(at)).body).toMatchObject({
    standing: { state: 'good' },
    penalties: [{ active: false, ended: { how: 'lifted', reason: 'Too hard.' } }],
  });
  expect((await get('/api/bans')).body.data).toEqual([]);
  expect((await get('/api/bans?view=all')).body.data).toHaveLength(1);
});

test('a proposed ban waits among the bans until a moderator confirms it', async () => {
  const { siteId, get, post } = await desk.aModerator();
  await desk.comment(siteId, { author: keala });
  const strike = { kind: 'strike', author: keala.id, reason: 'Again.' } as const;
  await desk.db.owner.query(`update site set settings = jsonb_set(settings, '{bans}', $2) where id = $1`, [
    siteId,
    { strikesToSuspend: 1, suspensionHours: [], afterSuspensions: 'propose_ban' },
  ]);
  await desk.db.database.withSite(siteId, (tx) =>
    imposePenalty(tx, siteId, strike, { actor: 'system', at: desk.clock.now() }),
  );
  expect((await get('/api/bans?view=proposed')).body.data).toMatchObject([{ penalty: { kind: 'proposed_ban' } }]);
  expect((await get('/api/counts')).body).toMatchObject({ proposedBans: 1 });
  const confirmed = await post(`${at}/penalties`, { kind: 'ban', reason: 'Confirmed.' });
  expect(confirmed.body.standing).toMatchObject({ state: 'banned', banProposed: false });
  expect((await get('/api/bans?view=proposed')).body.data).toEqual([]);
});

test.each([
  [{ kind: 'strike', reason: '' }, '/reason'],
  [{ kind: 'ban', reason: 'x', hours: 3 }, '/hours'],
  [{ kind: 'ban', reason: 'x', clauseId: 'none' }, '/clause'],
])('%j is refused, and names %s', async (asked, pointer) => {
  const { siteId, post } = await desk.aModerator();
  await desk.comment(siteId, { author: keala });
  const { status, body } = await post(`${at}/penalties`, asked);
  expect(status).toBe(422);
  expect(body.errors[0].pointer).toBe(pointer);
});
