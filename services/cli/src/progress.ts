import type { Io } from './io.js';

export interface Progress {
  add(done: { bytes: number; comments: number }): void;
  stop(): void;
}

const silent: Progress = { add: () => undefined, stop: () => undefined };

/** How far the input is read: a bar where its size is known. On a terminal only. */
export async function createProgress({ stderr, stdinBytes }: Io): Promise<Progress> {
  if (!stderr.isTTY) return silent;
  const { SingleBar } = (await import('cli-progress')).default;
  const counted = '{comments} comments · {duration_formatted}';
  const bar = new SingleBar({
    stream: stderr as NodeJS.WriteStream,
    format: stdinBytes ? `{bar} {percentage}% · ${counted} · {eta_formatted} left` : counted,
    barsize: 30,
    hideCursor: true,
    etaAsynchronousUpdate: true,
  });
  let comments = 0;
  bar.start(stdinBytes ?? 0, 0, { comments });
  return {
    add(done) {
      comments += done.comments;
      bar.increment(done.bytes, { comments });
    },
    stop: () => bar.stop(),
  };
}

export interface Counter {
  add(done: number): void;
  stop(): void;
}

/** How many rows of `total` are done. On a terminal only. */
export async function createCounter({ stderr }: Io, total: number): Promise<Counter> {
  if (!stderr.isTTY || total === 0) return { add: () => undefined, stop: () => undefined };
  const { SingleBar } = (await import('cli-progress')).default;
  const format = '{bar} {percentage}% · {value} of {total} rows · {eta_formatted} left';
  const bar = new SingleBar({ stream: stderr as NodeJS.WriteStream, format, barsize: 30, hideCursor: true });
  bar.start(total, 0);
  return { add: (done) => bar.increment(done), stop: () => bar.stop() };
}
