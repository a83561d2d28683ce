import type { Policy } from '@moderato/domain';
import type { Decided } from './decide-lines.js';
import type { Line } from './lines.js';
import { createThreadPool } from './thread-pool.js';

export interface Decider {
  decide(lines: Line[]): Promise<Decided>;
  close(): Promise<void>;
}

/** `size` threads that decide. At most `size` calls of `decide` may run at once. */
export function createDeciderPool(size: number, policy: Policy): Decider {
  const script = new URL('./decide-worker.js', import.meta.url);
  const { run, close } = createThreadPool<Line[], Decided>(script, { size, data: policy });
  return { decide: run, close };
}
