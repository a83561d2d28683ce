import fc from 'fast-check';
import { compile } from './index.js';

/** The posted text of Hawaii Warrior World, the demo site. */
const posted =
  "By participating in online discussions you acknowledge that you have agreed to the Star-Advertiser's TERMS OF SERVICE. " +
  'An insightful discussion of ideas and viewpoints is encouraged, but comments must be civil and in good taste, with no ' +
  'personal attacks. If your comments are inappropriate, you may be banned from posting. To report comments that you ' +
  'believe do not follow our guidelines, email hawaiiwarriorworld@staradvertiser.com.';

const citedBy = (text: string) => {
  const { checks, clauses } = compile(text);
  return Object.fromEntries(
    checks.map(({ rule, clauseId }) => [rule, clauses.find(({ id }) => id === clauseId)?.text]),
  );
};

describe('the demo guidelines', () => {
  test('give one clause for each thing they say, quoting the words that say it', () => {
    expect(
      compile(posted).clauses.map(({ id, demand, text, rules, enforced }) => [id, demand, text, rules, enforced]),
    ).toEqual([
      ['terms-1', 'require', posted.slice(0, posted.indexOf('. An')), ['terms'], true],
      ['encouraged-1', 'encourage', 'An insightful discussion of ideas and viewpoints is encouraged', [], false],
      ['civility-1', 'require', 'comments must be civil', ['civility'], true],
      ['good_taste-1', 'require', 'in good taste', ['good-taste', 'shouting', 'spam'], true],
      ['personal_attack-1', 'forbid', 'with no personal attacks', ['threat', 'hate', 'personal-attack'], true],
      ['ban-1', 'inform', 'If your comments are inappropriate, you may be banned from posting', [], true],
      ['report_channel-1', 'inform', posted.slice(posted.indexOf('To report'), -1), [], true],
    ]);
  });

  test('name the address for reports and the terms', () => {
    const { clauses, report, limits } = compile(posted);
    expect(clauses.find(({ kind }) => kind === 'report_channel')?.params).toEqual({
      email: 'hawaiiwarriorworld@staradvertiser.com',
    });
    expect(clauses[0]?.params).toEqual({ name: 'TERMS OF SERVICE' });
    expect(report).toEqual({ emails: ['hawaiiwarriorworld@staradvertiser.com'], other: [] });
    expect(limits).toEqual({});
  });

  test('bind each rule to the clause that speaks of it, and none to links, of which they do not speak', () => {
    expect(citedBy(posted)).toEqual({
      threat: 'with no personal attacks',
      hate: 'with no personal attacks',
      'personal-attack': 'with no personal attacks',
      civility: 'comments must be civil',
      'good-taste': 'in good taste',
      shouting: 'in good taste',
      spam: 'in good taste',
      terms: posted.slice(0, posted.indexOf('. An')),
    });
  });

  test('without the words on personal attacks have no such clause, and no check cites one', () => {
    const without = posted.replace(', with no personal attacks', '');
    expect(compile(without).clauses.map(({ kind }) => kind)).not.toContain('personal_attack');
    expect(compile(without).checks.map(({ clauseId }) => clauseId)).not.toContain('personal_attack-1');
    expect(citedBy(without)['personal-attack']).toBe('comments must be civil');
  });

  test('in other words are cited in those words', () => {
    const other = posted.replace('with no personal attacks', 'and name-calling gets nobody anywhere');
    expect(citedBy(other)['personal-attack']).toBe('name-calling gets nobody anywhere');
  });
});

test('a rule whose subject the guidelines do not name cites nothing', () => {
  expect(compile('The sky is blue. Links are welcome. Criticism of the council is welcome.').checks).toEqual([]);
  expect(Object.keys(citedBy('No profanity.'))).toEqual(['good-taste', 'shouting', 'spam']);
});

test('a clause that permits binds no rule that forbids', () => {
  const { clauses, checks } = compile('Strong language is allowed. Insults are welcome here.');
  expect(clauses.map(({ kind, demand }) => [kind, demand])).toEqual([
    ['permitted', 'permit'],
    ['permitted', 'permit'],
  ]);
  expect(checks).toEqual([]);
});

