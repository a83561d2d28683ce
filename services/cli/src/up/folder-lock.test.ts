import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '@moderato/embedded';
import { lockFolder } from './folder-lock.js';

let folder: string;
let others: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moderato-lock-'));
  others = [];
});
afterEach(() => {
  for (const other of others) other.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const said: string[] = [];
const say = (line: string) => void said.push(line);
const hold = (holder: unknown) => writeFileSync(join(folder, 'up.lock'), JSON.stringify(holder));

/** A process with the command line of a running Moderato. */
async function otherProcess(): Promise<number> {
  const file = join(folder, 'start.mjs');
  writeFileSync(file, 'process.send("here"); setInterval(() => {}, 1_000);');
  const other = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  others.push(other);
  await once(other, 'message');
  return other.pid as number;
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid as number;
}

test('one process holds it at a time, and nothing is left of it', async () => {
  const lock = await lockFolder(folder, say);
  expect(lock.wasHeld).toBe(false);
  expect(JSON.parse(readFileSync(join(folder, 'up.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  await lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a running Moderato with all its ancestors is told by its number and left alone', async () => {
  const pid = await otherProcess();
  hold({ pid, ancestors: [process.pid] });
  await expect(lockFolder(folder, say)).rejects.toThrow(`process ${pid}`);
  expect(isAlive(pid)).toBe(true);
});

test('one that was left behind by its parent is stopped, and its lock taken', async () => {
  const pid = await otherProcess();
  hold({ pid, ancestors: [await deadPid()] });
  const lock = await lockFolder(folder, say);
  expect(lock.wasHeld).toBe(true);
  expect(isAlive(pid)).toBe(false);
  await lock.release();
});

test.each([
  ['a dead process', async () => ({ pid: await deadPid(), ancestors: [] })],
  ['nobody that can be read', async () => 'torn'],
])('a lock of %s is taken over', async (_, holder) => {
  hold(await holder());
  const lock = await lockFolder(folder, say);
  expect(lock.wasHeld).toBe(true);
  await lock.release();
});

test('another program that bears the number by chance is left alone', async () => {
  const sleeper = spawn('sleep', ['60'], { stdio: 'ignore' });
  others.push(sleeper);
  await once(sleeper, 'spawn');
  hold({ pid: sleeper.pid, ancestors: [] });
  await (await lockFolder(folder, say)).release();
  expect(isAlive(sleeper.pid as number)).toBe(true);
});
