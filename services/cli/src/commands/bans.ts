import type { LadderSettings } from '@moderato/domain';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { InputError, type Io, UsageError } from '../io.js';

const kinds = ['warning', 'strike', 'suspension', 'ban'] as const;

interface ListOptions {
  site: string;
  all: boolean;
  author?: string;
  kind?: 'warning' | 'strike' | 'suspension' | 'proposed_ban' | 'ban';
}

interface AddOptions {
  site: string;
  kind: (typeof kinds)[number];
  reason: string;
  clause?: string;
  comment?: string;
  hours?: number;
}

const hourMs = 3_600_000;
const pageSize = 100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

function wholeHours(text: string): number {
  const hours = Number(text);
  if (/^\d+$/u.test(text) && hours >= 1 && hours <= 87_600) return hours;
  throw new InvalidArgumentError('It takes a whole number of hours from 1 to 87,600.');
}

export function registerBans(program: Command, io: Io): void {
  const bans = program.command('bans').description('warnings, strikes, suspensions and bans of a site’s authors');
  addList(bans, io);
  addAdd(bans, io);
  addLift(bans, io);
  addSettings(bans, io);
}

function addList(bans: Command, io: Io): void {
  bans
    .command('list')
    .description('list penalties, newest first, one JSON object a line')
    .requiredOption('--site <slug>', 'the site’s slug')
    .option('--all', 'also those that ended or expired', false)
    .option('--author <id>', 'of this author, by the site’s own id')
    .addOption(
      new Option('--kind <kind>', 'of one kind; proposed_ban: what waits for you').choices([...kinds, 'proposed_ban']),
    )
    .action(async ({ site, all, author, kind }: ListOptions) => {
      const [{ listPenalties, penaltyView }, , { siteIdOf, withDatabase }] = await imports();
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const at = new Date();
        for (let before: string | undefined; ; ) {
          const filter = { before, limit: pageSize, activeAt: all ? undefined : at, author, kind };
          const page = await database.withSite(siteId, (tx) => listPenalties(tx, siteId, filter));
          for (const { penalty, externalId } of page)
            io.stdout.write(`${JSON.stringify(penaltyView(penalty, externalId, at))}\n`);
          if (page.length < pageSize) return;
          before = page.at(-1)?.penalty.id;
        }
      });
    });
}

function addAdd(bans: Command, io: Io): void {
  bans
    .command('add <author>')
    .description('warn, strike, suspend or ban an author, by the site’s own id of them')
    .requiredOption('--site <slug>', 'the site’s slug')
    .addOption(new Option('--kind <kind>', 'what').choices([...kinds]).makeOptionMandatory())
    .requiredOption('--reason <words>', 'why, in words that the author may be shown')
    .option('--clause <id>', 'the clause of the live guidelines that it rests on')
    .option('--comment <id>', 'the comment that it rests on, by Moderato’s id')
    .option('--hours <n>', 'how long a suspension lasts; default: as the site’s settings say', wholeHours)
    .action(async (author: string, { site, kind, reason, clause, comment, hours }: AddOptions) => {
      if (hours !== undefined && kind !== 'suspension') throw new UsageError('--hours belongs to --kind suspension');
      if (comment !== undefined && !uuid.test(comment))
        throw new UsageError('--comment takes Moderato’s id of it, a UUID');
      const [{ imposePenalty, penaltyView }, { standingOf }, { siteIdOf, withDatabase }] = await imports();
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const at = new Date();
        const expiresAt = hours === undefined ? undefined : new Date(at.getTime() + hours * hourMs);
        const given = { author, kind, reason, clauseId: clause, commentId: comment, expiresAt };
        const { penalty, life } = await database.withSite(siteId, (tx) =>
          imposePenalty(tx, siteId, given, { actor: 'cli', at }),
        );
        const standing = standingOf(life.penalties, at);
        io.stdout.write(`${JSON.stringify({ penalty: penaltyView(penalty, author, at), standing })}\n`);
      });
    });
}

function addLift(bans: Command, io: Io): void {
  bans
    .command('lift <id>')
    .description('lift a penalty with what followed from it, or dismiss a proposed ban')
    .requiredOption('--site <slug>', 'the site’s slug')
    .option('--reason <words>', 'why, for the record', '')
    .action(async (id: string, { site, reason }: { site: string; reason: string }) => {
      if (!uuid.test(id)) throw new UsageError('a penalty’s id is a UUID; `moderato bans list` prints it');
      const [{ liftPenalty, penaltyView }, , { siteIdOf, withDatabase }] = await imports();
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const at = new Date();
        const lifted = await database.withSite(siteId, (tx) =>
          liftPenalty(tx, siteId, { id, reason }, { actor: 'cli', at }),
        );
        if (!lifted) throw new InputError(`the site ${site} has no penalty ${id}`);
        const { penalty, life, standing, changed } = lifted;
        if (!changed) io.stderr.write('It had ended before: nothing was changed.\n');
        io.stdout.write(`${JSON.stringify({ penalty: penaltyView(penalty, life.externalId, at), standing })}\n`);
      });
    });
}

function addSettings(bans: Command, io: Io): void {
  bans
    .command('settings')
    .description('print the site’s ladder from warning to ban, or change it')
    .requiredOption('--site <slug>', 'the site’s slug')
    .option('--from <file>', 'JSON of the new settings; what it leaves out gets its default')
    .action(async ({ site, from }: { site: string; from?: string }) => {
      const [{ changeBanSettings, findSite }, , { siteIdOf, withDatabase }] = await imports();
      const changed = from === undefined ? undefined : await settingsIn(from);
      await withDatabase(io, async (database) => {
        const siteId = await siteIdOf(database, site);
        const settings = await database.withSite(siteId, async (tx) => {
          if (changed) await changeBanSettings(tx, siteId, changed, { actor: 'cli', at: new Date() });
          return (await findSite(tx, siteId))?.settings.bans;
        });
        io.stdout.write(`${JSON.stringify(settings)}\n`);
      });
    });
}

async function settingsIn(path: string): Promise<LadderSettings> {
  const [{ AppError, ladderSettingsSchema }, { readJson }] = await Promise.all([
    import('@moderato/domain'),
    import('../files.js'),
  ]);
  const { data, error } = ladderSettingsSchema.safeParse(await readJson(path));
  if (data) return data;
  const errors = error.issues.map(({ path: at, code, message }) => ({
    pointer: `/${at.join('/')}`,
    code,
    detail: message,
  }));
  throw new AppError('validation', { detail: `${path}: these settings cannot be used.`, errors });
}

const imports = () =>
  Promise.all([import('@moderato/database'), import('@moderato/domain'), import('../open-database.js')]);
