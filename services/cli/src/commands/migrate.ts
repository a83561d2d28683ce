import type { Command } from 'commander';
import type { Io } from '../io.js';

export function registerMigrate(program: Command, io: Io): void {
  program
    .command('migrate')
    .description('bring the database that DATABASE_URL names to this version; run it before the services start')
    .action(async () => {
      const [{ migrate }, { databaseUrlOf }] = await Promise.all([
        import('@moderato/database'),
        import('../open-database.js'),
      ]);
      const ran = await migrate(databaseUrlOf(io), new Date());
      io.stdout.write(`${JSON.stringify({ ran })}\n`);
    });
}
