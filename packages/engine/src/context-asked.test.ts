import { type RuleId, ruleIds, type Submission } from '@moderato/domain';
import { contextAsked } from './context-asked.js';
import { fingerprintOf } from './fingerprint.js';
import type { ContextPart } from './rule.js';
import { asking, judgeAsked } from './testing/asked.js';

const body =
  'The harbor pilots asked for a second tug last winter and nobody at the port answered their letters, which is why the ferry waits.';
const fingerprint = fingerprintOf(body) as string;
/** Each part as it would set off the rule that reads it. */
const parts: Record<ContextPart, Omit<Submission, 'body'>> = {
  name: { author: { name: 'https://cheap-tiles.com' } },
  staff: { author: { name: 'Marta Quellen', isStaff: true }, context: { staff: ['Marta Quellen'] } },
  form: { author: { hasEmail: false }, missingFields: ['Town'] },
  terms: { acceptedTerms: false },
  summary: { story: { summary: 'Voters choose a senator, a governor and a congress after the election campaign.' } },
  earlier: {
    context: { earlier: Array.from({ length: 4 }, () => ({ fingerprint, sameAuthor: true, sameStory: true })) },
  },
  commenters: { author: { name: 'Keala K' }, context: { commenters: ['Kea1a K'] } },
};

test('a rule that does not say that it reads a part finds the same with it and without', () => {
  const changed: string[] = [];
  for (const rule of ruleIds) {
    const asked = contextAsked([asking(rule)]);
    const alone = JSON.stringify(judgeAsked(rule, { body }));
    for (const [part, told] of Object.entries(parts) as [ContextPart, Omit<Submission, 'body'>][]) {
      const isNamed = part === 'staff' || part === 'commenters';
      if (asked.has(part) || (isNamed && asked.has('name'))) continue;
      if (JSON.stringify(judgeAsked(rule, { body, ...told })) !== alone) changed.push(`${rule} reads ${part}`);
    }
  }
  expect(changed).toEqual([]);
});

test.each<[RuleId, ContextPart]>([
  ['repeats', 'earlier'],
  ['terms', 'terms'],
  ['required-fields', 'form'],
  ['username', 'name'],
  ['impersonation', 'commenters'],
])('%s finds something by the %s that it says it reads', (rule, part) => {
  expect([...contextAsked([asking(rule)])]).toContain(part);
  expect(judgeAsked(rule, { body, ...parts[part] }).findings).not.toEqual([]);
});

test('a policy whose rules rest on the text alone asks for nothing', () => {
  expect(contextAsked([asking('threat'), null, asking('links')]).size).toBe(0);
});
