// One install or build at a time: two at once would take each other's files away.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const lookAgainMs = 100;

/** False also for one that has ended and waits to be collected. */
function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return true;
  }
}

/** Whether the number is a Node process: it may by now be another program's. */
function isNode(pid) {
  try {
    return /node|npm|tsc/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
  } catch {
    return true;
  }
}

const isAtWork = (pid) => isAlive(pid) && isNode(pid);

function holderOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Runs `work` when no other start installs or builds in `root`, nor a step that a killed start left running. `work` is
 * given a function that notes the process of a step.
 */
export async function withBootstrapLock(root, work) {
  const folder = join(root, '.moderato');
  const file = join(folder, 'bootstrap.lock');
  const own = `${file}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const write = (child) => writeFileSync(own, JSON.stringify({ pid: process.pid, child }));
  write(null);
  let told = false;
  for (;;) {
    try {
      linkSync(own, file);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    const busy = holder && [holder.pid, holder.child].find(isAtWork);
    if (!busy) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) process.stderr.write(`moderato: waiting for process ${busy}, which installs or builds here …\n`);
    told = true;
    await pause(lookAgainMs);
  }
  try {
    await work((child) => {
      write(child);
      renameSync(own, file);
    });
  } finally {
    rmSync(own, { force: true });
    rmSync(file, { force: true });
  }
}
