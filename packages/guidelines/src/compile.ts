import { createHash } from 'node:crypto';
import type { Clause, Policy, Span } from '@moderato/domain';
import { type Statement, statementsIn } from './clauses.js';
import { legible } from './legible.js';
import { type Limits, limitsIn } from './limits.js';
import { kindOfHeading, outlineOf, type Placed } from './outline.js';
import { bind } from './policy.js';
import { type PostedFormat, textOf } from './posted/index.js';
import { addressesIn, otherChannelsIn } from './report-addresses.js';

export interface CompileOptions {
  /** The site's number for this text, 1 if not given. */
  version?: number;
  /** What `posted` is written in; found out where not given. */
  format?: PostedFormat;
  /** Where the page was found, for links within its site. */
  base?: string;
}

/** A sentence and what was read in it. Offsets into the legible text. */
interface Reading extends Placed {
  statements: Statement[];
}

/**
 * The policy that posted text demands, be it plain text, Markdown or a whole HTML page. Total: any string compiles, one
 * without statements to a policy without clauses (`guidelinesProblems` says what is wrong with it). The same text gives
 * the same policy.
 *
 * `source` is the plain text that was found in `posted`: `posted` itself where it is plain text, else its words without
 * the markup. It is what is stored, hashed and shown; offsets are UTF-16 code units into it, half open. Compiling
 * `source` again gives the same policy.
 */
export function compile(posted: string, options: CompileOptions = {}): Policy {
  const source = textOf(posted, options);
  const { text, original } = legible(source);
  const readings = withoutSaidBelow(
    text,
    outlineOf(text).map((placed) => ({ ...placed, statements: statementsIn(text, placed, placed.around) })),
  );
  const statements = readings.flatMap((reading) => reading.statements);
  const { clauses, checks } = bind(
    number(
      source,
      statements.map((statement) => ({ ...statement, ...original(statement) })),
    ),
  );
  return {
    hash: createHash('sha256').update(source).digest('hex'),
    version: options.version ?? 1,
    source,
    clauses,
    checks,
    report: reportOf(text, readings),
    limits: limitsOf(text, readings),
  };
}

/** A heading is a clause only where nothing below it, up to the next heading, says the same. */
function withoutSaidBelow(text: string, readings: Reading[]): Reading[] {
  return readings.filter((reading, i) => {
    if (reading.stands === 'always') return true;
    const kind = kindOfHeading(text, reading);
    const rest = readings.slice(i + 1);
    const end = rest.findIndex(({ stands }) => stands === 'unless-said-below');
    const below = rest.slice(0, end < 0 ? rest.length : end);
    return !below.some(({ statements }) => statements.some((statement) => statement.kind === kind));
  });
}

function number(source: string, statements: Statement[]): Clause[] {
  const counts = new Map<string, number>();
  return statements.map(({ kind, demand, start, end, params }) => {
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    const text = source.slice(start, end);
    return { id: `${kind}-${n}`, kind, demand, text, start, end, params, rules: [], enforced: false };
  });
}

const wordsOf = (text: string, { start, end }: Span): string => text.slice(start, end);

/** A limit said twice is the first one said. */
const limitsOf = (text: string, readings: Reading[]): Limits =>
  Object.assign(
    {},
    ...readings.map((reading) => limitsIn(wordsOf(text, reading), reading.around.question)).reverse(),
  ) as Limits;

/** Addresses count where the sentence, or the one right before it, speaks of reporting. */
function reportOf(text: string, readings: Reading[]): Policy['report'] {
  const emails = new Set<string>();
  const other = new Set<string>();
  const reports = (i: number): boolean =>
    readings[i]?.statements.some(({ kind, demand }) => kind === 'report_channel' && demand !== 'forbid') ?? false;
  for (const [i, reading] of readings.entries()) {
    const appeals = reading.statements.some(({ kind }) => kind === 'appeal');
    if (!reports(i) && (appeals || !reports(i - 1))) continue;
    const words = wordsOf(text, reading);
    for (const { email } of addressesIn(words)) emails.add(email);
    if (reports(i)) for (const channel of otherChannelsIn(words)) other.add(channel);
  }
  return { emails: [...emails], other: [...other] };
}
