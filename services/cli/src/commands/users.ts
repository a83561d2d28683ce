import type { Command } from 'commander';
import type { Io } from '../io.js';

interface CreateOptions {
  site: string;
  name: string;
  email?: string;
}

export function registerUsers(program: Command, io: Io): void {
  program
    .command('users')
    .description('moderators of a site')
    .command('create')
    .description('make a moderator and print a link that signs them in, once, within seven days')
    .requiredOption('--site <slug>', 'the site’s slug')
    .requiredOption('--name <name>', 'the moderator’s name, as colleagues see it')
    .option('--email <address>', 'the moderator’s address')
    .action(async ({ site, name, email }: CreateOptions) => {
      const [{ insertModerator, loginToken, loginTokenMaxAgeMs }, { newId }, cli] = await Promise.all([
        import('@moderato/database'),
        import('@moderato/domain'),
        import('../open-database.js'),
      ]);
      const masterKeys = cli.masterKeysOf(io);
      await cli.withDatabase(io, async (database) => {
        const siteId = await cli.siteIdOf(database, site);
        const at = new Date();
        const id = newId(at);
        await database.withSite(siteId, (tx) => insertModerator(tx, siteId, { id, name, ...(email && { email }) }, at));
        const token = loginToken(masterKeys, siteId, id, new Date(at.getTime() + loginTokenMaxAgeMs));
        const desk = io.env.MODERATO_CONSOLE_URL ?? 'http://127.0.0.1:8081';
        io.stdout.write(`${JSON.stringify({ id, site, name, loginUrl: `${desk}/login?token=${token}` })}\n`);
      });
    });
}
