import { newId } from '@moderato/domain';
import fc from 'fast-check';
import { keptFrom, lowestIdAt, monthsBefore } from './months.js';

test.each([
  ['2026-03-31T10:00:00.000Z', 1, '2026-02-28T10:00:00.000Z', '2026-02-01T00:00:00.000Z'],
  ['2026-01-01T00:00:00.000Z', 1, '2025-12-01T00:00:00.000Z', '2025-12-01T00:00:00.000Z'],
  ['2024-02-29T23:59:59.999Z', 12, '2023-02-28T23:59:59.999Z', '2023-02-01T00:00:00.000Z'],
])('%s less %i months is %s, and months are kept from %s', (at, months, before, from) => {
  expect(monthsBefore(new Date(at), months).toISOString()).toBe(before);
  expect(keptFrom(new Date(at), months).toISOString()).toBe(from);
});

test('no id made at a moment is below the lowest of that moment, and none made before it is above', () =>
  fc.assert(
    fc.property(fc.date({ min: new Date(1), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
      expect(newId(at) >= lowestIdAt(at)).toBe(true);
      expect(newId(new Date(at.getTime() - 1)) < lowestIdAt(at)).toBe(true);
    }),
  ));
