import { initials, LiveStore } from './live-store.js';

const kim = { id: 'kim', name: 'Kim' };
const lee = { id: 'lee', name: 'Lee' };
const until = '2026-11-24T10:04:00.000Z';

test('a claim holds until its holder gives it back, it is decided, or a new beginning says otherwise', () => {
  const store = new LiveStore();
  store.begin({ claims: [{ commentId: 'a', by: kim, until }] });
  store.hear({ type: 'claimed', commentId: 'b', by: lee, until });
  store.hear({ type: 'released', commentId: 'b', by: kim });
  expect([...store.state().claims.keys()]).toEqual(['a', 'b']);
  store.hear({ type: 'released', commentId: 'b', by: lee });
  store.hear({ type: 'decided', commentId: 'a', by: kim, outcome: 'approve' });
  expect(store.state().claims.size).toBe(0);
  expect(store.state().decided.get('a')).toEqual({ name: 'Kim', outcome: 'approve' });
  store.hear({ type: 'claimed', commentId: 'c', by: lee, until });
  store.lost();
  store.begin({ claims: [] });
  expect([store.state().claims.size, store.state().connected]).toEqual([0, true]);
});

test.each([
  ['Kim', 'KI'],
  ['Lee Ann Kealoha', 'LK'],
  ['  ', '?'],
  ['😀', '😀'],
])('%s is shown as %s', (name, letters) => expect(initials(name)).toBe(letters));
