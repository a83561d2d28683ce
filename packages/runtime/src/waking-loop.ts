export interface WakingLoop {
  /** Runs the task soon: at once where it sleeps, once more where it runs. */
  wake(): void;
  /** Rejects where the task has not succeeded for `ms`. */
  check(ms: number): Promise<void>;
  /** Waits for a run in hand. */
  stop(): Promise<void>;
}

/** Runs `task` every `ms` after each run ended, and whenever it is woken; one run at a time. */
export function startWakingLoop(
  ms: number,
  task: () => Promise<unknown>,
  onError: (error: unknown) => void,
): WakingLoop {
  let stopped = false;
  let awake = false;
  let rise = () => {};
  let succeededAt = performance.now();
  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rise = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!stopped) {
      awake = false;
      try {
        await task();
        succeededAt = performance.now();
      } catch (error) {
        onError(error);
        awake = false; // What fails is not tried again before its time.
      }
      if (!awake && !stopped) await sleep();
    }
  };
  const running = run();
  const wake = () => {
    awake = true;
    rise();
  };
  return {
    wake,
    async check(limitMs) {
      if (performance.now() - succeededAt > limitMs) throw new Error('the loop makes no headway');
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
