import type { Command } from 'commander';
import { type Io, UsageError } from '../io.js';

interface WatchCommand {
  site: string;
  editor: string[];
  every: number;
  check: boolean;
  off: boolean;
  json: boolean;
}

/** Adds `watch` to `guidelines`. */
export function registerGuidelinesWatch(guidelines: Command, io: Io): void {
  guidelines
    .command('watch')
    .summary('watch the page on which the guidelines are posted')
    .description(
      'Has delivery look at the page where a site has posted its guidelines, and mail the editors when it changes:\n' +
        'the change is a draft, run over past comments; nothing goes live by itself. Without a URL: shows the watch.',
    )
    .argument('[url]', 'the page that readers see')
    .requiredOption('--site <slug>', 'the site’s slug')
    .option('--editor <email>', 'who is told; once for each', (one: string, all: string[]) => [...all, one], [])
    .option('--every <hours>', 'hours between two looks, 1 to 168', Number, 24)
    .option('--check', 'look now, wait for it and show what it found', false)
    .option('--off', 'watch no more', false)
    .option('--json', 'print the watch as JSON', false)
    .action((url: string | undefined, options: WatchCommand) => watch(url, options, io));
}

async function watch(
  url: string | undefined,
  { site, editor: editors, every: everyHours, check, off, json }: WatchCommand,
  io: Io,
): Promise<void> {
  if (url === undefined && editors.length > 0) throw new UsageError('name the page as well: watch URL --editor EMAIL');
  if (off && (url !== undefined || check)) throw new UsageError('--off goes with no page and no --check');
  const [commands, { siteIdOf, withDatabase }] = await Promise.all([
    import('../watch-guidelines.js'),
    import('../open-database.js'),
  ]);
  const settings = url === undefined ? null : commands.parseWatchSettings(url, { editors, everyHours }, io);
  await withDatabase(io, async (database) => {
    const siteId = await siteIdOf(database, site);
    if (off) return commands.endWatch(database, siteId);
    const set = settings && (await commands.setWatch(database, siteId, settings));
    if (set && !check) io.stderr.write('moderato: the page is watched from now on; --check tells what a look found\n');
    if (check) {
      await commands.waitForLook(database, siteId, set ?? (await commands.askForLook(database, siteId)), io);
    }
    await commands.showWatch(database, siteId, json, io);
  });
}
