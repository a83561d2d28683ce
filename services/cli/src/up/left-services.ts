import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf, endProcess, writeWhole } from '@moderato/embedded';

const drainWithinMs = 5_000;
const fileIn = (folder: string): string => join(folder, 'services.json');

/** Notes which services run over `folder`, for a next start that finds them without their parent. */
export const noteServices = (folder: string, pids: Record<string, number[]>): Promise<void> =>
  writeWhole(fileIn(folder), JSON.stringify(pids));

/**
 * Ends the services that a killed parent left. They end by themselves once they have finished what is in hand, but the
 * start that comes needs their ports now, and one that hangs would keep its own for ever.
 */
export async function endLeftServices(folder: string): Promise<void> {
  const noted = await readFile(fileIn(folder), 'utf8').catch(() => '{}');
  const left = Object.entries(JSON.parse(noted) as Record<string, number[]>).flatMap(([name, pids]) =>
    pids.filter((pid) => isService(pid, name)),
  );
  await Promise.all(left.map((pid) => endProcess(pid, ['SIGTERM', 'SIGKILL'], drainWithinMs)));
}

/** The number may by now be another program's. */
const isService = (pid: number, name: string): boolean =>
  commandLineOf(pid)?.includes(join(name, 'dist', 'main.js')) ?? false;
