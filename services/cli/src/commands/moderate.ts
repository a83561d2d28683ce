import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { Policy } from '@moderato/domain';
import type { Command } from 'commander';
import type { Decider } from '../decider-pool.js';
import type { Io } from '../io.js';
import { parseJobs } from '../parse-jobs.js';

interface Options {
  guidelines: string;
  jobs: number;
}

export function registerModerate(program: Command, io: Io): void {
  program
    .command('moderate')
    .summary('decide comments from a file, without a database')
    .description(
      'Reads submissions, one JSON object a line, from standard input and writes one decision a line, in the same\n' +
        'order, to standard output. A submission needs only "body"; its "id" is carried through. A line that is no\n' +
        'submission gives {"line":N,"error":{…}} in its place, and the exit code is then 1.',
    )
    .requiredOption('-g, --guidelines <file>', 'the posted guidelines, as plain text')
    .option('-j, --jobs <n>', 'threads to decide in, at most one a core', parseJobs, 1)
    .action((options: Options) => moderateAll(options, io));
}

async function moderateAll({ guidelines, jobs }: Options, io: Io): Promise<void> {
  const [{ readGuidelines }, { chunksOf }, { createProgress }] = await Promise.all([
    import('../files.js'),
    import('../lines.js'),
    import('../progress.js'),
  ]);
  const decider = await createDecider(jobs, await readGuidelines(guidelines), io);
  const progress = await createProgress(io);
  try {
    // Keeps the order, and reads no further ahead than a few chunks.
    const decided = Readable.from(chunksOf(io.stdin)).map(
      async ({ lines, bytes }) => ({ ...(await decider.decide(lines)), bytes }),
      { concurrency: jobs },
    );
    for await (const { text, decided: comments, bad, bytes } of decided) {
      if (text !== '' && !io.stdout.write(text)) await once(io.stdout, 'drain');
      if (bad > 0) io.fail(1);
      progress.add({ bytes, comments });
    }
  } finally {
    progress.stop();
    await decider.close();
  }
}

async function createDecider(jobs: number, policy: Policy, io: Io): Promise<Decider> {
  if (jobs > 1) return (await import('../decider-pool.js')).createDeciderPool(jobs, policy);
  const [{ createJudge }, { decideLines }] = await Promise.all([
    import('@moderato/engine'),
    import('../decide-lines.js'),
  ]);
  // Each decision names the fault too.
  const judge = createJudge(({ message }) =>
    io.stderr.write(`moderato: the model cannot be read (${message}); every comment is held for a person\n`),
  );
  return { decide: async (lines) => decideLines(lines, policy, judge), close: async () => undefined };
}
