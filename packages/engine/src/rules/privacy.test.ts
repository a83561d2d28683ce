import fc from 'fast-check';
import { asking, checkAsked, judgeAsked } from '../testing/asked.js';

test(
  'numbers and addresses of people, not those of offices, events, sums and scores',
  checkAsked('privacy', [
    ['His cell is 808-529-4747, give him a piece of your mind.', 'reject'],
    ['Call me at (808) 529-4747 tonight.', 'review'],
    ['Ring her on +44 20 7946 0958.', 'reject'],
    ['Her number is 529-4747, just saying.', 'review'],
    ['Write to keala.nakamura@mailbox.example and tell her.', 'review'],
    ['Write to keala [at] mailbox [dot] com and tell her.', 'review'],
    ['She lives at 1240 Pupukea Road, the blue house.', 'reject'],
    ['he lives at 45 oak street, go see', 'reject'],
    ['The owner: 94-229 Pupuole Street Apt 4, Waipahu, HI 96797.', 'review'],
    ['My social security number is 536-90-4399.', 'reject'],
    ['Pay with 4111 1111 1111 1111, it works.', 'reject'],
    ['Our office hotline is 808-529-4747.', 'approve'],
    ['Toll-free help: 1-800-223-6004.', 'approve'],
    ['The fire at 1240 Pupukea Road closed the street.', 'approve'],
    ['The office is at info@paper.example for all questions.', 'approve'],
    ['We won 31-14 in 2019 and 28-27 in 2020, before 45,000 people.', 'approve'],
    ['It cost $1,250,000 in 2019-2020 and 3.14159265 is not a phone.', 'approve'],
    ['The vote was on 2024-11-05, the count on 11-12-2024.', 'approve'],
    ['It is 5 minutes down the road, 10 blocks from the court.', 'approve'],
    ['@Keala I agree with you.', 'approve'],
  ]),
);

test('an exception for public numbers lowers what it names, and nothing else', () => {
  const policy = asking('privacy', { except_phone: 'public' });
  const outcome = (body: string) => judgeAsked(policy, body).outcome;
  expect(outcome('Call me at (808) 529-4747 tonight.')).toBe('approve');
  expect(outcome('His cell is 808-529-4747, give him a piece of your mind.')).toBe('reject');
  expect(outcome('Write to keala.nakamura@mailbox.example and tell her.')).toBe('review');
  expect(judgeAsked(asking('privacy', { except_phone: 'all' }), 'His cell is 808-529-4747.').outcome).toBe('approve');
});

test('numbers without a country code are read as the site’s country dials them', () => {
  const body = 'Ring her on 020 7946 0958 tonight.';
  expect(judgeAsked('privacy', body).outcome).toBe('approve');
  expect(judgeAsked(asking('privacy', { country: 'GB' }), body).outcome).toBe('reject');
});

/** By the definition of ISO/IEC 7812-1, annex B. */
function checkDigit(payload: string): number {
  const sum = [...payload].reverse().reduce((total, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const payload = fc.stringMatching(/^4[0-9]{14}$/);
const grouped = (digits: string, by: string): string => digits.replace(/(\d{4})(?=\d)/g, `$1${by}`);
const explanations = (body: string): string[] =>
  judgeAsked('privacy', body).findings.map(({ explanation }) => explanation);
const card = 'Gives the number of a payment card.';

test('a card number is one with the right check digit and with no other, however it is grouped', () =>
  fc.assert(
    fc.property(payload, fc.constantFrom('', ' ', '-'), fc.integer({ min: 1, max: 9 }), (digits, by, off) => {
      const right = checkDigit(digits);
      expect(explanations(`Use ${grouped(`${digits}${right}`, by)} please.`)).toContain(card);
      expect(explanations(`Use ${grouped(`${digits}${(right + off) % 10}`, by)} please.`)).not.toContain(card);
    }),
  ));

const exchange = fc.stringMatching(/^[2-9]0[2-9]$/);

test('the span of a telephone number is the number, however it is written', () =>
  fc.assert(
    fc.property(
      exchange,
      fc.stringMatching(/^[0-9]{4}$/),
      fc.constantFrom(
        (a: string, b: string) => `808-${a}-${b}`,
        (a: string, b: string) => `(808) ${a}-${b}`,
        (a: string, b: string) => `808.${a}.${b}`,
        (a: string, b: string) => `+1 808 ${a} ${b}`,
      ),
      fc.constantFrom('', '👍 ', 'é '),
      (a, b, write, before) => {
        const written = write(a, b);
        const body = `${before}Text me on ${written}, please.`;
        const spans = judgeAsked('privacy', body).findings.flatMap((finding) => finding.spans);
        expect(spans.map(({ start, end }) => body.slice(start, end))).toEqual([written]);
      },
    ),
  ));

test.each([
  ['digits', '1234567890 '.repeat(5_900)],
  ['one number', '7'.repeat(65_000)],
  ['signs', '12-34 (56) '.repeat(5_900)],
  ['addresses', '12 Main Street '.repeat(4_300)],
  ['almost addresses', '12 Main Main Main '.repeat(3_600)],
  ['at signs', 'a@a.a@'.repeat(10_900)],
  ['dots', `${'a.'.repeat(32_000)}@`],
])('64 K of %s are read in bounded time', (_, body) => {
  const began = process.cpuUsage();
  judgeAsked('privacy', body);
  expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2_000);
});
