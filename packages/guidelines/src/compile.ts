import { createHash } from 'node:crypto';
import type { Clause, Policy, Span } from '@moderato/domain';
import { type Statement, statementsIn } from './clauses.js';
import { type Limits, limitsIn } from './limits.js';
import { bind } from './policy.js';
import { addressesIn, otherChannelsIn } from './report-addresses.js';
import { sentencesOf } from './sentences.js';

/**
 * The policy that posted text demands. Total: any string compiles, one without statements to a policy without clauses
 * (`guidelinesProblems` says what is wrong with it). `version` is the site's number for this text, 1 if not given.
 * The same text gives the same policy. Offsets are UTF-16 code units into `source`, half open.
 */
export function compile(source: string, options: { version?: number } = {}): Policy {
  const sentences = sentencesOf(source);
  const perSentence = sentences.map((sentence) => statementsIn(source, sentence));
  const { clauses, checks } = bind(number(source, perSentence.flat()));
  return {
    hash: createHash('sha256').update(source).digest('hex'),
    version: options.version ?? 1,
    source,
    clauses,
    checks,
    report: reportOf(source, sentences, perSentence),
    limits: limitsOf(source, sentences),
  };
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

/** A limit said twice is the first one said. */
const limitsOf = (source: string, sentences: Span[]): Limits =>
  Object.assign({}, ...sentences.map(({ start, end }) => limitsIn(source.slice(start, end))).reverse()) as Limits;

/** Addresses count where the sentence, or the one right before it, speaks of reporting. */
function reportOf(source: string, sentences: Span[], perSentence: Statement[][]): Policy['report'] {
  const emails = new Set<string>();
  const other = new Set<string>();
  const reports = (i: number): boolean => perSentence[i]?.some(({ kind }) => kind === 'report_channel') ?? false;
  for (const [i, { start, end }] of sentences.entries()) {
    const appeals = perSentence[i]?.some(({ kind }) => kind === 'appeal') ?? false;
    if (!reports(i) && (appeals || !reports(i - 1))) continue;
    const text = source.slice(start, end);
    for (const { email } of addressesIn(text)) emails.add(email);
    if (reports(i)) for (const channel of otherChannelsIn(text)) other.add(channel);
  }
  return { emails: [...emails], other: [...other] };
}
