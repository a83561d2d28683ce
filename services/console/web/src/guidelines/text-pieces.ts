import { diffWordsWithSpace } from 'diff';

interface Placed {
  id: string;
  start: number;
  end: number;
}

/** A stretch of the text as it is shown. */
export interface TextPiece {
  text: string;
  /** Unique among the pieces of one text. */
  key: string;
  change: 'none' | 'added' | 'removed';
  /** Clauses that these words belong to, in their order; none for what was removed. */
  clauseIds: string[];
}

/** How long the difference may be looked for before the page gives up on showing it. */
const diffWithinMs = 1_000;

/** Stretches of `text` between `from` and `to`, cut where clauses begin and end. Offsets are UTF-16 code units. */
function cutByClauses(text: string, clauses: Placed[], { from, to }: { from: number; to: number }) {
  const inside = clauses.filter(({ start, end }) => start < to && end > from);
  const edges = inside.flatMap(({ start, end }) => [start, end]).filter((at) => at > from && at < to);
  const cuts = [...new Set([from, ...edges, to])].toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] as number;
    const ids = inside.filter((clause) => clause.start <= start && clause.end >= end).map(({ id }) => id);
    return { start, text: text.slice(start, end), clauseIds: ids };
  });
}

/** The text cut into pieces, each knowing the clauses that it is part of. */
export const textPieces = (text: string, clauses: Placed[]): TextPiece[] =>
  cutByClauses(text, clauses, { from: 0, to: text.length }).map(({ start, ...piece }) => ({
    ...piece,
    key: `${start}`,
    change: 'none' as const,
  }));

/**
 * As `textPieces`, with what is new in `text` marked and what `before` had in its place put in, word by word. Null where
 * the two have so little in common that no difference was found in time.
 */
export function changedPieces(before: string, text: string, clauses: Placed[]): TextPiece[] | null {
  const parts = diffWordsWithSpace(before, text, { timeout: diffWithinMs });
  if (!parts) return null;
  let at = 0;
  return parts.flatMap(({ value, added, removed }, i): TextPiece[] => {
    if (removed) return [{ text: value, key: `removed ${i}`, change: 'removed', clauseIds: [] }];
    const from = at;
    at += value.length;
    const change = added ? ('added' as const) : ('none' as const);
    return cutByClauses(text, clauses, { from, to: at }).map(({ start, ...piece }) => ({
      ...piece,
      key: `${start}`,
      change,
    }));
  });
}
