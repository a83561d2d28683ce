import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { leanAllocation, nodeArguments } from '../node-arguments.js';

const readyWithinMs = 30_000;
const answerWithinMs = 2_000;
const lookOftenMs = 30;
const lookSeldomMs = 300;
const drainWithinMs = 15_000;
const firstDelayMs = 200;
const longestDelayMs = 5_000;
/** Ends in a row, none of them after having been ready, that make it hopeless. */
const hopelessAfter = 5;

export interface ProcessPlan {
  name: string;
  script: string;
  env: Record<string, string>;
  /** Answers 200 once the service is ready. */
  readyUrl: string;
  logFile: string;
  /** Resolves when what it needs is there: it is started no earlier. */
  needs?: () => Promise<void>;
}

export interface ProcessEvents {
  /** It runs, ready or not. */
  launched(): void;
  /** It ended though nobody asked it to, and will be started again after `delayMs`. */
  restarting(name: string, how: string, delayMs: number): void;
  /** It is ready again, as another process. */
  replaced(name: string): void;
  /** It keeps ending before it is ready. */
  hopeless(reason: string): void;
}

/** One service as a process that is started again, with growing pauses, whenever it ends unasked. */
export class SupervisedProcess {
  readonly #plan: ProcessPlan;
  readonly #events: ProcessEvents;
  #child: ChildProcess | undefined;
  #stopping = false;
  #endsInARow = 0;
  #ready = false;
  #started: { resolve(): void; reject(error: Error): void } | undefined;

  constructor(plan: ProcessPlan, events: ProcessEvents) {
    this.#plan = plan;
    this.#events = events;
  }

  get pids(): number[] {
    return this.#child?.pid && this.#child.exitCode === null && this.#child.signalCode === null
      ? [this.#child.pid]
      : [];
  }

  /** Resolves once it is ready for the first time, however often it had to be started; rejects when it is hopeless. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#started = { resolve, reject };
      this.#launch();
    });
  }

  /** SIGTERM, time to finish what is in hand, then SIGKILL. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#started?.reject(new Error('stopped while starting'));
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), drainWithinMs);
    await exited;
    clearTimeout(late);
  }

  #launch(): void {
    const { script, env, logFile } = this.#plan;
    const log = openSync(logFile, 'a', 0o600);
    try {
      // A group of its own: Ctrl-C reaches us, and we stop the services in their order. The channel tells them when
      // we are gone.
      const child = spawn(process.execPath, [...nodeArguments, script], {
        env: { ...leanAllocation, ...env },
        stdio: ['ignore', log, log, 'ipc'],
        detached: true,
      });
      this.#child = child;
      this.#ready = false;
      child.once('exit', (code, signal) => void this.#ended(child, signal ?? `code ${code}`));
      this.#events.launched();
      void this.#watch(child);
    } finally {
      closeSync(log);
    }
  }

  async #ended(child: ChildProcess, how: string): Promise<void> {
    if (this.#stopping || child !== this.#child) return;
    this.#endsInARow = this.#ready ? 1 : this.#endsInARow + 1;
    if (this.#endsInARow >= hopelessAfter) {
      const reason = await this.#lastWords();
      if (this.#started) this.#started.reject(new Error(reason));
      else this.#events.hopeless(reason);
      return;
    }
    const delayMs = Math.min(firstDelayMs * 2 ** (this.#endsInARow - 1), longestDelayMs);
    this.#events.restarting(this.#plan.name, how, delayMs);
    await pause(delayMs);
    await this.#plan.needs?.();
    if (!this.#stopping) this.#launch();
  }

  /** Ends it when it lives but does not become ready: that counts as an end like any other. */
  async #watch(child: ChildProcess): Promise<void> {
    const deadline = performance.now() + readyWithinMs;
    // A service says so when it has started: until then it is busy loading, and asking it takes time from that.
    let lookAgainMs = lookSeldomMs;
    const started = once(child, 'message').then(
      () => {
        lookAgainMs = lookOftenMs;
      },
      () => {},
    );
    while (child.exitCode === null && child.signalCode === null && !this.#stopping) {
      await Promise.race([pause(lookAgainMs), ...(lookAgainMs === lookSeldomMs ? [started] : [])]);
      const ok = await fetch(this.#plan.readyUrl, { signal: AbortSignal.timeout(answerWithinMs) }).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ok && child === this.#child) {
        this.#becameReady();
        return;
      }
      if (performance.now() > deadline) child.kill('SIGKILL');
    }
  }

  #becameReady(): void {
    this.#ready = true;
    if (this.#started) {
      this.#started.resolve();
      this.#started = undefined;
    } else this.#events.replaced(this.#plan.name);
  }

  async #lastWords(): Promise<string> {
    const log = await readFile(this.#plan.logFile, 'utf8').catch(() => '');
    return `${this.#plan.name} does not become ready. The end of ${this.#plan.logFile}:\n${log.trimEnd().split('\n').slice(-8).join('\n')}`;
  }
}
