import fc from 'fast-check';
import { privateParts, withoutPrivateParts } from './private-parts.js';

test.each([
  ['Write to keala.k@reader.example today', 'Write to [e-mail address hidden] today'],
  ['Call 808-555-0142 or +49 30 5550 1234.', 'Call [number hidden] or [number hidden].'],
  ['He lives at 1240 Makani Street.', 'He lives at [address hidden]'],
  [
    'See https://www.paper.example/a?b=c#d and www.other.example.',
    'See [link to paper.example] and [link to other.example.]',
  ],
  ['On 2026-11-24 at 10:30 the 12 of 14 members paid 1,200,000 dollars.', null],
  ['The vote was 5-4 in 2019-2020; section 12.3.1 says so.', null],
])('%s', (text, shown) => expect(withoutPrivateParts(text)).toBe(shown ?? text));

test('parts lie in the text, in order, and none over another; a long text is read in no time', () => {
  const check = (text: string) => {
    let last = 0;
    for (const { start, end } of privateParts(text)) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      last = end;
    }
    expect(last).toBeLessThanOrEqual(text.length);
  };
  fc.assert(fc.property(fc.string({ unit: 'binary' }), check));
  fc.assert(fc.property(fc.stringMatching(/^[a-c@. 0-9+\-/]*$/), check));
  const began = process.cpuUsage();
  for (const word of ['a', '1-', '1 A', 'a@', 'www.']) check(word.repeat(64_000 / word.length));
  expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2_000);
});
