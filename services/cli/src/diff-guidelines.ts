import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type BacktestTally, type Clause, emptyTally, tallyComparison } from '@moderato/domain';
import { type ClauseDiff, diffClauses } from '@moderato/guidelines';
import type { Compared, ComparedPolicies, FlippedLine } from './compare-lines.js';
import { columns, count, printable } from './describe-policy.js';
import { describeTally } from './describe-tally.js';
import { readGuidelines, unreadable } from './files.js';
import type { Io } from './io.js';
import { chunksOf, type Line } from './lines.js';
import { createProgress } from './progress.js';
import { createThreadPool } from './thread-pool.js';
import { tunedByFile } from './tuning-file.js';

interface Options {
  old: string;
  next: string;
  comments?: string;
  tuning?: string;
  jobs: number;
  json: boolean;
  /** Whether the text of samples is printed: comments may be private, so it takes a word. */
  show: boolean;
}

interface FileBacktest {
  tally: BacktestTally;
  badLines: number;
  otherwiseCited: number;
  /** The first of each kind of flip. */
  samples: FlippedLine[];
}

const samplesPerFlip = 5;
const shownLength = 160;

export async function diffGuidelines(options: Options, io: Io): Promise<void> {
  const [before, next] = [await readGuidelines(options.old), await readGuidelines(options.next)];
  const after = options.tuning === undefined ? next : await tunedByFile(next, options.tuning);
  const clauses = diffClauses(before, after);
  const { comments, json, show } = options;
  if (!json) io.stdout.write(describeClauses(clauses));
  const backtest =
    comments === undefined ? null : await decideUnderBoth(comments, { before, after, show }, options, io);
  if (json) io.stdout.write(`${JSON.stringify({ clauses, ...(backtest && { comments: backtestJson(backtest) }) })}\n`);
  else if (backtest) io.stdout.write(describeBacktest(backtest));
  if (backtest && backtest.badLines > 0) {
    io.fail(1);
    io.stderr.write(`moderato: ${count(backtest.badLines, 'line')} of ${comments} held no submission\n`);
  }
}

async function decideUnderBoth(
  path: string,
  policies: ComparedPolicies,
  { jobs }: Options,
  io: Io,
): Promise<FileBacktest> {
  const backtest: FileBacktest = { tally: emptyTally(), badLines: 0, otherwiseCited: 0, samples: [] };
  const { size } = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const script = new URL('./compare-worker.js', import.meta.url);
  const pool = createThreadPool<Line[], Compared>(script, { size: jobs, data: policies });
  const progress = await createProgress({ ...io, stdinBytes: size });
  try {
    // Keeps the order, and reads no further ahead than a few chunks.
    const compared = Readable.from(chunksOf(createReadStream(path))).map(
      async ({ lines, bytes }) => ({ ...(await pool.run(lines)), bytes }),
      { concurrency: jobs },
    );
    for await (const chunk of compared as AsyncIterable<Compared & { bytes: number }>) {
      add(backtest, chunk);
      progress.add({ bytes: chunk.bytes, comments: chunk.compared });
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall ? unreadable(path, error) : error;
  } finally {
    progress.stop();
    await pool.close();
  }
  return backtest;
}

function add(backtest: FileBacktest, { compared, bad, otherwiseCited, flips }: Compared): void {
  const { tally, samples } = backtest;
  backtest.badLines += bad;
  backtest.otherwiseCited += otherwiseCited;
  tally.compared += compared - flips.length;
  for (const flip of flips) {
    const id = String(flip.id ?? `line ${flip.line}`);
    tallyComparison(tally, { ...flip, id, byModerator: false, failed: false });
    const known = samples.filter(({ from, to }) => from === flip.from && to === flip.to).length;
    if (known < samplesPerFlip) samples.push(flip);
  }
}

const backtestJson = ({ tally, badLines, otherwiseCited, samples }: FileBacktest): object => ({
  compared: tally.compared,
  badLines,
  otherwiseCited,
  flips: tally.flips,
  byClause: Object.entries(tally.byClause).map(([text, changes]) => ({ text, ...changes })),
  samples,
});

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

function describeBacktest({ tally, otherwiseCited, samples }: FileBacktest): string {
  const rows = samples.map(({ line, id, from, to, body }) => [
    `  line ${line}`,
    id === null ? '' : `id ${printable(String(id))}`,
    `${from} → ${to}`,
    ...(body === undefined ? [] : [`“${printable(body).slice(0, shownLength)}”`]),
  ]);
  const more = `; ${otherwiseCited.toLocaleString('en')} more would cite other words`;
  return `\n${describeTally(tally, more)}${rows.length > 0 ? `\nFor example\n${columns(rows)}` : ''}`;
}
