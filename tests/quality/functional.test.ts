import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moderateByRules } from '@moderato/engine';
import { compile } from '@moderato/guidelines';
import { byFunctionality, type FunctionalCase, functionalCases } from './functional/cases.js';

const fixture = join(__dirname, '../../services/cli/fixtures/hawaii-warrior-world/guidelines.txt');
const policy = compile(readFileSync(fixture, 'utf8'));
const cases = functionalCases();

const isRight = ({ act, submission }: FunctionalCase): boolean =>
  (moderateByRules(submission, policy).outcome !== 'approve') === act;
const right = new Map(cases.map((one) => [one, isRight(one)]));
const share = (some: readonly FunctionalCase[]): number =>
  some.filter((one) => right.get(one) === true).length / some.length;

const percent = (part: number): string => `${(100 * part).toFixed(0).padStart(4)} %`;

/** A line for each functionality: shares of right outcomes in both halves. */
function table(): string {
  const lines = byFunctionality(cases);
  return [...lines]
    .map(([name, all]) => {
      const halves = (['development', 'held-out'] as const).map((half) => all.filter((one) => one.half === half));
      const cells = halves.map((half) => `${String(half.length).padStart(4)} ${percent(share(half))}`);
      return `${all[0]?.act ? 'act ' : 'pass'} ${name.padEnd(26)}${cells.join('   ')}`;
    })
    .join('\n');
}

const sum = (act: boolean, half?: FunctionalCase['half']): number =>
  share(cases.filter((one) => one.act === act && (half === undefined || one.half === half)));

test('there are at least thirty functionalities of at least twenty cases, half of them innocent', () => {
  const sizes = [...byFunctionality(cases).values()];
  expect(sizes.length).toBeGreaterThanOrEqual(30);
  expect(cases.length / sizes.length).toBeGreaterThanOrEqual(20);
  expect(sizes.filter(([first]) => first?.act === false).length * 2).toBeGreaterThanOrEqual(sizes.length - 1);
});

test('what attacks is acted upon and what is innocent passes, in wordings that the rules were not written by', () => {
  const figures = {
    development: { act: sum(true, 'development'), pass: sum(false, 'development') },
    heldOut: { act: sum(true, 'held-out'), pass: sum(false, 'held-out') },
  };
  process.stdout.write(`${table()}\n${JSON.stringify(figures)}\n`);
  expect(share(cases)).toBeGreaterThanOrEqual(0.95);
  for (const { act, pass } of Object.values(figures)) {
    expect(act).toBeGreaterThanOrEqual(0.92);
    expect(pass).toBeGreaterThanOrEqual(0.97);
  }
});
