import type { Command } from 'commander';
import type { Io } from '../io.js';

export function registerReplay(program: Command, io: Io): void {
  program
    .command('replay')
    .description('send again what was given up on: the dead-letter list of a site')
    .requiredOption('--site <slug>', 'the site’s slug')
    .option('--delivery <id>', 'this delivery alone')
    .action(async ({ site, delivery }: { site: string; delivery?: string }) => {
      const [{ listDeadDeliveryIds, replayDelivery }, { siteIdOf, withDatabase }] = await Promise.all([
        import('@moderato/database'),
        import('../open-database.js'),
      ]);
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const replayed = await database.withSite(siteId, async (tx) => {
          const ids = delivery ? [delivery] : await listDeadDeliveryIds(tx, siteId);
          let count = 0;
          for (const id of ids) if (await replayDelivery(tx, siteId, id, new Date())) count++;
          return count;
        });
        io.stdout.write(`${JSON.stringify({ site, replayed })}\n`);
      });
    });
}
