import { originalSpan, quotedSpans } from '@moderato/text';
import { found, spansOf } from '../found.js';
import type { Item } from '../item.js';
import { numberParam, type RawFinding, type Rule } from '../rule.js';
import { Sayings } from '../sayings.js';

/** Words quoted in a row that a comment may take from elsewhere where the guidelines name no number. */
const usualWords = 80;
/** Letters and a space of a short word. */
const shortestWord = 3;

const notices = new Sayings([
  [
    'all rights reserved; may not be published _? _? _? or? redistributed|rewritten|reproduced; reprinted|reproduced|republished from|by|with permission|the|courtesy; ' +
      'copied|pasted and pasted from; copy and pasted|paste from; full|entire|whole article|story|text below|here|pasted|copied|posted|follows; ' +
      "here is|'s the full|entire|whole|complete article|story|text|lyrics|poem; for those without|behind a? subscription|paywall; article text|copied|pasted below|here; " +
      "article is|'s? behind a paywall so|here; contributed to this report",
    0.6,
  ],
]);
const notice = /©\s?\d{4}|\(c\)\s?\d{4}|copyright\s(?:©\s?)?\d{4}|^[A-Z][A-Z .,]{2,40}\((?:AP|Reuters|AFP)\)\s?[—–-]/m;
const fewestBesideNotice = 40;

function longQuotes(item: Item, most: number): RawFinding[] {
  const { plain } = item.text;
  if (plain.text.length < most * shortestWord) return [];
  const long = quotedSpans(plain.text)
    .reduce<{ start: number; end: number }[]>((joined, span) => {
      const before = joined.at(-1);
      // Lines quoted one by one are one quotation.
      if (before !== undefined && plain.text.slice(before.end, span.start).trim() === '') before.end = span.end;
      else joined.push({ ...span });
      return joined;
    }, [])
    .filter(({ start, end }) => {
      if (end - start < most * shortestWord) return false;
      return (plain.text.slice(start, end).match(/\S+/g)?.length ?? 0) > most;
    });
  if (long.length === 0) return [];
  return [
    found('copyright', {
      severity: 'moderate',
      confidence: 0.66,
      explanation: 'Quotes a long passage word for word.',
      spans: long.map(({ start, end }) => originalSpan(plain, start, end)),
    }),
  ];
}

function pastedArticle(item: Item): RawFinding[] {
  if (item.words.length < fewestBesideNotice) return [];
  const said = notices.in(item);
  const written = notice.exec(item.original);
  if (said.length === 0 && written === null) return [];
  const spans = written === null ? [] : [{ start: written.index, end: written.index + written[0].length }];
  return [
    found('copyright', {
      severity: 'moderate',
      confidence: 0.62,
      explanation: "Looks like somebody else's article or text, pasted in.",
      spans: [...spans, ...spansOf(item, said)],
    }),
  ];
}

/** Long verbatim quotations (more than `maxQuotedWords` in a row) and pasted articles. */
export const copyright: Rule = {
  id: 'copyright',
  onlyWhereAsked: true,
  evaluate: (item, { params }) => [
    ...longQuotes(item, numberParam(params, 'maxQuotedWords', usualWords)),
    ...pastedArticle(item),
  ],
};
