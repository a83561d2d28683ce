interface Place {
  start: number;
  end: number;
}

const sentencesOf = (source: string) => [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(source)];

/** Where the sentence begins in which a clause begins. */
export const sentenceStart = (source: string, { start }: Place): number =>
  sentencesOf(source).findLast(({ index }) => index <= start)?.index ?? start;

/** The sentence of `source` around a clause, cut at the clause: before, the clause itself, after. */
export function clauseSentence(source: string, place: Place): { before: string; clause: string; after: string } {
  const { start, end } = place;
  const last = sentencesOf(source).find(({ index, segment }) => index + segment.length >= end);
  const to = last ? last.index + last.segment.length : end;
  return {
    before: source.slice(sentenceStart(source, place), start).trimStart(),
    clause: source.slice(start, end),
    after: source.slice(end, to).trimEnd(),
  };
}
