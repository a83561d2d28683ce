import { judgementSchema } from '@moderato/domain';
import fc from 'fast-check';
import { longestText } from './item.js';
import { engineVersion, moderateBy, moderateByRules } from './moderate.js';
import type { Rule } from './rule.js';
import { rules } from './rules/index.js';
import { testPolicy } from './testing/policy.js';

const nasty = 'You are a pathetic moron and everyone here despises you, but the levy is too high.';
const judge = (body: string) => moderateByRules({ body }, testPolicy);

test('a rejection cites the clause and marks the very words', () => {
  const { outcome, findings, marks, scores, engine, guidelines } = judge(nasty);
  expect(outcome).toBe('reject');
  expect(findings[0]).toMatchObject({
    rule: 'personal-attack',
    clause: { id: 'personal_attack-1', text: 'with no personal attacks' },
    target: 'commenter',
    explanation: 'Insults another commenter directly.',
  });
  expect(findings[0]?.spans.map(({ start, end }) => nasty.slice(start, end))).toEqual(['pathetic moron']);
  expect(testPolicy.source.slice(findings[0]?.clause.start, findings[0]?.clause.end)).toBe('with no personal attacks');
  expect(marks.map(({ start, end, label }) => `${label} ${nasty.slice(start, end)}`)).toContain(
    'INSULT pathetic moron',
  );
  expect(scores.ATTACK_ON_COMMENTER).toBeGreaterThan(0.9);
  expect(scores.THREAT).toBe(0);
  expect({ engine, guidelines }).toEqual({
    engine: { version: engineVersion, model: null },
    guidelines: { version: 3, hash: testPolicy.hash },
  });
});

test('without the clause nothing is cited, yet scores and marks stay', () => {
  const policy = { ...testPolicy, clauses: [], checks: [] };
  const { outcome, findings, marks, scores } = moderateByRules({ body: nasty }, policy);
  expect([outcome, findings]).toEqual(['approve', []]);
  expect(marks).toEqual(judge(nasty).marks);
  expect(scores).toEqual(judge(nasty).scores);
});

test('marks in disguised and decorated text lead to the words as written', () => {
  const body = '👍👍 &quot;Well&quot;, yоu аre <b>an i\u200bd1o</b>t';
  const { findings } = judge(body);
  expect(findings[0]?.spans.map(({ start, end }) => body.slice(start, end))).toEqual(['i\u200bd1o</b>t']);
});

test('equal input gives equal bytes', () => {
  for (const body of [nasty, 'I agree.', 'wtf '.repeat(40)]) {
    expect(JSON.stringify(judge(body))).toBe(JSON.stringify(judge(body)));
  }
});

test('explanations never quote the comment', () => {
  const { findings } = judge(nasty);
  for (const { explanation } of findings) expect(explanation).not.toMatch(/moron|despises|levy/);
});

const throwing: Rule = {
  id: 'good-taste',
  evaluate() {
    throw new Error('broken');
  },
};

test('a rule that throws brings a review and keeps the others at work', () => {
  const withFault = moderateBy([throwing, ...rules], 'rules');
  const harmless = withFault({ body: 'I agree with the mayor.' }, testPolicy, null);
  expect([harmless.outcome, harmless.degraded]).toEqual(['review', ['rule_failed:good-taste']]);
  expect(withFault({ body: nasty }, testPolicy, null).outcome).toBe('reject');
});

test.each([
  ['too long', Array.from({ length: 9_000 }, (_, i) => `day ${i} `).join(''), 'text_too_long'],
  ['cut inside a surrogate pair', `a${'👍'.repeat(longestText)}`, 'text_too_long'],
  ['empty', '', 'text_unreadable'],
  ['only invisible signs', '\u200b\u200d\u2060', 'text_unreadable'],
  ['control characters', '\u0001\u0002\u0003 a', 'text_unreadable'],
  ['replacement characters', '\ufffd\ufffd\ufffd what', 'text_unreadable'],
  ['Cyrillic', 'Добрый вечер всем', 'unsupported_language'],
  ['Japanese', '今日は良い天気ですね', 'unsupported_language'],
])('a text that is %s is held for a person', (_, body, reason) => {
  const { outcome, degraded } = judge(body);
  expect(outcome).toBe('review');
  expect(degraded).toContain(reason);
});

