import type { ReportMailSettings } from '@moderato/domain';
import { type Command, InvalidArgumentError } from 'commander';
import { InputError, type Io } from '../io.js';

interface SettingsOptions {
  site: string;
  secondContact?: string;
  immediate?: number;
  severePerHour?: number;
  digestMinutes?: number;
  digestHours?: number[];
  timeZone?: string;
}

function whole(text: string): number {
  if (/^\d{1,4}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('It takes a whole number.');
}
const hours = (text: string): number[] => (text === 'any' ? [] : text.split(',').map((part) => whole(part.trim())));

export function registerMail(program: Command, io: Io): void {
  const mail = program.command('mail').description('mail to the address that the guidelines name for reports');
  addSettings(mail, io);
  addAddresses(mail, io);
  addWorks(mail, io);
}

function addSettings(mail: Command, io: Io): void {
  mail
    .command('settings')
    .description('print how much is mailed and to whom; with options, change that first')
    .requiredOption('--site <slug>', 'the site’s slug')
    .option('--second-contact <address>', 'who gets the mails where the listed address takes none; `none`: nobody')
    .option('--immediate <n>', 'how many go at once before the others wait for the digest', whole)
    .option('--severe-per-hour <n>', 'severe ones go at once beyond that, up to so many mails an hour', whole)
    .option('--digest-minutes <n>', 'at most one digest in this time', whole)
    .option('--digest-hours <list>', 'digests go at these hours alone, as 8,13,18; `any`: at any', hours)
    .option('--time-zone <name>', 'of those hours, as Europe/Berlin')
    .action(async ({ site, secondContact, ...changes }: SettingsOptions) => {
      const [{ changeReportMail, findSite }, { reportMailSettingsSchema }, { siteIdOf, withDatabase }] =
        await imports();
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const settings = await database.withSite(siteId, async (tx) => {
          const known = (await findSite(tx, siteId))?.settings.reports as ReportMailSettings;
          const isChange = secondContact !== undefined || Object.keys(changes).length > 0;
          if (!isChange) return known;
          const contact = secondContact === 'none' ? undefined : (secondContact ?? known.secondContact);
          const parsed = reportMailSettingsSchema.safeParse({ ...known, ...changes, secondContact: contact });
          if (!parsed.success) {
            throw new InputError(parsed.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('\n'));
          }
          await changeReportMail(tx, siteId, parsed.data, { actor: 'cli', at: new Date() });
          return parsed.data;
        });
        io.stdout.write(`${JSON.stringify(settings)}\n`);
      });
    });
}

function addAddresses(mail: Command, io: Io): void {
  mail
    .command('addresses')
    .description('list the site’s own addresses that were mailed to, one JSON object a line; alarms go to stderr')
    .requiredOption('--site <slug>', 'the site’s slug')
    .action(async ({ site }: { site: string }) => {
      const [{ readMailHealth }, , { siteIdOf, withDatabase }] = await imports();
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const health = await database.withSite(siteId, (tx) => readMailHealth(tx, siteId, new Date()));
        for (const address of health.data) io.stdout.write(`${JSON.stringify(address)}\n`);
        for (const { words } of health.alarms) io.stderr.write(`${words}\n`);
      });
    });
}

function addWorks(mail: Command, io: Io): void {
  mail
    .command('works <address>')
    .description('say that an address takes mail again: what waits for it goes')
    .requiredOption('--site <slug>', 'the site’s slug')
    .action(async (address: string, { site }: { site: string }) => {
      const [{ declareAddressWorking, readMailHealth }, , { siteIdOf, withDatabase }] = await imports();
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const at = new Date();
        const health = await database.withSite(siteId, async (tx) => {
          const before = await readMailHealth(tx, siteId, at);
          const known = before.data.find((one) => one.address.toLowerCase() === address.trim().toLowerCase());
          if (!known) throw new InputError(`the site ${site} has mailed to no address ${address}`);
          await declareAddressWorking(tx, siteId, known.id, { actor: 'cli', at });
          return { id: known.id, ...(await readMailHealth(tx, siteId, at)) };
        });
        io.stdout.write(`${JSON.stringify(health.data.find(({ id }) => id === health.id))}\n`);
      });
    });
}

const imports = () =>
  Promise.all([import('@moderato/database'), import('@moderato/domain'), import('../open-database.js')]);
