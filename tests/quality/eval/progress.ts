import type { OnProgress } from './judged-row.js';

const everyMs = 200;
let last = 0;

/** One line on the terminal, rewritten; nothing where stderr is none. */
export const progress: OnProgress = (what, done, all) => {
  if (!process.stderr.isTTY) return;
  const now = performance.now();
  if (now - last < everyMs && done < all) return;
  last = now;
  process.stderr.write(`\r\u001b[K${what}: ${Math.floor((100 * done) / all)} %${done === all ? '\n' : ''}`);
};
