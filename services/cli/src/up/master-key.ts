import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '@moderato/embedded';

export const masterKeyFile = (folder: string): string => join(folder, 'master-key');

/** The master key from the environment, else one made on first use and kept in `folder`. */
export async function ensureMasterKey(folder: string, given: string | undefined): Promise<string> {
  if (given) return given;
  const known = await readFile(masterKeyFile(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    // One that is there and cannot be read must not be replaced: what it sealed would be lost.
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (known) return known.trim();
  const made = randomBytes(32).toString('hex');
  await writeWhole(masterKeyFile(folder), `${made}\n`);
  return made;
}
