import { Worker } from 'node:worker_threads';
import type { Policy } from '@moderato/domain';
import type { Decided } from './decide-lines.js';
import type { Line } from './lines.js';

export interface Decider {
  decide(lines: Line[]): Promise<Decided>;
  close(): Promise<void>;
}

/** `size` threads that decide. At most `size` calls of `decide` may run at once. */
export function createDeciderPool(size: number, policy: Policy): Decider {
  const script = new URL('./decide-worker.js', import.meta.url);
  const workers = Array.from({ length: size }, () => new Worker(script, { workerData: policy }));
  const idle = [...workers];
  let fault: Error | undefined;
  // A thread may fail before it is asked anything; without a listener that would end the process with a stack trace.
  for (const worker of workers) worker.on('error', (error: Error) => (fault ??= error));
  return {
    async decide(lines) {
      const worker = idle.pop();
      if (!worker) throw new RangeError(`more than ${size} chunks at once`);
      if (fault) throw fault;
      const decided = await ask(worker, lines);
      idle.push(worker);
      return decided;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function ask(worker: Worker, lines: Line[]): Promise<Decided> {
  return new Promise((resolve, reject) => {
    const settle = <T>(act: (value: T) => void) => {
      return (value: T): void => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        act(value);
      };
    };
    const onMessage = settle(resolve);
    const onError = settle(reject);
    const onExit = settle((code: number) => reject(new Error(`a thread ended early (code ${code})`)));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(lines);
  });
}
