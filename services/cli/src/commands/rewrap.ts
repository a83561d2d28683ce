import type { Command } from 'commander';
import { InputError, type Io } from '../io.js';

/** `keys rewrap`: the step between adding a new master key and taking the old one away. */
export function addRewrap(keys: Command, io: Io): void {
  keys
    .command('rewrap')
    .summary('seal everything under the newest master key, so that older ones can be retired')
    .description(
      'Seals under the last key of MODERATO_MASTER_KEY what its earlier keys sealed: the authors’ keys, and the secrets\n' +
        'of webhooks and sources. First add the new key at the end of the list and restart the services; then run this,\n' +
        'as often as needed: it goes on where it stopped. It prints, under "oldKeys", what may then stand in the places\n' +
        'of the old keys. The first of it still matches e-mails and addresses, and opens nothing; keep it as secret as a key.',
    )
    .action(async () => {
      const [{ countOutdatedSeals, rewrapSeals }, { masterKeysOf, withDatabase }, { createCounter }] =
        await Promise.all([import('@moderato/database'), import('../open-database.js'), import('../progress.js')]);
      const masterKeys = masterKeysOf(io);
      await withDatabase(io, async (database) => {
        const counter = await createCounter(io, await countOutdatedSeals(database, masterKeys));
        const rewrapped = await rewrapSeals(database, masterKeys, counter.add).finally(counter.stop);
        const left = await countOutdatedSeals(database, masterKeys);
        const oldKeys = left === 0 ? masterKeys.retiredEntries() : null;
        io.stdout.write(`${JSON.stringify({ rewrapped, left, oldKeys })}\n`);
        if (left > 0) {
          throw new InputError(
            `${left} rows were sealed under an old key meanwhile: restart every service with the new key, then run this again`,
          );
        }
      });
    });
}
