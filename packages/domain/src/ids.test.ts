import { millisecondsOfId, newId } from './ids.js';

test('an id tells when it was made, and ids of one millisecond differ', () => {
  const at = new Date('2026-11-23T10:00:00.123Z');
  const ids = Array.from({ length: 1000 }, () => newId(at));
  expect(ids.map(millisecondsOfId)).toEqual(ids.map(() => at.getTime()));
  expect(new Set(ids).size).toBe(ids.length);
});
