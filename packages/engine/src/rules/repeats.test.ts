import fc from 'fast-check';
import { fingerprintOf } from '../fingerprint.js';
import { checkAsked } from '../testing/asked.js';

const body = 'Vote no on the harbor levy, it is a waste of our money!';
const fingerprint = fingerprintOf(body) as string;
const earlier = (count: number, sameAuthor: boolean, sameStory: boolean) =>
  Array.from({ length: count }, () => ({ fingerprint, sameAuthor, sameStory }));

test(
  'the same text again: twice by one author, or by others across stories',
  checkAsked('repeats', [
    [{ body, context: { earlier: earlier(1, true, true) } }, 'review'],
    [{ body, context: { earlier: earlier(2, true, false) } }, 'reject'],
    [
      {
        body: `VOTE NO on the harbor   levy - it is a waste of our money`,
        context: { earlier: earlier(2, true, false) },
      },
      'reject',
    ],
    [{ body, context: { earlier: earlier(3, false, false) } }, 'review'],
    [{ body, context: { earlier: earlier(2, false, false) } }, 'approve'],
    [{ body, context: { earlier: earlier(9, false, true) } }, 'approve'],
    [
      {
        body: 'Vote yes on the harbor levy, it is a good use of our money!',
        context: { earlier: earlier(9, true, true) },
      },
      'approve',
    ],
    [{ body: 'I agree with you.', context: { earlier: earlier(9, true, true) } }, 'approve'],
    [{ body, context: { earlier: [] } }, 'approve'],
    [{ body }, 'approve'],
  ]),
);

test.each([
  ['case, spaces and punctuation', 'vote NO on the harbor levy it is   a waste of our money'],
  ['look-alike letters', 'Vоte nо on the hаrbor levy, it is a wаste of our money!'],
  ['mentions', '@Keala vote no on the harbor levy, it is a waste of our money!'],
])('a fingerprint does not change with %s', (_, other) => {
  expect(fingerprintOf(other)).toBe(fingerprint);
});

test('paths of links may differ, their domains not', () => {
  const withLink = (link: string) => fingerprintOf(`Read the whole truth about the levy at ${link} today`);
  expect(withLink('https://a.example.com/1?x=2')).toBe(withLink('https://a.example.com/other'));
  expect(withLink('https://a.example.com/1')).not.toBe(withLink('https://a.example.org/1'));
});

test('texts that anybody might write have none', () => {
  expect(['I agree.', 'Yes yes yes yes yes', '', '👍👍👍'].map(fingerprintOf)).toEqual([null, null, null, null]);
});

test('is 16 hexadecimal digits or null for any text', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(fingerprintOf(text) ?? '0'.repeat(16)).toMatch(/^[\da-f]{16}$/);
    }),
  ));
