/** One measured number, by a name that stays the same from run to run. */
export interface Figure {
  name: string;
  value: number;
  lowerIsBetter?: boolean;
}

export type Figures = Record<string, number>;

/** How much worse a figure may be than the committed one: three runs' worth of rounding and of rows that move. */
export const mostWorse = 0.005;

const places = 1e5;

export const toRecord = (figures: readonly Figure[]): Figures =>
  Object.fromEntries(figures.map(({ name, value }) => [name, Math.round(value * places) / places]));

/** A line for each figure that is worse than the committed one by more than is allowed, or is gone. */
export function drops(measured: readonly Figure[], committed: Figures): string[] {
  const now = new Map(measured.map((figure) => [figure.name, figure]));
  return Object.entries(committed).flatMap(([name, before]) => {
    const figure = now.get(name);
    if (figure === undefined) return [`${name}: was ${before}, is measured no more`];
    const worse = figure.lowerIsBetter ? figure.value - before : before - figure.value;
    return worse > mostWorse ? [`${name}: was ${before}, is ${figure.value.toFixed(4)}`] : [];
  });
}
