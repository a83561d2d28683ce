import type { SiteReport } from '@moderato/domain';
import { columns, count, printable } from './describe-policy.js';

type Clause = SiteReport['clauses'][number];
type Thresholds = NonNullable<Clause['today']>;

const longestText = 60;

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const bar = (value: number | null): string => (value === null ? 'never' : String(value));
const whole = (n: number): string => n.toLocaleString('en');
const signed = (n: number): string => `${n > 0 ? '+' : n < 0 ? '−' : ''}${whole(Math.abs(n))}`;
const barsOf = ({ review, reject }: Thresholds): string => `${bar(review)} / ${bar(reject)}`;

function shortened(text: string): string {
  const line = printable(text);
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}

function precisionOf({ precision }: Clause): string {
  return precision ? `${percent(precision.value)} (${percent(precision.low)}–${percent(precision.high)})` : '–';
}

function proposalOf({ thresholds }: Clause): string {
  if (!thresholds) return 'no rule today';
  const { proposed, why } = thresholds;
  if (proposed) return barsOf(proposed);
  return why === 'too_few_seen' ? 'too few seen' : 'as it is';
}

/** The changes that are proposed, a sentence or two each. */
function costsOf({ text, thresholds }: Clause): string[] {
  const { today, proposed, change, agreement } = thresholds ?? {};
  if (!today || !proposed || !change || !agreement?.proposed) return [];
  const gained = agreement.proposed.review - agreement.today.review;
  const { rightRejections, wrongRejections } = agreement.proposed;
  return [
    `  “${shortened(text)}”: ${barsOf(today)} to ${barsOf(proposed)}\n`,
    `    published ${signed(change.approve)}, held ${signed(change.review)}, rejected unseen ${signed(change.reject)}; ` +
      `agrees with moderators on ${whole(gained)} more; ` +
      `rejections: ${whole(rightRejections)} right, ${whole(wrongRejections)} wrong ` +
      `(today ${whole(agreement.today.rightRejections)} and ${whole(agreement.today.wrongRejections)})\n`,
  ];
}

/** The report for people: a line a clause, then what each proposed change would cost. */
export function describeReport({ version, from, to, basis, clauses }: SiteReport): string {
  const title = `Clauses from ${from.slice(0, 10)} to ${to.slice(0, 10)}, beside the thresholds of version ${version}\n`;
  const seen = `Moderators decided over ${count(basis.seen, 'comment')}: ${outcomesOf(basis.byAutomaticOutcome)}\n`;
  if (clauses.length === 0) return `${title}${seen}\nNo decision of that time cites a clause.\n`;
  const head = [
    'decided',
    'seen',
    'upheld',
    'overturned',
    'missed',
    'precision (95 %)',
    'hold/reject',
    'fits best',
    'clause',
  ];
  const rows = clauses.map((clause) => [
    ...[clause.decided, clause.seen, clause.upheld, clause.overturned, clause.missed].map(whole),
    precisionOf(clause),
    clause.today ? barsOf(clause.today) : '–',
    proposalOf(clause),
    `“${shortened(clause.text)}”`,
  ]);
  const costs = clauses.flatMap(costsOf);
  const change = costs.length > 0 ? `\nWhat the thresholds that fit best would change\n${costs.join('')}` : '';
  return `${title}${seen}\n${columns([head, ...rows])}${change}\n${basis.notes.join('\n')}\n`;
}

const namesOf: Record<string, string> = { approve: 'published', review: 'held', reject: 'rejected' };

const outcomesOf = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([outcome, n]) => `${whole(n)} ${namesOf[outcome] ?? outcome}`)
    .join(', ') || 'none';

/** RFC 4180; a text that a spreadsheet would take for a formula is kept from being one. */
const cell = (value: string | number | null | undefined): string => {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The report as a table for spreadsheets, one clause a line. */
export function reportAsCsv({ clauses }: SiteReport): string {
  const head = [
    ...['id', 'kind', 'text', 'decided', 'seen', 'upheld', 'overturned', 'elsewhere', 'missed'],
    ...['precision', 'precision_low', 'precision_high', 'overturn_rate', 'review', 'reject'],
    ...['proposed_review', 'proposed_reject', 'more_approved', 'more_held', 'more_rejected', 'why'],
  ];
  const rows = clauses.map(({ precision, overturnRate, today, thresholds, ...clause }) => {
    const { proposed, change, why } = thresholds ?? {};
    return [
      ...[clause.id, clause.kind, printable(clause.text), clause.decided, clause.seen, clause.upheld],
      ...[clause.overturned, clause.elsewhere, clause.missed, precision?.value, precision?.low, precision?.high],
      ...[overturnRate?.value, today?.review, today?.reject, proposed?.review, proposed?.reject],
      ...[change?.approve, change?.review, change?.reject, why],
    ];
  });
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
