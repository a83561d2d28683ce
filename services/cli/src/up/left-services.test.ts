import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '@moderato/embedded';
import { endLeftServices, noteServices } from './left-services.js';

test('what a killed start left is ended; what only bears its number is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-left-'));
  const dist = join(folder, 'worker', 'dist');
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'main.js'), 'process.send("here"); setInterval(() => {}, 1_000);');
  const service = spawn(process.execPath, [join(dist, 'main.js')], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  await once(service, 'message');
  try {
    await endLeftServices(folder);
    await noteServices(folder, { intake: [service.pid as number], worker: [process.pid] });
    await endLeftServices(folder);
    expect(isAlive(service.pid as number)).toBe(true);
    await noteServices(folder, { worker: [service.pid as number] });
    await endLeftServices(folder);
    expect(isAlive(service.pid as number)).toBe(false);
  } finally {
    service.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});
