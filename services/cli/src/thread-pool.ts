import { Worker } from 'node:worker_threads';

export interface ThreadPool<Input, Output> {
  run(input: Input): Promise<Output>;
  close(): Promise<void>;
}

/** `size` threads of `script`, which answer each message with one. At most `size` calls of `run` may be under way. */
export function createThreadPool<Input, Output>(
  script: URL,
  { size, data }: { size: number; data: unknown },
): ThreadPool<Input, Output> {
  const workers = Array.from({ length: size }, () => new Worker(script, { workerData: data }));
  const idle = [...workers];
  let fault: Error | undefined;
  // A thread may fail before it is asked anything; without a listener that would end the process with a stack trace.
  for (const worker of workers) worker.on('error', (error: Error) => (fault ??= error));
  return {
    async run(input) {
      const worker = idle.pop();
      if (!worker) throw new RangeError(`more than ${size} chunks at once`);
      if (fault) throw fault;
      const output = await ask<Input, Output>(worker, input);
      idle.push(worker);
      return output;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function ask<Input, Output>(worker: Worker, input: Input): Promise<Output> {
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
    worker.postMessage(input);
  });
}
