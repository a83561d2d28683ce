import type { Mark } from '@moderato/domain';

/** UTF-16 code units, half open. */
export type Offsets = readonly [start: number, end: number];

/** From this weight on a mark says that the word offends. */
const leastWeight = 0.5;

const charactersOf = (spans: readonly Offsets[]): Set<number> => {
  const at = new Set<number>();
  for (const [start, end] of spans) for (let i = start; i < end; i++) at.add(i);
  return at;
};

/** The marks that claim to offend; neighbours parted by blanks alone are one passage, as readers mark passages. */
export function passagesOf(marks: readonly Mark[], text: string): Offsets[] {
  const sure = marks.filter(({ weight }) => weight >= leastWeight).sort((a, b) => a.start - b.start);
  const passages: [number, number][] = [];
  for (const { start, end } of sure) {
    const last = passages.at(-1);
    if (last && (start <= last[1] || /^\s*$/.test(text.slice(last[1], start)))) last[1] = Math.max(last[1], end);
    else passages.push([start, end]);
  }
  return passages;
}

/** F1 of one post's characters, 0..1; two empty sets agree fully (SemEval-2021 task 5). */
export function characterF1(predicted: readonly Offsets[], gold: readonly Offsets[]): number {
  const [a, b] = [charactersOf(predicted), charactersOf(gold)];
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0;
  let both = 0;
  for (const i of a) if (b.has(i)) both++;
  return (2 * both) / (a.size + b.size);
}