test('a demand is cited before a wish of the same kind, and the rule stands behind both', () => {
  const { clauses, checks } = compile('We value civil debate. Comments must be civil.');
  expect(checks.find(({ rule }) => rule === 'civility')?.clauseId).toBe('civility-2');
  expect(clauses.filter(({ rules }) => rules.includes('civility')).map(({ id }) => id)).toEqual([
    'civility-1',
    'civility-2',
  ]);
});

test('links are counted only where a number is given', () => {
  const linkCheck = (text: string) => compile(text).checks.find(({ rule }) => rule === 'links')?.params;
  expect(linkCheck('No more than three links.')).toEqual({ maxLinks: 3 });
  expect(linkCheck('Up to two links are allowed.')).toEqual({ maxLinks: 2 });
  expect(linkCheck('Links must be relevant. Comments with over 2 links are spam.')).toEqual({ maxLinks: 2 });
  expect(linkCheck('No links.')).toEqual({ maxLinks: 0 });
  expect(linkCheck('Links must be relevant.')).toBeUndefined();
});

test('what reads as nothing is kept, as not enforced', () => {
  expect(compile('The sky is blue.').clauses).toMatchObject([
    { id: 'other-1', kind: 'other', demand: 'inform', text: 'The sky is blue', rules: [], enforced: false },
  ]);
});

test('the hash is the SHA-256 of the text, the version the one given', () => {
  expect(compile('abc', { version: 7 })).toMatchObject({
    hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    version: 7,
  });
});

/** Texts that look like guidelines, and texts that look like nothing. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        'No ',
        'personal attacks',
        ', ',
        ' and ',
        'must be civil',
        '. ',
        '\n',
        '\r\n\n',
        '- ',
        '1. ',
        'é',
        '👩‍👩‍👧',
        '\u200b',
        'links',
        'three ',
        'Criticism is welcome',
        'report abuse to a@b.com',
        '“',
        '”',
        '(',
        ')',
        'e.g. ',
        'Mr. ',
        '\0',
        '\ud800',
        '\u2028',
        'you may be banned',
        'http://x.y/z',
        '…',
        ' - ',
        'shouting',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);

test('any string compiles, every clause quotes the text, in order and with words in it', () =>
  fc.assert(
    fc.property(texts, (posted) => {
      const { source, clauses, checks } = compile(posted);
      for (const { start, end, text } of clauses) {
        expect(source.slice(start, end)).toBe(text);
        expect(text).toMatch(/\p{L}/u);
        expect(text).toBe(text.trim());
      }
      expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
      for (const check of checks) expect(clauses.find(({ id }) => id === check.clauseId)?.rules).toContain(check.rule);
    }),
    { numRuns: 500 },
  ));

test('the same text gives the same policy', () =>
  fc.assert(fc.property(texts, (source) => expect(compile(source)).toEqual(compile(source)))));

/** Processor time in milliseconds, best of five: the machine may be busy with other things. */
function timeOf(source: string): number {
  const times = Array.from({ length: 5 }, () => {
    const from = process.cpuUsage();
    compile(source);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

const repeated = (piece: string): string => piece.repeat(Math.ceil(20_000 / piece.length));

// What is quadratic takes many seconds here; how fast the rest is belongs to the bench, not to a test.
test.each([
  ['ordinary guidelines', `${posted}\n`],
  ['one word', 'a'],
  ['white space', '   \t'],
  ['commas', ',, ,'],
  ['topics', 'spam civil '],
  ['topics and breaks', 'criticism is, threats; '],
  ['verbs', 'is are welcome encourage '],
  ['numbers', 'one hundred-two links 3,000,'],
  ['addresses', 'a.b+c@d.e.f [at] x.com '],
  ['stops', '. ! ? '],
  ['short lines', 'a\n'],
  ['list items', '- civil\n'],
  ['report words', 'report the such other abuse flag '],
])('no text takes minutes: 20 KB of %s', (_, piece) => expect(timeOf(repeated(piece))).toBeLessThan(20_000), 60_000);
