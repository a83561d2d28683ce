import { checkRetention, loadConfig, retentionMonths, retentionSettings } from '@moderato/config';
import type { Command } from 'commander';
import { z } from 'zod';
import { type Io, UsageError } from '../io.js';

const schema = z.object(retentionSettings).superRefine(checkRetention);

export function registerRetention(program: Command, io: Io): void {
  program
    .command('retention')
    .summary('remove what is past its retention; the worker does it by itself, every six hours')
    .description(
      `Removes what is older than the settings ${Object.keys(retentionSettings).join(', ')}\n` +
        'allow (months; unset: kept for good), and prints what went, one JSON object a line. DATABASE_URL must log in\n' +
        'as the owner of the tables, the login that runs the migrations. The record still verifies afterwards.',
    )
    .option('--dry-run', 'remove nothing, and print what would go')
    .action(async ({ dryRun = false }: { dryRun?: boolean }) => {
      const months = retentionMonths(loadConfig(schema, io.env));
      if (Object.values(months).every((kept) => kept === undefined)) {
        throw new UsageError(`nothing is to go: set ${Object.keys(retentionSettings).join(' or ')}, in months`);
      }
      const [{ applyRetention }, { databaseUrlOf }] = await Promise.all([
        import('@moderato/database'),
        import('../open-database.js'),
      ]);
      const outcome = await applyRetention(databaseUrlOf(io), { months, at: new Date(), dryRun });
      if (!outcome) throw new UsageError('another run is under way; look again when it is over');
      const print = (line: object) => void io.stdout.write(`${JSON.stringify(line)}\n`);
      if (outcome.texts) print({ texts: outcome.texts.comments, before: outcome.texts.before, erased: !dryRun });
      for (const month of outcome.months) print(month);
      for (const { table, before, rows } of outcome.rows) print({ table, rows, before, removed: !dryRun });
      const kept = outcome.months.filter((month) => month.kept !== null).length;
      io.stderr.write(
        `${dryRun ? 'A dry run: nothing was removed.' : 'Done.'}${kept > 0 ? ` ${kept} kept for now.` : ''}\n`,
      );
    });
}
