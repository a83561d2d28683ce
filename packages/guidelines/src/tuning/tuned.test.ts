import type { Policy, Tuning } from '@moderato/domain';
import fc from 'fast-check';
import { carryTuning, compile, compiledJson, diffClauses, tuned, tuningProblems } from '../index.js';

const text =
  'Comments must be civil. Treat each other with civility. No personal attacks. No more than two links. We may ban you.';
const policy = compile(text);
const checkOf = ({ checks }: Policy, rule: string) => checks.find((check) => check.rule === rule);
const clauseOf = ({ clauses }: Policy, id: string) => clauses.find((clause) => clause.id === id);

test('nothing set changes nothing, not even the hash', () => {
  const nothings: Tuning[] = [{}, { clauses: {} }, { clauses: { 'civility-1': {} }, site: { hold: [] } }];
  for (const nothing of nothings) {
    expect(tuned(policy, nothing)).toEqual(policy);
  }
});

test('the hash names the text and the settings, in whatever order they are written', () => {
  const one = tuned(policy, { site: { hold: ['b', 'a'], allow: ['c'] }, clauses: { 'links-1': { off: true } } });
  const same = tuned(policy, { clauses: { 'links-1': { off: true } }, site: { allow: ['c'], hold: ['a', 'b', 'a'] } });
  const other = tuned(policy, { site: { hold: ['b', 'a'] } });
  expect(one.hash).toBe(same.hash);
  expect(one.tuning).toEqual(same.tuning);
  expect(new Set([policy.hash, one.hash, other.hash]).size).toBe(3);
  expect(tuned(compile(`${text} `), { site: { hold: ['b', 'a'] } }).hash).not.toBe(other.hash);
});

test('a tuned policy is not tuned again', () => {
  expect(() => tuned(tuned(policy, { site: { hold: ['a'] } }), {})).toThrow(RangeError);
});

test('thresholds and outcome reach the check; what is not set stays', () => {
  const set = tuned(policy, {
    clauses: { 'personal_attack-1': { thresholds: { review: 0.6 } }, 'civility-1': { outcome: 'review' } },
  });
  expect(checkOf(set, 'personal-attack')?.thresholds).toEqual({ review: 0.6, reject: 0.8 });
  expect(checkOf(set, 'civility')?.thresholds).toEqual({ review: 0.36, reject: null });
  expect(checkOf(set, 'links')).toEqual(checkOf(policy, 'links'));
});

test('the site’s country reaches the rule that reads telephone numbers, and no other', () => {
  const set = tuned(compile('Do not post private information. No threats.'), { site: { country: 'NZ' } });
  expect(checkOf(set, 'privacy')?.params).toEqual({ country: 'NZ' });
  expect(checkOf(set, 'threat')?.params).toEqual({});
});

test('a clause goes before its kind, setting by setting', () => {
  const set = tuned(policy, {
    kinds: { civility: { outcome: 'review', consequence: 'warning' } },
    clauses: { 'civility-1': { outcome: 'reject' } },
  });
  expect(checkOf(set, 'civility')).toMatchObject({ thresholds: { review: 0.36, reject: 0.9 }, rejectsMild: true });
  expect(set.clauses.filter(({ consequence }) => consequence === 'warning').map(({ id }) => id)).toEqual([
    'civility-1',
    'civility-2',
  ]);
});

describe('off', () => {
  test('the clause is shown as such, and no rule enforces it', () => {
    const set = tuned(policy, { clauses: { 'links-1': { off: true } } });
    expect(checkOf(set, 'links')).toBeUndefined();
    const shown = compiledJson(set).clauses.find(({ id }) => id === 'links-1');
    expect(shown).toMatchObject({ rules: [], enforced: false, off: true, why: 'The site turned it off.' });
  });

  test('another clause of the kind stands in', () => {
    const set = tuned(policy, { clauses: { 'civility-1': { off: true } } });
    expect(checkOf(set, 'civility')?.clauseId).toBe('civility-2');
    expect(checkOf(tuned(policy, { kinds: { civility: { off: true } } }), 'civility')).toBeUndefined();
  });

  test('threats and hatred stay enforced, whatever is set of a clause that speaks of neither', () => {
    const set = tuned(policy, { clauses: { 'personal_attack-1': { off: true } } });
    expect(set.checks.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['threat', 'hate']));
    expect(clauseOf(set, 'personal_attack-1')).toMatchObject({ rules: ['threat', 'hate'], enforced: true, off: true });
    const lenient = tuned(policy, { clauses: { 'personal_attack-1': { outcome: 'review' } } });
    expect(checkOf(lenient, 'threat')).toEqual(checkOf(policy, 'threat'));
    expect(checkOf(lenient, 'personal-attack')?.thresholds.reject).toBeNull();
    const own = compile('No threats.');
    expect(tuned(own, { clauses: { 'threat-1': { off: true } } }).checks).toEqual([]);
  });
});

test('excepted domains reach the rule that counts links', () => {
  const domains = ['paper.example', 'a.example'];
  const set = tuned(policy, { clauses: { 'links-1': { exceptions: { domains } } } });
  expect(checkOf(set, 'links')?.params).toEqual({ maxLinks: 2, exceptDomains: 'a.example paper.example' });
});

