import { type Command, InvalidArgumentError } from 'commander';
import { InputError, type Io } from '../io.js';
import { addRewrap } from './rewrap.js';

const standardRate = 600_000;

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It takes a whole number above 0.');
  return number;
}

export function registerKeys(program: Command, io: Io): void {
  const keys = program.command('keys').description('API keys of a site; master keys');
  keys
    .command('create')
    .description('make a key; it is shown once')
    .requiredOption('--site <slug>', 'the site’s slug')
    .requiredOption('--name <name>', 'what the key is for')
    .option('--rate <number>', 'requests a minute', positive, standardRate)
    .action(async ({ site, name, rate }: { site: string; name: string; rate: number }) => {
      const [{ createApiKey }, { siteIdOf, withDatabase }] = await database();
      await withDatabase(io, async (db) => {
        const siteId = await siteIdOf(db, site);
        const staff = { actor: 'cli', at: new Date() };
        const made = { name, requestsPerMinute: rate };
        const { id, key } = await db.withSite(siteId, (tx) => createApiKey(tx, siteId, made, staff));
        io.stdout.write(`${JSON.stringify({ id, site, name, key })}\n`);
        io.stderr.write('Keep the key now: only its hash is stored.\n');
      });
    });
  keys
    .command('list')
    .description('list the keys of a site, one JSON object a line, without the keys themselves')
    .requiredOption('--site <slug>', 'the site’s slug')
    .action(async ({ site }: { site: string }) => {
      const [{ listApiKeys }, { siteIdOf, withDatabase }] = await database();
      await withDatabase(io, async (db) => {
        const siteId = await siteIdOf(db, site);
        const listed = await db.withSite(siteId, (tx) => listApiKeys(tx, siteId));
        for (const key of listed) io.stdout.write(`${JSON.stringify(key)}\n`);
      });
    });
  keys
    .command('revoke <id>')
    .description('revoke a key; it stops working within seconds')
    .requiredOption('--site <slug>', 'the site’s slug')
    .action(async (id: string, { site }: { site: string }) => {
      const [{ endApiKey }, { siteIdOf, withDatabase }] = await database();
      await withDatabase(io, async (db) => {
        const siteId = await siteIdOf(db, site);
        const revoked = await db.withSite(siteId, (tx) => endApiKey(tx, siteId, id, { actor: 'cli', at: new Date() }));
        if (!revoked) throw new InputError(`the site ${site} has no live key ${id}`);
      });
    });
  addRewrap(keys, io);
}

const database = () => Promise.all([import('@moderato/database'), import('../open-database.js')]);
