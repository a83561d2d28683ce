// What the model sees of a labelled comment, made by the very tokenizer that ships.
import { shapeOf, Tokens } from '@moderato/civility';
import { normalise, originalSpan } from '@moderato/text';

const most = 200;

/** For each token, whether at least half of its letters stand in a marked passage. */
function marked(text, tokens, spans) {
  const inside = new Uint8Array(text.original.length);
  for (const [start, end] of spans) inside.fill(1, start, end);
  return tokens.forms().map((_, i) => {
    const { start, end } = originalSpan(text.folded, tokens.starts[i], tokens.ends[i]);
    let sum = 0;
    for (let at = start; at < end; at++) sum += inside[at];
    return sum * 2 >= end - start && end > start ? 1 : 0;
  });
}

export function rowOf({ text: body, spans, spans_from, ...row }) {
  const text = normalise(body.slice(0, 4000));
  const tokens = new Tokens().read(text.folded.text, most);
  const { id, source, split, labels, target, sample, binary, site_rating, annotators } = row;
  return {
    ...{ id, source, split, labels, target, sample, binary, site_rating, annotators },
    tokens: tokens.forms(),
    shape: shapeOf(text),
    ...(spans && { marks: marked(text, tokens, spans), spans_from }),
  };
}
