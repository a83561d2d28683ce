import { compile } from '@moderato/guidelines';
import { columns, describePolicy, printable } from './describe-policy.js';

test('a policy shows each clause with what enforces it, and says so of those that nothing does', () => {
  const lines = describePolicy(
    compile('Comments must be civil. No more than 2 links. You may be banned. Report abuse to a@b.com.'),
  )
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/gu, ' | '));
  expect(lines).toEqual([
    expect.stringMatching(/^Guidelines [0-9a-f]{12}: 4 clauses, 3 enforced$/u),
    '',
    'CLAUSE | DEMAND | ENFORCED BY | TEXT',
    'civility-1 | require | threat, personal-attack, civility, shouting | “Comments must be civil”',
    'links-1 | forbid | links | “No more than 2 links”',
    'ban-1 | inform | not enforced | “You may be banned”',
    'report_channel-1 | inform | Moderato itself | “Report abuse to a@b.com”',
    '',
    'Reports go to | a@b.com',
    'Limits | maxLinks 2',
    '',
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
