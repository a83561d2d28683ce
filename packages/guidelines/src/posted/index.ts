import { isHtml, withoutTags } from './html.js';
import { withoutMarks } from './markdown.js';

/** What guidelines come written in. Markdown and plain text are read alike: plain text has no marks to take out. */
export type PostedFormat = 'text' | 'html';

export interface PostedAs {
  /** Found out where not given. */
  format?: PostedFormat;
  /** Where the page was found, for links within its site. */
  base?: string;
}

/** Rounds of taking markup out before what is left counts as words: markup that hides markup is nobody's guidelines. */
const maxRounds = 4;

/**
 * The plain text of `posted`: the guidelines in a page, the words of Markdown, plain text as it is. Total and linear.
 * What it gives it leaves as it is: `textOf(textOf(x)) === textOf(x)`.
 */
export function textOf(posted: string, { format, base }: PostedAs = {}): string {
  let text = format === 'html' || (format === undefined && isHtml(posted)) ? withoutTags(posted, base) : posted;
  for (let round = 0; round < maxRounds; round++) {
    const next = withoutMarks(isHtml(text) ? withoutTags(text) : text);
    if (next === text) return text;
    text = next;
  }
  // Tags lose their brackets and marks are taken for good, so that nothing is left that could be read again.
  return text
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/[*_`~[\]\\!]/gu, '');
}
