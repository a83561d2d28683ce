import { createReadStream } from 'node:fs';
import type { Clause, Judgement, Outcome, Policy } from '@moderato/domain';
import { createJudge } from '@moderato/engine';
import { type ClauseDiff, diffClauses } from '@moderato/guidelines';
import { readSubmission, type SubmissionId } from './decide-lines.js';
import { columns, count, printable } from './describe-policy.js';
import { readGuidelines, unreadable } from './files.js';
import type { Io } from './io.js';
import { chunksOf, type Line } from './lines.js';

interface Options {
  old: string;
  next: string;
  comments?: string;
  /** Whether the text of samples is printed: comments may be private, so it takes a word. */
  show: boolean;
}

interface Flip {
  line: number;
  id: SubmissionId;
  from: Outcome;
  to: Outcome;
  body: string;
}

interface Backtest {
  compared: number;
  badLines: number;
  /** Decisions that stay what they are, but rest on other words of the guidelines. */
  otherwiseCited: number;
  flips: Map<string, number>;
  /** The first of each kind of flip. */
  samples: Flip[];
}

const judge = createJudge(() => {});
const samplesPerFlip = 5;
const shownLength = 160;

export async function diffGuidelines({ old, next, comments, show }: Options, io: Io): Promise<void> {
  const [before, after] = [await readGuidelines(old), await readGuidelines(next)];
  io.stdout.write(describeClauses(diffClauses(before, after)));
  if (comments === undefined) return;
  const backtest = await decideUnderBoth(comments, before, after);
  io.stdout.write(describeFlips(backtest, show));
  if (backtest.badLines > 0) {
    io.fail(1);
    io.stderr.write(`moderato: ${count(backtest.badLines, 'line')} of ${comments} held no submission\n`);
  }
}

async function decideUnderBoth(path: string, before: Policy, after: Policy): Promise<Backtest> {
  const backtest: Backtest = { compared: 0, badLines: 0, otherwiseCited: 0, flips: new Map(), samples: [] };
  try {
    for await (const { lines } of chunksOf(createReadStream(path))) {
      for (const line of lines) compare(line, before, after, backtest);
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall ? unreadable(path, error) : error;
  }
  return backtest;
}

function compare(line: Line, before: Policy, after: Policy, backtest: Backtest): void {
  const reading = readSubmission(line);
  if ('problem' in reading) {
    backtest.badLines++;
    return;
  }
  const [was, is] = [judge(reading.submission, before), judge(reading.submission, after)];
  const [from, to] = [was.outcome, is.outcome];
  backtest.compared++;
  if (from === to) {
    if (citedBy(was) !== citedBy(is)) backtest.otherwiseCited++;
    return;
  }
  const name = `${from} → ${to}`;
  const seen = backtest.flips.get(name) ?? 0;
  backtest.flips.set(name, seen + 1);
  if (seen < samplesPerFlip) {
    backtest.samples.push({ line: line.number, id: reading.id, from, to, body: reading.submission.body });
  }
}

const citedBy = ({ findings }: Judgement): string => JSON.stringify(findings.map(({ clause }) => clause.text));

function describeClauses({ added, removed, changed }: ClauseDiff): string {
  if (added.length + removed.length + changed.length === 0) return 'The clauses are the same.\n';
  const row = (sign: string, clause: Clause): string[] => [sign, clause.id, meaningOf(clause)];
  return columns([
    ...removed.map((clause) => row('-', clause)),
    ...changed.flatMap(({ before, after }) => [row('~ was', before), row('~ now', after)]),
    ...added.map((clause) => row('+', clause)),
  ]);
}

const meaningOf = ({ demand, rules, enforced, text }: Clause): string =>
  `${demand} · ${rules.join(', ') || (enforced ? 'Moderato itself' : 'not enforced')} · “${printable(text)}”`;

function describeFlips({ compared, otherwiseCited, flips, samples }: Backtest, show: boolean): string {
  const total = [...flips.values()].reduce((sum, n) => sum + n, 0);
  const share = compared > 0 ? ` (${((100 * total) / compared).toFixed(1)} %)` : '';
  const counts = [...flips].sort(([, a], [, b]) => b - a);
  const rows = samples.map(({ line, id, from, to, body }) => [
    `line ${line}`,
    id === null ? '' : `id ${printable(String(id))}`,
    `${from} → ${to}`,
    ...(show ? [`“${printable(body).slice(0, shownLength)}”`] : []),
  ]);
  return [
    `\n${count(total, 'decision')} of ${compared.toLocaleString('en')} would change${share}; ${otherwiseCited.toLocaleString('en')} more would cite other words\n`,
    columns(counts.map(([name, n]) => [`  ${name}`, n.toLocaleString('en')])),
    ...(rows.length > 0 ? ['\nFor example\n', columns(rows.map(([first, ...rest]) => [`  ${first}`, ...rest]))] : []),
  ].join('');
}
