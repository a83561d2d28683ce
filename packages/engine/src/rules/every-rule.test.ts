import { judgementSchema, type Policy } from '@moderato/domain';
import fc from 'fast-check';
import { moderateByRules } from '../moderate.js';
import { asking } from '../testing/asked.js';
import { testPolicy } from '../testing/policy.js';
import { rules } from './index.js';

const everything: Policy = {
  ...testPolicy,
  clauses: rules.flatMap(({ id }) => asking(id).clauses),
  checks: rules.flatMap(({ id }) => asking(id, id === 'length' ? { maxWords: 20 } : {}).checks),
};

const pieces =
  'i know where you live Quellen is a thief 808-529-4747 4111 1111 1111 1111 536-90-4399 keala@mail.example 12 Main Street my comment was deleted send nudes buy cocaine online “ ” " > cry more https://a.example © 2024 \u200b 👍 é'.split(
    ' ',
  );
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.array(fc.constantFrom(...pieces, '\n', '.', ','), { maxLength: 60 }).map((words) => words.join(' ')),
);
const submissions = fc.record(
  {
    body: text,
    author: fc.record({ name: text, hasEmail: fc.boolean() }, { requiredKeys: [] }),
    story: fc.record({ title: text, summary: text, people: fc.array(text, { maxLength: 3 }) }, { requiredKeys: [] }),
    parent: fc.record({ author: text, body: text }, { requiredKeys: [] }),
    acceptedTerms: fc.boolean(),
    context: fc.record({ staff: fc.array(text, { maxLength: 3 }), commenters: fc.array(text, { maxLength: 3 }) }),
  },
  { requiredKeys: ['body'] },
);

test('asked for all at once, no rule throws, each span is a piece of the comment, and equal input gives equal bytes', () =>
  fc.assert(
    fc.property(submissions, (submission) => {
      const judged = moderateByRules(submission, everything);
      judgementSchema.parse(judged);
      expect(judged.degraded.filter((reason) => reason.startsWith('rule_failed'))).toEqual([]);
      for (const { spans } of judged.findings) {
        for (const [i, { start, end }] of spans.entries()) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(submission.body.length);
          if (i > 0) expect(spans[i - 1]?.end).toBeLessThanOrEqual(start);
        }
      }
      expect(JSON.stringify(moderateByRules(structuredClone(submission), everything))).toBe(JSON.stringify(judged));
    }),
    { numRuns: 500 },
  ));

test('a rule for those who ask is silent where no clause rests on it, in scores and marks too', () => {
  const body = 'I know where you live. His cell is 808-529-4747, Quellen is a thief, and why was my comment deleted?';
  const asked = moderateByRules({ body, acceptedTerms: false }, everything);
  expect(asked.findings.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['harassment', 'privacy', 'moderation-talk', 'terms']),
  );
  const silent = moderateByRules({ body, acceptedTerms: false }, testPolicy);
  const optional = new Set(rules.flatMap(({ id, onlyWhereAsked }) => (onlyWhereAsked ? [id] : [])));
  expect(silent.findings.filter(({ rule }) => optional.has(rule as never))).toEqual([]);
  expect([asked.scores, asked.marks]).toEqual([silent.scores, silent.marks]);
});

test.each([
  ['the start of every saying', 'i know where we will find out the mods my comment was is a '.repeat(1_100)],
  ['sayings', 'I know where you live. '.repeat(2_800)],
  ['names', 'Mayor Peter Amari stole '.repeat(2_700)],
  ['quotations', '“a b” '.repeat(10_900)],
  ['one quotation', `“${'word '.repeat(13_000)}”`],
  ['digits', '808-529-4747 '.repeat(5_000)],
])('64 K of %s are judged by all rules in bounded time', (_, body) => {
  const before = process.cpuUsage();
  moderateByRules({ body, story: { title: 'Council delays the harbor levy' } }, everything);
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
});
