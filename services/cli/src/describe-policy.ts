import type { Clause, Policy } from '@moderato/domain';
import { whyNotEnforced } from '@moderato/guidelines';

/** Text from a file, made safe for a terminal: one line, no control characters. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');

/** Rows as columns, each as wide as its widest cell; the last one runs free. */
export function columns(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) => `${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  ')}\n`)
    .join('');
}

/** The policy for people: each clause with its words, what it demands, and what enforces it or why nothing does. */
export function describePolicy({ hash, clauses, report, limits }: Policy): string {
  const enforced = clauses.filter((clause) => clause.enforced).length;
  const width = Math.max(0, ...clauses.map(({ id }) => id.length));
  return [
    `Guidelines ${hash.slice(0, 12)}: ${count(clauses.length, 'clause')}, ${enforced} enforced\n`,
    ...clauses.map((clause) => `\n${describeClause(clause, width)}`),
    `\nReports go to  ${[...report.emails, ...report.other].map(printable).join(', ') || 'no address: the text names none'}\n`,
    `Limits         ${limitsInWords(limits).join(', ') || 'none'}\n`,
  ].join('');
}

const longestDemand = 'encourage'.length;

function describeClause(clause: Clause, width: number): string {
  const { id, demand, text } = clause;
  const below = ' '.repeat(width + longestDemand + 4);
  const found = Object.entries(clause.params).map(([name, value]) => `${name} ${printable(String(value))}`);
  return [
    `${id.padEnd(width)}  ${demand.padEnd(longestDemand)}  “${printable(text)}”\n`,
    `${below}${enforcement(clause)}\n`,
    ...(found.length > 0 ? [`${below}found: ${found.join(', ')}\n`] : []),
  ].join('');
}

const enforcement = (clause: Clause): string =>
  clause.enforced
    ? `enforced by ${clause.rules.join(', ') || 'Moderato itself'}`
    : `not enforced: ${whyNotEnforced(clause)}`;

const limitsInWords = ({ maxLinks, maxWords, maxCharacters, editMinutes }: Policy['limits']): string[] => [
  ...(maxLinks === undefined ? [] : [maxLinks === 0 ? 'no links' : `at most ${count(maxLinks, 'link')}`]),
  ...(maxWords === undefined ? [] : [`at most ${count(maxWords, 'word')}`]),
  ...(maxCharacters === undefined ? [] : [`at most ${count(maxCharacters, 'character')}`]),
  ...(editMinutes === undefined ? [] : [`${count(editMinutes, 'minute')} to edit`]),
];

export const count = (n: number, noun: string): string => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
