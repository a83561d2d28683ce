import type { Command } from 'commander';
import type { Io } from '../io.js';

export function registerGuidelines(program: Command, io: Io): void {
  const guidelines = program.command('guidelines').description('read and compare posted guidelines');
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
    .option('--show', 'print the text of the sampled comments', false)
    .action(async (old: string, next: string, options: { comments?: string; show: boolean }) => {
      const { diffGuidelines } = await import('../diff-guidelines.js');
      await diffGuidelines({ old, next, ...options }, io);
    });
}
