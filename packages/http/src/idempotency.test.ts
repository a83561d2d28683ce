import { AppError } from '@moderato/domain';
import fc from 'fast-check';
import { fingerprintOf, idempotencyKeyOf } from './idempotency.js';

test('the fingerprint is the one that contracts/http.md works out', () => {
  expect(fingerprintOf('POST', '/v1/decisions', '{"comment":"hi"}').toString('hex')).toBe(
    '63069c1140fae92c3e38c458a351c82cc42ce8f66541e98dfdbb003359bc5ac6',
  );
});

test('other bodies have other fingerprints, and the same body has the same', () =>
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      const same = Buffer.from(a).equals(Buffer.from(b));
      expect(fingerprintOf('POST', '/v1/comments', a).equals(fingerprintOf('POST', '/v1/comments', b))).toBe(same);
    }),
  ));

test('a key means the same bare and quoted', () =>
  fc.assert(
    fc.property(fc.stringMatching(/^[\x21\x23-\x5b\x5d-\x7e]{1,255}$/), (key) => {
      expect(idempotencyKeyOf(key)).toBe(key);
      expect(idempotencyKeyOf(`"${key}"`)).toBe(key);
    }),
  ));

test.each([[''], ['""'], ['with space'], ['"with space"'], ['x'.repeat(256)], ['ümlaut']])('%j is no key', (header) => {
  expect(() => idempotencyKeyOf(header)).toThrow(AppError);
});
