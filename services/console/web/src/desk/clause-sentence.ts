/** The sentence of `source` around a clause, cut at the clause: before, the clause itself, after. */
export function clauseSentence(
  source: string,
  { start, end }: { start: number; end: number },
): { before: string; clause: string; after: string } {
  const sentences = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(source)];
  const first = sentences.findLast(({ index }) => index <= start);
  const last = sentences.find(({ index, segment }) => index + segment.length >= end);
  const from = first?.index ?? start;
  const to = last ? last.index + last.segment.length : end;
  return {
    before: source.slice(from, start).trimStart(),
    clause: source.slice(start, end),
    after: source.slice(end, to).trimEnd(),
  };
}
