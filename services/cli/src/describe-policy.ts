import type { Clause, Policy } from '@moderato/domain';

/** Text from a file, made safe for a terminal: one line, no control characters. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');

/** Rows as columns, each as wide as its widest cell; the last one runs free. */
export function columns(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) => `${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  ')}\n`)
    .join('');
}

export function describePolicy({ hash, clauses, report, limits }: Policy): string {
  const enforced = clauses.filter((clause) => clause.enforced).length;
  const rows = clauses.map((clause) => [clause.id, clause.demand, enforcement(clause), `“${printable(clause.text)}”`]);
  const limitList = Object.entries(limits).map(([name, value]) => `${name} ${value}`);
  return [
    `Guidelines ${hash.slice(0, 12)}: ${count(clauses.length, 'clause')}, ${enforced} enforced\n\n`,
    columns([['CLAUSE', 'DEMAND', 'ENFORCED BY', 'TEXT'], ...rows]),
    `\nReports go to  ${[...report.emails, ...report.other].map(printable).join(', ') || 'no address: the text names none'}\n`,
    ...(limitList.length > 0 ? [`Limits         ${limitList.join(', ')}\n`] : []),
  ].join('');
}

const enforcement = ({ enforced, rules }: Clause): string =>
  enforced ? rules.join(', ') || 'Moderato itself' : 'not enforced';

export const count = (n: number, noun: string): string => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
