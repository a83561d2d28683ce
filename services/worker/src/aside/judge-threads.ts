import { Worker } from 'node:worker_threads';
import type { Policy, Submission } from '@moderato/domain';
import type { Asked } from './judge-thread.js';
import type { SideJudge, SideJudgement } from './side-judge.js';

interface Task {
  asked: Asked;
  resolve: (judgements: SideJudgement[]) => void;
  reject: (error: Error) => void;
}

/** Few enough that all threads have some of a page. */
const submissionsAtOnce = 64;

/**
 * Threads that judge, so that the process goes on with its first work meanwhile. They start when they are asked and
 * end when nobody has asked for `idleMs`: each holds a model of its own. A thread that dies fails what it had in hand,
 * and another takes its place.
 */
export class JudgeThreads implements SideJudge {
  readonly #threads = new Map<Worker, Task | null>();
  readonly #waiting: Task[] = [];
  readonly #size: number;
  readonly #idleMs: number;
  readonly #script: URL;
  #idle: NodeJS.Timeout | undefined;

  constructor({
    size,
    idleMs = 60_000,
    script = new URL('./judge-thread.js', import.meta.url),
  }: { size: number; idleMs?: number; script?: URL }) {
    this.#size = size;
    this.#idleMs = idleMs;
    this.#script = script;
  }

  async judge(policy: Policy, submissions: Submission[]): Promise<SideJudgement[]> {
    const parts: Promise<SideJudgement[]>[] = [];
    for (let from = 0; from < submissions.length; from += submissionsAtOnce) {
      parts.push(this.#add({ policy, submissions: submissions.slice(from, from + submissionsAtOnce) }));
    }
    return (await Promise.all(parts)).flat();
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('the judge is closed'));
    await Promise.all([...this.#threads.keys()].map((thread) => thread.terminate()));
  }

  #add(asked: Asked): Promise<SideJudgement[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      this.#dispatch();
    });
  }

  #dispatch(): void {
    clearTimeout(this.#idle);
    while (this.#waiting.length > 0) {
      const free = [...this.#threads].find(([, task]) => task === null)?.[0] ?? this.#start();
      if (!free) return;
      const task = this.#waiting.shift() as Task;
      this.#threads.set(free, task);
      free.postMessage(task.asked);
    }
    if ([...this.#threads.values()].every((task) => task === null)) {
      this.#idle = setTimeout(() => void this.close(), this.#idleMs).unref();
    }
  }

  #start(): Worker | undefined {
    if (this.#threads.size >= this.#size) return undefined;
    const thread = new Worker(this.#script);
    thread.unref();
    const end = (error: Error): void => {
      const task = this.#threads.get(thread);
      if (!this.#threads.delete(thread)) return;
      task?.reject(error);
      this.#dispatch();
    };
    thread.on('error', end);
    thread.on('exit', (code) => end(new Error(`a judging thread ended (code ${code})`)));
    thread.on('message', (judgements: SideJudgement[]) => {
      const task = this.#threads.get(thread);
      this.#threads.set(thread, null);
      task?.resolve(judgements);
      this.#dispatch();
    });
    this.#threads.set(thread, null);
    return thread;
  }
}
