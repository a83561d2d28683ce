import { once } from 'node:events';
import type { Command } from 'commander';
import { InputError, type Io } from '../io.js';

export function registerAuthors(program: Command, io: Io): void {
  const authors = program.command('authors').description('what is kept of a site’s authors');
  authors
    .command('export <id>')
    .description('write all that is kept of a person to stdout as JSON, by the site’s own id; it goes on the record')
    .requiredOption('--site <slug>', 'the site’s slug')
    .action(async (id: string, { site }: { site: string }) => {
      const [{ exportPerson }, { masterKeysOf, siteIdOf, withDatabase }] = await Promise.all([
        import('@moderato/database'),
        import('../open-database.js'),
      ]);
      const masterKeys = masterKeysOf(io);
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const staff = { actor: 'cli', at: new Date() };
        const parts = await exportPerson(database, masterKeys, { siteId, externalId: id, staff });
        if (!parts) throw new InputError(`the site ${site} has no author ${id}`);
        for await (const part of parts) {
          if (!io.stdout.write(part)) await once(io.stdout, 'drain');
        }
      });
    });
}
