export const hashStart = 2166136261;
const prime = 16777619;

/** One unit more; unsigned only after `>>> 0`. */
export const hashNext = (hash: number, unit: number): number => Math.imul(hash ^ unit, prime);

/** FNV-1a over UTF-16 units, 32 bits unsigned. */
export function hashOf(text: string, from = 0, to = text.length): number {
  let h = hashStart;
  for (let at = from; at < to; at++) h = hashNext(h, text.charCodeAt(at));
  return h >>> 0;
}

/** Spreads the upper bits over the lower ones. */
export const mixed = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0;

/** Of two neighbours, from their own hashes. */
export const pairHash = (first: number, second: number): number =>
  mixed(Math.imul(Math.imul(first, 31) ^ second, 0x9e3779b1) >>> 0);
