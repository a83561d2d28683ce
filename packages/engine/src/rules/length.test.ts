import fc from 'fast-check';
import { asking, checkAsked, judgeAsked } from '../testing/asked.js';

const words = (count: number): string => Array.from({ length: count }, (_, i) => `word${i}`).join(' ');

test(
  'one word over the limit needs a look',
  checkAsked(asking('length', { maxWords: 30 }), [
    [words(30), 'approve'],
    [words(31), 'review'],
    [`${words(30)} — … !`, 'approve'],
  ]),
);

test(
  'characters are counted as readers see them',
  checkAsked(asking('length', { maxCharacters: 40 }), [
    [`The levy is fine ${'a'.repeat(23)}`, 'approve'],
    [`The levy is fine ${'a'.repeat(24)}`, 'review'],
    [`The levy is fine${' e\u0301'.repeat(12)}`, 'approve'],
    [`The levy is fine ${'👍'.repeat(23)}`, 'approve'],
    [`The levy is fine.${' '.repeat(60)}`, 'approve'],
  ]),
);

test('no limit, no finding', () => {
  expect(judgeAsked('length', words(2_000)).findings).toEqual([]);
});

test('a limit is broken exactly where there are more words than it allows', () =>
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 60 }),
      fc.integer({ min: 0, max: 60 }),
      (list, maxWords) => {
        const { findings } = judgeAsked(asking('length', { maxWords }), list.join(' '));
        expect(findings.length > 0).toBe(list.length > maxWords);
      },
    ),
  ));
