/** Of equal length: `scores` any numbers, `positive` the truth. */
export interface Scored {
  scores: readonly number[];
  positive: readonly boolean[];
}

export interface CurvePoint {
  x: number;
  y: number;
}

/** Runs of equal scores, highest first: a threshold cannot part them. */
function* groupsOfTies({ scores, positive }: Scored): Generator<{ hits: number; misses: number }> {
  const order = scores.map((_, i) => i).sort((a, b) => (scores[b] as number) - (scores[a] as number));
  for (let at = 0; at < order.length; ) {
    const score = scores[order[at] as number];
    let hits = 0;
    let misses = 0;
    for (; at < order.length && scores[order[at] as number] === score; at++) {
      if (positive[order[at] as number]) hits++;
      else misses++;
    }
    yield { hits, misses };
  }
}

const countOf = (positive: readonly boolean[]): number => positive.filter(Boolean).length;

/** The chance that a positive outscores a negative, a tie counting half; NaN where either is absent. */
export function rocAuc(scored: Scored): number {
  let above = 0;
  let area = 0;
  let negatives = 0;
  for (const { hits, misses } of groupsOfTies(scored)) {
    area += misses * (above + hits / 2);
    above += hits;
    negatives += misses;
  }
  return area / (above * negatives);
}

/** Precision at each threshold weighted by the recall it adds, without interpolation, as scikit-learn has it. */
export function averagePrecision(scored: Scored): number {
  const total = countOf(scored.positive);
  let found = 0;
  let taken = 0;
  let sum = 0;
  for (const { hits, misses } of groupsOfTies(scored)) {
    found += hits;
    taken += hits + misses;
    sum += (hits * found) / taken;
  }
  return sum / total;
}

/** The greatest F1 that any threshold gives. */
export function bestF1(scored: Scored): number {
  const total = countOf(scored.positive);
  let found = 0;
  let taken = 0;
  let best = 0;
  for (const { hits, misses } of groupsOfTies(scored)) {
    found += hits;
    taken += hits + misses;
    best = Math.max(best, (2 * found) / (taken + total));
  }
  return best;
}

/** From (0, 0) to (1, 1): the share of negatives and of positives above each threshold. */
export function rocCurve(scored: Scored): CurvePoint[] {
  const positives = countOf(scored.positive);
  const negatives = scored.positive.length - positives;
  const points: CurvePoint[] = [{ x: 0, y: 0 }];
  let above = 0;
  let false_ = 0;
  for (const { hits, misses } of groupsOfTies(scored)) {
    above += hits;
    false_ += misses;
    points.push({ x: false_ / negatives, y: above / positives });
  }
  return points;
}

export interface ReliabilityBin {
  /** Mean probability, and mean of what was so, 0..1. */
  predicted: number;
  observed: number;
  rows: number;
}

/** Bins of equal size over the sorted probabilities; `observed` are labels 0..1. */
export function reliability(
  probabilities: readonly number[],
  observed: readonly number[],
  bins: number,
): ReliabilityBin[] {
  const order = probabilities
    .map((_, i) => i)
    .sort((a, b) => (probabilities[a] as number) - (probabilities[b] as number) || a - b);
  const mean = (values: readonly number[], of: readonly number[]): number =>
    of.reduce((sum, i) => sum + (values[i] as number), 0) / of.length;
  return Array.from({ length: bins }, (_, bin) =>
    order.slice(Math.floor((bin * order.length) / bins), Math.floor(((bin + 1) * order.length) / bins)),
  )
    .filter((rows) => rows.length > 0)
    .map((rows) => ({ predicted: mean(probabilities, rows), observed: mean(observed, rows), rows: rows.length }));
}

/** Expected calibration error, 0..1: how far predictions are from what was so, over bins of equal size. */
export function calibrationError(probabilities: readonly number[], observed: readonly number[], bins = 15): number {
  const all = reliability(probabilities, observed, bins);
  return all.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.predicted - bin.observed), 0) / probabilities.length;
}