test.each<[string, Tuning, string, RegExp]>([
  ['an unknown clause', { clauses: { 'spam-1': {} } }, '/tuning/clauses/spam-1', /They have: civility-1, civility-2, /],
  ['an unknown kind', { kinds: { spam: {} } }, '/tuning/kinds/spam', /They have: civility, personal_attack, /],
  ['a clause that no rule enforces', { clauses: { 'ban-1': { off: true } } }, '/tuning/clauses/ban-1', /No rule/],
  ['a kind that no rule enforces', { kinds: { ban: { outcome: 'review' } } }, '/tuning/kinds/ban', /No rule/],
  [
    'a clause that another stands for',
    { clauses: { 'civility-2': { outcome: 'review' } } },
    '/tuning/clauses/civility-2',
    /^civility-1 stands for it.*\/tuning\/kinds\/civility\.$/,
  ],
  [
    'a consequence of a clause that nobody can break',
    { clauses: { 'ban-1': { consequence: 'strike' } } },
    '/tuning/clauses/ban-1/consequence',
    /nobody can break it/,
  ],
  [
    'review above reject as compiled',
    { clauses: { 'civility-1': { thresholds: { review: 0.95 } } } },
    '/tuning/clauses/civility-1/thresholds/review',
    /must not be above reject \(0\.9\)/,
  ],
  [
    'review above reject as the kind has it',
    { kinds: { civility: { thresholds: { reject: 0.3 } } } },
    '/tuning/kinds/civility/thresholds/review',
    /must not be above reject \(0\.3\)/,
  ],
  [
    'a threshold of what is never rejected',
    { clauses: { 'civility-1': { outcome: 'review', thresholds: { reject: 0.9 } } } },
    '/tuning/clauses/civility-1/thresholds/reject',
    /null/,
  ],
  [
    'rejecting by a clause that only holds',
    { clauses: { 'links-1': { outcome: 'reject' } } },
    '/tuning/clauses/links-1/outcome',
    /thresholds\.reject/,
  ],
  ['a word on both lists', { site: { hold: ['Levy'], allow: ['a', 'levy'] } }, '/tuning/site/allow/1', /one list/],
])('%s is refused, with the field and the fix', (_, tuning, pointer, detail) => {
  expect(tuningProblems(policy, tuning)).toEqual([
    { pointer, code: expect.any(String), detail: expect.stringMatching(detail) },
  ]);
});

test('what fits is no problem', () => {
  const tuning: Tuning = {
    clauses: {
      'links-1': { outcome: 'reject', thresholds: { reject: 0.6 }, consequence: 'strike' },
      'civility-2': { consequence: 'warning' },
    },
    kinds: { civility: { outcome: 'review' }, personal_attack: { exceptions: { authors: ['a-1'] } } },
    site: { hold: ['levy'], allow: ['moron'] },
  };
  expect(tuningProblems(policy, tuning)).toEqual([]);
});

test('settings are a change of the clause', () => {
  const changed = diffClauses(policy, tuned(policy, { clauses: { 'links-1': { off: true } } })).changed;
  expect(changed.map(({ after }) => after.id)).toEqual(['links-1']);
  const kind = diffClauses(policy, tuned(policy, { kinds: { civility: { outcome: 'review' } } })).changed;
  expect(kind.map(({ after }) => after.id)).toEqual(['civility-1', 'civility-2']);
});

describe('carried over to another text', () => {
  const before = tuned(policy, {
    clauses: { 'links-1': { off: true }, 'personal_attack-1': { outcome: 'review' } },
    kinds: { civility: { consequence: 'warning' } },
    site: { hold: ['levy'] },
  });

  test('settings go with their clause, whatever its number is now', () => {
    const after = compile('No links. No more than two links. No personal attacks. Be civil.');
    expect(clauseOf(after, 'links-2')?.text).toContain('two links');
    const { tuning, leftOut } = carryTuning(before, after);
    expect(leftOut).toEqual([]);
    expect(tuning).toEqual({
      clauses: { 'links-2': { off: true }, 'personal_attack-1': { outcome: 'review' } },
      kinds: { civility: { consequence: 'warning' } },
      site: { hold: ['levy'] },
    });
  });

  test('settings whose clause is gone are named', () => {
    const { tuning, leftOut } = carryTuning(before, compile('No personal attacks, please.'));
    expect(leftOut).toEqual(['/tuning/clauses/links-1', '/tuning/kinds/civility']);
    expect(tuning).toEqual({ clauses: { 'personal_attack-1': { outcome: 'review' } }, site: { hold: ['levy'] } });
  });
});

test('what is carried over always fits', () => {
  const sentences = [
    'Be civil.',
    'No threats.',
    'No more than two links.',
    'No personal attacks.',
    'No spam.',
    'Stay polite.',
  ];
  const guidelines = fc.uniqueArray(fc.constantFrom(...sentences)).map((some) => compile(some.join(' ')));
  const settings = fc.constantFrom({ off: true }, { outcome: 'review' as const }, { consequence: 'strike' as const });
  fc.assert(
    fc.property(guidelines, guidelines, fc.array(settings, { minLength: 6, maxLength: 6 }), (from, to, some) => {
      const clauses = Object.fromEntries(from.clauses.map(({ id }, i) => [id, some[i % 6] ?? {}]));
      const wanted = { clauses };
      fc.pre(tuningProblems(from, wanted).length === 0);
      expect(tuningProblems(to, carryTuning(tuned(from, wanted), to).tuning)).toEqual([]);
    }),
  );
});