test.each(['en', 'en-US', 'und', 'es', undefined])(
  'a Spanish comment that the site labels %s is held for a person',
  (language) => {
    const body = 'El alcalde no tiene ni idea de lo que hace.';
    const { outcome, degraded } = moderateByRules({ body, ...(language && { language }) }, testPolicy);
    expect([outcome, degraded]).toEqual(['review', ['unsupported_language']]);
  },
);

test('where the text is too short to tell, what the site says of its language counts', () => {
  const short = (language: string) => moderateByRules({ body: 'Mahalo!', language }, testPolicy).degraded;
  expect([short('en'), short('en-US'), short('und'), short('')]).toEqual([[], [], [], []]);
  expect([short('es'), short('es-MX'), short('PT_br')]).toEqual(Array(3).fill(['unsupported_language']));
});

test('a plainly English comment is judged, whatever the site says of its language', () => {
  const { outcome } = moderateByRules({ body: 'They should have asked the people first.', language: 'es' }, testPolicy);
  expect(outcome).toBe('approve');
});

test('what is read of an over-long text is still judged', () => {
  const { outcome } = judge(`${nasty} ${'a fine day. '.repeat(6_000)}`);
  expect(outcome).toBe('reject');
});

test('thresholds decide: none to reject by means review at most', () => {
  const checks = testPolicy.checks.map((check) => ({ ...check, thresholds: { review: 0.99, reject: null } }));
  expect(moderateByRules({ body: nasty }, { ...testPolicy, checks }).outcome).toBe('approve');
  const held = checks.map((check) => ({ ...check, thresholds: { review: 0.5, reject: null } }));
  expect(moderateByRules({ body: nasty }, { ...testPolicy, checks: held }).outcome).toBe('review');
});

const words =
  'you are a an the idiot moron pathetic kill will i he she not "quoted" \' > “ ” Keala 1d10t f**k shut up like and'.split(
    ' ',
  );
const bodies = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.constantFrom(...words, ',', '.', '\n', '@', '&lt;', '<b>', '\u200b', '👍'), { maxLength: 60 })
    .map((w) => w.join(' ')),
);

test('never throws, and every span and mark is a whole piece of the comment', () =>
  fc.assert(
    fc.property(bodies, fc.string({ unit: 'binary' }), (body, name) => {
      const judged = moderateByRules({ body, parent: { author: name }, story: { people: [name] } }, testPolicy);
      judgementSchema.parse(judged);
      for (const { start, end } of [...judged.marks, ...judged.findings.flatMap(({ spans }) => spans)]) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(body.length);
        if (body.isWellFormed()) expect(body.slice(start, end).isWellFormed()).toBe(true);
      }
      expect(new Set(judged.marks.map((mark) => `${mark.start} ${mark.end} ${mark.label}`)).size).toBe(
        judged.marks.length,
      );
    }),
    { numRuns: 1_000 },
  ));

test.each([
  ['insults', 'you are a pathetic moron '.repeat(2_600)],
  ['one word', 'a'.repeat(65_536)],
  ['openers', 'i will very very very '.repeat(3_000)],
  ['quotes', '" “ \' > '.repeat(8_000)],
  ['links', 'http://a.example '.repeat(3_800)],
  ['adjectives', 'stupid '.repeat(9_000)],
  ['and', 'stupid and '.repeat(5_900)],
  ['emoji', '👍'.repeat(32_768)],
])('64 K of %s are judged in bounded time', (_, body) => {
  const began = performance.now();
  judge(body);
  expect(performance.now() - began).toBeLessThan(2_000);
});
