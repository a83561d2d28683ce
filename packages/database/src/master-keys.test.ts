import fc from 'fast-check';
import { MasterKeys, seal, unseal } from './master-keys.js';

const [oldKey, newKey] = ['ab'.repeat(32), Buffer.alloc(32, 7).toString('base64')] as const;

test('what was sealed opens under the same key, and under no other, and not when a bit was changed', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, pick) => {
      const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
      const sealed = seal(key, text);
      expect(unseal(key, sealed).toString()).toBe(text);
      expect(() => unseal(other, sealed)).toThrow();
      const broken = Buffer.from(sealed);
      const at = pick % broken.length;
      broken[at] = (broken[at] as number) ^ 1;
      expect(() => unseal(key, broken)).toThrow();
    }),
  ));

test('a rotated master key still opens what the old one wrapped, and matches the same people', () => {
  const before = new MasterKeys([oldKey]);
  const after = new MasterKeys([oldKey, newKey]);
  const key = Buffer.alloc(32, 3);
  const wrapped = before.wrap(key);
  expect(after.unwrap(wrapped)).toEqual(key);
  expect(after.wrap(key).version).toBe(2);
  expect(after.match('s', 'email', 'A@b.example ')).toEqual(before.match('s', 'email', 'a@b.example'));
});

test('the same address has another hash on another site', () => {
  const keys = new MasterKeys([oldKey]);
  expect(keys.match('s1', 'ip', '192.0.2.1')).not.toEqual(keys.match('s2', 'ip', '192.0.2.1'));
});

test('a key of the wrong size is refused without being shown', () => {
  expect(() => new MasterKeys(['c2hvcnQ='])).toThrow('master key 1 must be 32 bytes');
});
