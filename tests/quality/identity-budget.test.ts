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

const budget = 0.01;

const filled = (template: string, one: string, many: string): string =>
  template
    .replaceAll('{one}', one)
    .replaceAll('{many}', many)
    .replaceAll('{Many}', many.charAt(0).toUpperCase() + many.slice(1));

test('there are fifty names of groups, and fifty sentences for each', () => {
  expect(new Set(identityTerms.flat()).size).toBe(100);
  expect(new Set(neutralTemplates).size).toBe(50);
});

test.each(identityTerms)('sentences that name %s or %s pass, but for one in a hundred at most', (one, many) => {
  for (const policy of guidelines) {
    const stopped = neutralTemplates
      .map((template) => filled(template, one, many))
      .filter((body) => moderateByRules({ body }, policy).outcome !== 'approve');
    expect(stopped.slice(0, Math.max(stopped.length - budget * neutralTemplates.length, 0))).toEqual([]);
  }
});
