/** A share with the interval in which the true one lies in 19 of 20 cases. */
export interface Share {
  /** 0..1. */
  value: number;
  low: number;
  high: number;
}

const z = 1.959964;

/** Wilson's score interval of `hits` among `of`; null where there is nothing to tell from. */
export function wilson(hits: number, of: number): Share | null {
  if (of === 0) return null;
  const value = hits / of;
  const scale = 1 + z ** 2 / of;
  const middle = (value + z ** 2 / (2 * of)) / scale;
  const half = (z / scale) * Math.sqrt((value * (1 - value)) / of + z ** 2 / (4 * of ** 2));
  // Rounding must not put the value outside.
  return { value, low: Math.max(0, Math.min(value, middle - half)), high: Math.min(1, Math.max(value, middle + half)) };
}
