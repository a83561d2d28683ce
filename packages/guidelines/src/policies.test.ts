import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clauseKinds } from '@moderato/domain';
import { compile } from './index.js';

/**
 * Policies written by hand in the voices of many papers, each sentence with the kinds and demands that a person reads
 * in it: `⟦kind:demand …⟧` behind its words, and what the whole of it sets on `%%` lines at the top. The held-out ones
 * were written before the compiler was, and only their score is looked at.
 */
const folder = join(__dirname, '../fixtures');

interface Example {
  name: string;
  posted: string;
  clauses: string[];
  limits: Record<string, number>;
  emails: string[];
  other: string[];
}

function read(set: string, name: string): Example {
  const raw = readFileSync(join(folder, set, name), 'utf8');
  const head = new Map([...raw.matchAll(/^%% (\w+) (.*)$/gmu)].map(([, key = '', value = '']) => [key, value]));
  const listed = (key: string): string[] => head.get(key)?.split(' ') ?? [];
  const body = raw.replace(/^%% .*\n/gmu, '');
  return {
    name,
    posted: body.replace(/⟦[^⟧]*⟧/gu, ''),
    clauses: [...body.matchAll(/⟦([^⟧]*)⟧/gu)].flatMap(([, labels = '']) => labels.split(' ')),
    limits: Object.fromEntries(listed('limits').map((limit) => [limit.split('=')[0], Number(limit.split('=')[1])])),
    emails: listed('emails').sort(),
    other: head.has('other') ? [head.get('other') as string] : [],
  };
}

const readAll = (set: string): Example[] => readdirSync(join(folder, set)).map((name) => read(set, name));
const known = readAll('known');
const heldOut = readAll('held-out');

const count = (labels: string[], kind: string): number => labels.filter((label) => label.split(':')[0] === kind).length;

/** Mean over the kinds that occur of the F1 of how often each is found in each policy. */
function macroF1(examples: Example[]): number {
  const scores = clauseKinds.flatMap((kind) => {
    let [hits, expected, found] = [0, 0, 0];
    for (const { posted, clauses } of examples) {
      const wanted = count(clauses, kind);
      const given = count(
        compile(posted).clauses.map((clause) => clause.kind),
        kind,
      );
      hits += Math.min(wanted, given);
      expected += wanted;
      found += given;
    }
    return expected + found === 0 ? [] : [(2 * hits) / (expected + found)];
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

test('kinds are read right in the policies that the compiler was made with', () => {
  expect(macroF1(known)).toBeGreaterThanOrEqual(0.97);
});

test('kinds are read right in policies that it was not made with', () => {
  expect(macroF1(heldOut)).toBeGreaterThanOrEqual(0.9);
});

describe.each([...known, ...heldOut].map((example) => [example.name, example] as const))('%s', (_, example) => {
  const policy = compile(example.posted);

  test('sets its limits and names its ways to report, and no others', () => {
    expect(policy.limits).toEqual(example.limits);
    expect(policy.report.emails.toSorted()).toEqual(example.emails);
    for (const channel of example.other) expect(policy.report.other.join('\n')).toContain(channel);
  });

  test('is quoted word for word, in order', () => {
    for (const { start, end, text } of policy.clauses) expect(policy.source.slice(start, end)).toBe(text);
    const starts = policy.clauses.map(({ start }) => start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  test('reads the same when what was found in it is compiled again', () => {
    expect(compile(policy.source)).toEqual(policy);
  });
});
