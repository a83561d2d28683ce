import { compile } from '@moderato/guidelines';
import { columns, describePolicy, printable } from './describe-policy.js';

test('a policy shows each clause with what enforces it, or why nothing does', () => {
  const lines = describePolicy(
    compile('Comments must be civil. No more than 2 links. You may be banned. Report abuse to a@b.com.'),
  )
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/gu, ' | '))
    .filter((line) => line !== '');
  expect(lines).toEqual([
    expect.stringMatching(/^Guidelines [0-9a-f]{12}: 4 clauses, 4 enforced$/u),
    'civility-1 | require | “Comments must be civil”',
    'enforced by threat, hate, personal-attack, civility, shouting',
    'links-1 | forbid | “No more than 2 links”',
    'enforced by links',
    'found: maxLinks 2',
    'ban-1 | inform | “You may be banned”',
    'enforced by Moderato itself',
    'report_channel-1 | inform | “Report abuse to a@b.com”',
    'enforced by Moderato itself',
    'found: email a@b.com',
    'Reports go to | a@b.com',
    'Limits | at most 2 links',
  ]);
});

test('text from a file cannot steer the terminal', () => {
  expect(printable('a\u001b[31m\nb\u202ec')).toBe('a [31m b c');
});

test('columns are as wide as their widest cell', () => {
  expect(
    columns([
      ['a', 'x'],
      ['bbb', 'y'],
    ]),
  ).toBe('a    x\nbbb  y\n');
});
