import type { Mark } from '@moderato/domain';

export interface Segment {
  text: string;
  start: number;
  /** The marks over this stretch, the heaviest first; empty for plain text. */
  marks: Mark[];
}

/** Cuts `text` where marks begin and end. Marks may overlap; one that reaches outside the text is cut to it. */
export function markSegments(text: string, marks: Mark[]): Segment[] {
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter(({ start, end }) => start < end);
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] as number;
    return {
      text: text.slice(start, end),
      start,
      marks: inside
        .filter((mark) => mark.start <= start && mark.end >= end)
        .toSorted((a, b) => b.weight - a.weight || a.label.localeCompare(b.label)),
    };
  });
}
