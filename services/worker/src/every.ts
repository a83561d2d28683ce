/**
 * Runs `task` now and then again `ms` after each run ended; a failed run is handed to `onError` and does not stop the
 * next. Returns how to stop: it waits for a run in hand.
 */
export function every(
  ms: number,
  task: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = Promise.resolve()
      .then(task)
      .then(() => {}, onError)
      .then(() => {
        if (!stopped) timer = setTimeout(run, ms);
      });
  };
  run();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
