import { chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Launcher } from './launcher.js';

const prefix = 'making-';

export interface ClusterPlan {
  folder: string;
  /** Where the cluster is to be, in `folder`. */
  cluster: string;
  initdb: string;
  role: string;
  password: string;
  launcher: Launcher;
}

/** Made under another name and renamed, so that a start cut short leaves no half-made cluster behind. */
export async function ensureCluster({ folder, cluster, initdb, role, password, launcher }: ClusterPlan): Promise<void> {
  for (const left of await readdir(folder)) {
    if (left.startsWith(prefix)) await rm(join(folder, left), { recursive: true, force: true });
  }
  const making = await mkdtemp(join(folder, prefix));
  const passwordFile = join(making, 'password');
  const target = join(making, 'cluster');
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(target, { mode: 0o700 });
    const { ids } = launcher;
    if (ids) for (const path of [making, passwordFile, target]) await chown(path, ids.uid, ids.gid);
    const options = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'];
    await launcher.run(initdb, ['-D', target, '-U', role, ...options, '--no-instructions'], { cwd: making });
    await rename(target, cluster);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}
