import { AppError } from '@moderato/domain';
import fc from 'fast-check';
import { createCursors } from './cursors.js';

const cursors = createCursors('a secret');
const scope = { list: 'deliveries', siteId: 'site-1', filters: { state: 'dead' } };
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.code : 'not an AppError';
  }
};

test('a cursor gives back the position that it was made of, and is safe in a URL', () =>
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (position) => {
      const cursor = cursors.encode(scope, position);
      expect(cursor).toMatch(/^[\w-]+$/);
      // JSON keeps lone surrogates as escapes, so every string survives.
      expect(cursors.decode(scope, cursor)).toEqual(position);
    }),
  ));

test.each([
  ['list', { ...scope, list: 'webhook-endpoints' }],
  ['site', { ...scope, siteId: 'site-2' }],
  ['filters', { ...scope, filters: { state: 'pending' } }],
])('a cursor of another %s is refused', (_, other) => {
  expect(codeOf(() => cursors.decode(other, cursors.encode(scope, ['a'])))).toBe('bad_cursor');
});

test('filters that were not given and the order of filters make no difference', () => {
  const cursor = cursors.encode({ ...scope, filters: { a: '1', b: '2' } }, ['x']);
  expect(cursors.decode({ ...scope, filters: { b: '2', c: undefined, a: '1' } }, cursor)).toEqual(['x']);
});

test('whatever is no cursor of ours is refused, and nothing else is thrown', () =>
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(codeOf(() => cursors.decode(scope, text))).toBe('bad_cursor');
    }),
  ));

test('one changed character is noticed', () => {
  const cursor = cursors.encode(scope, ['2026-11-23', 'id']);
  for (let i = 0; i < cursor.length - 1; i++) {
    const changed = cursor.slice(0, i) + (cursor[i] === 'A' ? 'B' : 'A') + cursor.slice(i + 1);
    expect(codeOf(() => cursors.decode(scope, changed))).toBe('bad_cursor');
  }
});
