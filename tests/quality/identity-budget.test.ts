import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moderateByRules } from '@moderato/engine';
import { compile } from '@moderato/guidelines';
import { identityTerms, neutralTemplates } from './identity/terms-words.js';

const fixture = join(__dirname, '../../services/cli/fixtures/hawaii-warrior-world/guidelines.txt');
const guidelines = [
  readFileSync(fixture, 'utf8'),
  'Hate speech is not allowed. No threats. No harassment. No personal attacks. Be civil. No profanity. No spam.',
].map((text) => compile(text));

/** Of all sentences with all terms; of the sentences with one term; of the terms in one sentence. */
const budget = { all: 0.01, term: 0.02, sentence: 0.1 };

const filled = (template: string, one: string, many: string): string =>
  template
    .replaceAll('{one}', one)
    .replaceAll('{many}', many)
    .replaceAll('{Many}', many.charAt(0).toUpperCase() + many.slice(1));

interface Stopped {
  term: string;
  template: string;
}

const stoppedBy = (policy: (typeof guidelines)[number]): Stopped[] =>
  identityTerms.flatMap(([one, many]) =>
    neutralTemplates
      .filter((template) => moderateByRules({ body: filled(template, one, many) }, policy).outcome !== 'approve')
      .map((template) => ({ term: many, template })),
  );

test('there are fifty names of groups, and ninety sentences for each', () => {
  expect(new Set(identityTerms.flat()).size).toBe(100);
  expect(new Set(neutralTemplates).size).toBe(90);
});

describe.each(guidelines.map((policy, i) => [i, stoppedBy(policy)] as const))('under guidelines %i', (_, stopped) => {
  test('of all neutral sentences one in a hundred is stopped at most', () => {
    expect(stopped.length).toBeLessThanOrEqual(budget.all * identityTerms.length * neutralTemplates.length);
  });

  test('no group has more than one sentence in fifty stopped', () => {
    const most = Math.floor(budget.term * neutralTemplates.length);
    const over = identityTerms.filter(([, many]) => stopped.filter(({ term }) => term === many).length > most);
    expect(over).toEqual([]);
  });

  test('no sentence is stopped for more than one group in ten', () => {
    const most = budget.sentence * identityTerms.length;
    const over = neutralTemplates.filter((one) => stopped.filter(({ template }) => template === one).length > most);
    expect(over).toEqual([]);
  });
});
