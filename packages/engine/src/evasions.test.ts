import fc from 'fast-check';
import { cutsOf, misspellings } from './lexicon/evasions.js';
import { moderateByRules } from './moderate.js';
import { testPolicy } from './testing/policy.js';

const insults = ['idiot', 'moron', 'imbecile', 'retard', 'scumbag', 'asshole', 'bastard', 'cretin'];
const alike: Record<string, string> = { a: 'а', e: 'е', i: 'і', o: 'о', c: 'с' };
const digits: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' };
const inner = (word: string, at: number): number => 1 + (at % (word.length - 2));

/** Each disguise keeps a person able to read the word; `at` picks where it strikes. */
const disguises: Record<string, (word: string, at: number) => string> = {
  capitals: (word) => word.toUpperCase(),
  'look-alike letters': (word) => word.replace(/[aeioc]/g, (letter) => alike[letter] as string),
  digits: (word) =>
    `${word[0]}${word.slice(1, -1).replace(/[aeiost]/g, (letter) => digits[letter] as string)}${word.at(-1)}`,
  'an invisible sign': (word, at) => `${word.slice(0, inner(word, at))}\u200b${word.slice(inner(word, at))}`,
  'an accent': (word, at) => `${word.slice(0, inner(word, at))}\u0301${word.slice(inner(word, at))}`,
  spaces: (word) => [...word].join(' '),
  dots: (word) => [...word].join('.'),
  'a star': (word, at) => `${word.slice(0, inner(word, at))}*${word.slice(inner(word, at) + 1)}`,
  stretching: (word, at) =>
    word.slice(0, inner(word, at)) + (word[inner(word, at)] as string).repeat(4) + word.slice(inner(word, at) + 1),
  'an entity': (word, at) =>
    `${word.slice(0, inner(word, at))}&#${word.charCodeAt(inner(word, at))};${word.slice(inner(word, at) + 1)}`,
  'a hyphen': (word, at) => `${word.slice(0, inner(word, at))}-${word.slice(inner(word, at))}`,
  'a doubled letter': (word, at) => word.slice(0, inner(word, at)) + word.slice(inner(word, at) - 1),
  'reversed writing': (word) => `\u202e${[...word].reverse().join('')}\u202c`,
};

const judged = (body: string) => moderateByRules({ body }, testPolicy);

test.each(Object.keys(disguises))('an insult behind %s is found, and its span is the word as written', (name) => {
  const disguise = disguises[name] as (word: string, at: number) => string;
  fc.assert(
    fc.property(
      fc.constantFrom(...insults),
      fc.nat(20),
      fc.constantFrom('You are such a ', 'Well, you '),
      (word, at, lead) => {
        const written = disguise(word, at);
        const body = `${lead}${written}, and the levy is too high.`;
        const { outcome, findings } = judged(body);
        expect([body, outcome]).not.toEqual([body, 'approve']);
        const spans = findings.flatMap((finding) => finding.spans.map(({ start, end }) => body.slice(start, end)));
        expect([body, spans.some((span) => span.endsWith(written))]).toEqual([body, true]);
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  ['youareanidiot', 'reject'],
  ['youresuchamoron', 'reject'],
  ['fuckyou', 'reject'],
  ['You 🤡', 'reject'],
  ['What a 🐷 you are', 'reject'],
  ['🖕 you', 'review'],
  ['My dog chased a 🐍 today', 'approve'],
  ['The circus 🤡 was fun', 'approve'],
])('%s: %s', (body, outcome) => {
  expect(judged(body).outcome).toBe(outcome);
});

const ordinary =
  'apathetic moon moons moor niger nigeria idiom idioms retread retired mormon mormons certain cretan banker tanker studio wander funking ' +
  'parasitic degree regenerate veranda vermilion worthiness bastion mustard retort bitter pitches ditches witches fudge ' +
  'luckyou yourself youth younger younglings goto shutoff killyard diehard uphold shellfish overlook understudies sympathetic';

test('no ordinary word is one slip away from an insult, nor an insult run together', () => {
  const slips = misspellings();
  for (const word of ordinary.split(' '))
    expect([word, slips.get(word), cutsOf(word)]).toEqual([word, undefined, null]);
});

test('words cut in two are mended only where both parts stand side by side', () => {
  for (const body of [
    'The id, iot was a name.',
    'Mo. Ron came by.',
    'Of wet backs and sunburn',
    'Those who re-elect him pay.',
  ]) {
    expect([body, judged(body).outcome]).toEqual([body, 'approve']);
  }
});

test('bidi controls, emoji and split words in any mixture never move a span out of the text', () => {
  const pieces = [
    '\u202e',
    '\u202c',
    'toidi',
    'id-iot',
    'mo ron',
    '🤡',
    '🖕',
    'you',
    'are',
    'a',
    'youareanidiot',
    '&#105;',
    '\n',
    'f**k',
    '-',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), fc.boolean(), (parts, spaced) => {
      const body = parts.join(spaced ? ' ' : '');
      const { marks, findings } = judged(body);
      for (const { start, end } of [...marks, ...findings.flatMap(({ spans }) => spans)]) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(body.length);
      }
    }),
    { numRuns: 500 },
  );
});
