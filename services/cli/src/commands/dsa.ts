import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { InputError, type Io, UsageError } from '../io.js';

interface StatementsOptions {
  site: string;
  from: Date;
  to: Date;
  csv?: true;
  json?: true;
}

const imports = () =>
  Promise.all([import('@moderato/database'), import('@moderato/domain'), import('../open-database.js')]);

function day(text: string): Date {
  const date = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(date.getTime())) return date;
  throw new InvalidArgumentError('It takes a day, e.g. 2026-01-31.');
}

function yearOf(text: string): number {
  const year = Number(text);
  if (/^\d{4}$/u.test(text) && year >= 2020 && year <= 2100) return year;
  throw new InvalidArgumentError('It takes a year from 2020 on.');
}

/** `dsa`: what the EU Digital Services Act asks of a site. */
export function registerDsa(program: Command, io: Io): void {
  const dsa = program.command('dsa').description('the EU Digital Services Act: settings, statements, yearly figures');
  addSettings(dsa, io);
  addStatements(dsa, io);
  addFigures(dsa, io);
}

function addSettings(dsa: Command, io: Io): void {
  dsa
    .command('settings')
    .description('print a site’s settings as JSON; with --set, change them first')
    .requiredOption('--site <slug>', 'the site’s slug')
    .option('--set', 'read new settings, as PUT /v1/dsa/settings takes them, from standard input', false)
    .action(async ({ site, set }: { site: string; set: boolean }) => {
      const [{ changeDsaSettings, viewDsaSettings }, domain, { masterKeysOf, siteIdOf, withDatabase }] =
        await imports();
      // Not as an argument: they may hold the token, which other users of the machine would see.
      const settings = set ? domain.dsaSettingsInputSchema.safeParse(await readJson(io)) : null;
      if (settings?.error) {
        const problems = settings.error.issues.map(({ path, message }) => `/${path.join('/')} ${message}`);
        throw new InputError(`these settings cannot be: ${problems.join('; ')}`);
      }
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const staff = { actor: 'cli', at: new Date() };
        const view = settings
          ? await database.withSite(siteId, (tx) =>
              changeDsaSettings(tx, masterKeysOf(io), { siteId, settings: settings.data, staff }),
            )
          : await database.withSite(siteId, (tx) => viewDsaSettings(tx, siteId));
        io.stdout.write(`${JSON.stringify(view)}\n`);
      });
    });
}

async function readJson(io: Io): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of io.stdin) chunks.push(Buffer.from(chunk));
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new InputError('standard input is no JSON');
  }
}

function addStatements(dsa: Command, io: Io): void {
  dsa
    .command('statements')
    .description('write the statements of reasons of a time to stdout, as the Transparency Database takes them')
    .requiredOption('--site <slug>', 'the site’s slug')
    .requiredOption('--from <day>', 'decided from this day on (UTC)', day)
    .requiredOption('--to <day>', 'and before this day', day)
    .option('--csv', 'as CSV')
    .option('--json', 'one JSON object a line; the default')
    .action(async ({ site, from, to, csv, json }: StatementsOptions) => {
      if (csv && json) throw new UsageError('give either --csv or --json');
      if (from >= to) throw new UsageError('--from must be before --to');
      const [{ exportStatements }, domain, { masterKeysOf, siteIdOf, withDatabase }] = await imports();
      const masterKeys = masterKeysOf(io);
      const write = async (text: string) => {
        if (!io.stdout.write(text)) await once(io.stdout, 'drain');
      };
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        if (csv) await write(domain.statementsCsvHead());
        for await (const statement of exportStatements(database, masterKeys, { siteId, from, to, at: new Date() })) {
          await write(csv ? domain.statementCsvLine(statement) : `${JSON.stringify(statement)}\n`);
        }
      });
    });
}

function addFigures(dsa: Command, io: Io): void {
  dsa
    .command('figures')
    .description('write a year’s figures for the reports of Art. 15 and 24 to stdout, as CSV')
    .requiredOption('--site <slug>', 'the site’s slug')
    .requiredOption('--year <year>', 'the calendar year (UTC)', yearOf)
    .action(async ({ site, year }: { site: string; year: number }) => {
      const [{ readFigures }, { figuresCsv }, { siteIdOf, withDatabase }] = await imports();
      await withDatabase(io, async (database) => {
        const figures = await readFigures(database, await siteIdOf(database, site), year);
        io.stdout.write(figuresCsv(figures, { site, year }));
      });
    });
}
