import { Parser } from 'htmlparser2';
import { foundIn } from './guidelines-in-page.js';
import { PageText } from './page-text.js';

const html = new RegExp(
  '<!doctype\\s+html|<html[\\s>]|<body[\\s>]|</(?:p|div|li|ul|ol|dl|dd|h[1-6]|section|article|table|main|blockquote|form)\\s*>|' +
    '<br\\s*/?>|<p>|<li>|<a\\s[^<>]{0,300}href\\s*=|</(?:strong|b|em|i|span|a|u)\\s*>',
  'iu',
);

/** Whether `text` is HTML rather than text that names a tag or two. */
export const isHtml = (text: string): boolean => html.test(text);

const deepest = 2_000;

/** The guidelines within a page or a piece of HTML, as plain text; the words of all of it where none are found. */
export function withoutTags(page: string, base?: string): string {
  const text = new PageText(base);
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        text.open(tag, attributes);
        // The parser's own time grows with the square of the depth; such a page is read up to there.
        if (text.depth > deepest) parser.pause();
      },
      ontext: (words) => text.write(words),
      onclosetag: () => text.close(),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(page);
  return foundIn(text.done());
}
