import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, tryPort } from '@moderato/embedded';
import { eventually } from '@moderato/testkit';
import { type ProcessEvents, SupervisedProcess } from './supervised-process.js';

/** A service that is ready at once, notes that it was asked to stop, and ends at once where BROKEN is there. */
const script = `
  import { createServer } from 'node:http';
  import { existsSync, writeFileSync } from 'node:fs';
  if (existsSync('BROKEN')) { console.error('the reason why'); process.exit(3); }
  createServer((_, res) => res.end()).listen(Number(process.env.PORT), '127.0.0.1');
  process.once('SIGTERM', () => { writeFileSync('STOPPED', ''); process.exit(0); });
  process.once('disconnect', () => process.exit(0));
`;

let folder: string;
let cwd: string;
let told: string[];
let running: SupervisedProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moderato-supervised-'));
  cwd = process.cwd();
  process.chdir(folder);
  told = [];
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  process.chdir(cwd);
  rmSync(folder, { recursive: true, force: true });
});

const events: ProcessEvents = {
  launched: () => told.push('launched'),
  restarting: (name, how) => told.push(`restarting ${name} (${how})`),
  replaced: (name) => told.push(`replaced ${name}`),
  hopeless: (reason) => told.push(`hopeless: ${reason}`),
};

async function supervise(needs?: () => Promise<void>): Promise<SupervisedProcess> {
  const file = join(folder, 'service.mjs');
  writeFileSync(file, script);
  const port = (await tryPort(0)) as number;
  const readyUrl = `http://127.0.0.1:${port}/readyz`;
  const logFile = join(folder, 'service.log');
  const env = { PORT: String(port) };
  running = new SupervisedProcess(
    { name: 'service', script: file, env, readyUrl, logFile, ...(needs && { needs }) },
    events,
  );
  return running;
}

test('a process that is killed is started again, which is told once it is ready', async () => {
  const service = await supervise();
  await service.start();
  const [first] = service.pids;
  process.kill(first as number, 'SIGKILL');
  await eventually('the next one', () => told.includes('replaced service'));
  expect(told).toEqual(['launched', 'restarting service (SIGKILL)', 'launched', 'replaced service']);
  expect(service.pids).toHaveLength(1);
  expect(service.pids[0]).not.toBe(first);
});

test('stopping asks it to, and starts nothing again', async () => {
  const service = await supervise();
  await service.start();
  const [pid] = service.pids;
  await service.stop();
  expect(existsSync(join(folder, 'STOPPED'))).toBe(true);
  expect(isAlive(pid as number)).toBe(false);
  expect(told).toEqual(['launched']);
});

test('one that never becomes ready is hopeless after five times, with its last words', async () => {
  writeFileSync(join(folder, 'BROKEN'), '');
  const service = await supervise();
  await expect(service.start()).rejects.toThrow(/service does not become ready[\s\S]*the reason why/);
  expect(told.filter((line) => line === 'launched')).toHaveLength(5);
});

test('one that was ready and then keeps ending is hopeless too', async () => {
  const service = await supervise();
  await service.start();
  writeFileSync(join(folder, 'BROKEN'), '');
  process.kill(service.pids[0] as number, 'SIGKILL');
  const last = await eventually('giving up', () => told.find((line) => line.startsWith('hopeless')));
  expect(last).toContain('the reason why');
});

test('it is not started again before what it needs is there', async () => {
  let arrive = () => {};
  const needed = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const service = await supervise(() => needed);
  await service.start();
  process.kill(service.pids[0] as number, 'SIGKILL');
  await eventually('its end', () => told.some((line) => line.startsWith('restarting')));
  expect(service.pids).toEqual([]);
  arrive();
  await eventually('the next one', () => told.includes('replaced service'));
});

test('stopping while it starts ends the start', async () => {
  const service = await supervise();
  const started = service.start();
  await Promise.all([expect(started).rejects.toThrow('stopped'), service.stop()]);
  expect(readFileSync(join(folder, 'service.log'), 'utf8')).toBe('');
});
