import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

export interface SpawnedService {
  url: string;
  /** Ends it, by SIGTERM unless told otherwise, and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the built service as a process of its own, as `moderato up` does, on a free port. */
export async function spawnService(
  name: 'intake' | 'worker' | 'delivery' | 'console',
  env: Record<string, string>,
): Promise<SpawnedService> {
  const main = resolve(__dirname, `../../services/${name}/dist/main.js`);
  const child = fork(main, {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const started = once(child, 'message') as Promise<[{ port: number }]>;
  const first = await Promise.race([started, exited.then(() => null)]);
  if (!first) throw new Error(`${name} ended before it had started`);
  return {
    url: `http://127.0.0.1:${first[0].port}`,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}
