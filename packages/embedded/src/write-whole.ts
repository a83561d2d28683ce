import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Writes `file` so that it is there whole or not at all, whenever we are killed, and readable by its owner alone. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const making = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(making, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(making, file);
  } catch (error) {
    await rm(making, { force: true });
    throw error;
  }
}
