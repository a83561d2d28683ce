import { type Command, Option } from 'commander';
import { InputError, type Io, UsageError } from '../io.js';

const states = ['open', 'upheld', 'overturned', 'moot'] as const;
const pageSize = 100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

const imports = () => Promise.all([import('@moderato/database'), import('../open-database.js')]);

export function registerAppeals(program: Command, io: Io): void {
  const appeals = program.command('appeals').description('what authors ask moderators to look at again');
  appeals
    .command('list')
    .description('list appeals, newest first, one JSON object a line')
    .requiredOption('--site <slug>', 'the site’s slug')
    .addOption(new Option('--state <state>', 'of one state').choices([...states]))
    .action(async ({ site, state }: { site: string; state?: (typeof states)[number] }) => {
      const [{ appealView, listAppeals }, { masterKeysOf, siteIdOf, withDatabase }] = await imports();
      const masterKeys = masterKeysOf(io);
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const at = new Date();
        for (let before: string | undefined; ; ) {
          const filter = { state, before, limit: pageSize };
          const page = await database.withSite(siteId, (tx) => listAppeals(tx, siteId, filter));
          for (const row of page) io.stdout.write(`${JSON.stringify(appealView(row, masterKeys, at))}\n`);
          if (page.length < pageSize) return;
          before = page.at(-1)?.id;
        }
      });
    });
  appeals
    .command('show <id>')
    .description('one appeal, and what became of it')
    .requiredOption('--site <slug>', 'the site’s slug')
    .action(async (id: string, { site }: { site: string }) => {
      if (!uuid.test(id)) throw new UsageError('an appeal’s id is a UUID; `moderato appeals list` prints it');
      const [{ appealView, findAppeal }, { masterKeysOf, siteIdOf, withDatabase }] = await imports();
      const masterKeys = masterKeysOf(io);
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const row = await database.withSite(siteId, (tx) => findAppeal(tx, siteId, id));
        if (!row) throw new InputError(`the site ${site} has no appeal ${id}`);
        io.stdout.write(`${JSON.stringify(appealView(row, masterKeys, new Date()))}\n`);
      });
    });
}
