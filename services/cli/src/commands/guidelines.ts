import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from '../io.js';
import { parseJobs } from '../parse-jobs.js';
import type { ReportOptions } from '../report-guidelines.js';
import { registerGuidelinesWatch } from './guidelines-watch.js';

export function registerGuidelines(program: Command, io: Io): void {
  const guidelines = program.command('guidelines').description('read, compare and watch posted guidelines');
  guidelines
    .command('compile')
    .description('show what a guidelines text demands, and what of it is enforced')
    .argument('<file>', 'the posted guidelines: a file, a web address, or - for standard input; text, Markdown or HTML')
    .option('--json', 'print the compiled form as JSON')
    .action(async (file: string, options: { json?: true }) => {
      const [{ readPosted }, { compiledJson }, { describePolicy }] = await Promise.all([
        import('../posted-guidelines.js'),
        import('@moderato/guidelines'),
        import('../describe-policy.js'),
      ]);
      const policy = await readPosted(file, io.stdin);
      // Offsets point into `source`: the words of a page, which are not the page.
      const json = () => ({ ...compiledJson(policy), source: policy.source });
      io.stdout.write(options.json ? `${JSON.stringify(json())}\n` : describePolicy(policy));
    });
  guidelines
    .command('diff')
    .description('show which clauses two guidelines texts differ in, and which decisions change with them')
    .argument('<old>', 'the guidelines as they are')
    .argument('<new>', 'the guidelines as they are to be')
    .option('-c, --comments <file>', 'past comments, one JSON object a line: decides each under both')
    .option('-t, --tuning <file>', 'settings for the new guidelines, as JSON: see docs/guidelines.md')
    .option('-j, --jobs <n>', 'threads to decide in, at most one a core', parseJobs, availableParallelism())
    .option('--json', 'print the changes as JSON', false)
    .option('--show', 'print the text of the sampled comments', false)
    .action(async (old: string, next: string, options: DiffOptions) => {
      const { diffGuidelines } = await import('../diff-guidelines.js');
      await diffGuidelines({ old, next, ...options }, io);
    });
  guidelines
    .command('backtest')
    .summary('run a version over past comments of a site')
    .description(
      'Runs a version of a site’s guidelines, a draft most often, over its past comments and prints which decisions\n' +
        'would change. Nothing is decided. The workers do it, in the background: interrupted here, it goes on there.',
    )
    .argument('<version>', 'the version’s number', wholeNumber(2_147_483_647))
    .requiredOption('--site <slug>', 'the site’s slug')
    .option('--days <n>', 'comments of the last so many days', wholeNumber(3_660), 30)
    .option('--limit <n>', 'the newest so many of them', wholeNumber(10_000_000), 100_000)
    .option('--json', 'print the result as JSON', false)
    .action(async (version: number, { site, ...options }: BacktestCommand) => {
      const [{ backtestGuidelines }, { siteIdOf, withDatabase }] = await Promise.all([
        import('../backtest-guidelines.js'),
        import('../open-database.js'),
      ]);
      await withDatabase(io, async (database) =>
        backtestGuidelines(database, await siteIdOf(database, site), { version, ...options }, io),
      );
    });
  registerGuidelinesWatch(guidelines, io);
  registerReport(guidelines, io);
}

function registerReport(guidelines: Command, io: Io): void {
  guidelines
    .command('report')
    .summary('what moderators made of each clause’s decisions')
    .description(
      'Prints, clause by clause, how many decisions moderators upheld and overturned, and which thresholds would have\n' +
        'agreed more with them, beside today’s, with what the change would cost. Changes nothing.',
    )
    .requiredOption('--site <slug>', 'the site’s slug')
    .option('--days <n>', 'decisions of the last so many days', wholeNumber(3_660), 90)
    .option('--of-version <n>', 'only decisions by this version, beside its thresholds', wholeNumber(2_147_483_647))
    .option('--json', 'print the report as JSON', false)
    .option('--csv', 'print it as CSV, one clause a line', false)
    .action(async ({ site, ...options }: ReportOptions & { site: string }) => {
      const [{ reportGuidelines }, { siteIdOf, withDatabase }] = await Promise.all([
        import('../report-guidelines.js'),
        import('../open-database.js'),
      ]);
      await withDatabase(io, async (database) =>
        reportGuidelines(database, await siteIdOf(database, site), options, io),
      );
    });
}

interface DiffOptions {
  tuning?: string;
  comments?: string;
  jobs: number;
  json: boolean;
  show: boolean;
}

interface BacktestCommand {
  site: string;
  days: number;
  limit: number;
  json: boolean;
}

const wholeNumber = (most: number) => (value: string) => {
  const number = Number(value);
  if (/^\d+$/u.test(value) && number >= 1 && number <= most) return number;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${most.toLocaleString('en')}.`);
};
