import { type Statement, type StatementPart, statementParts } from '@moderato/domain';
import { escapeHtml } from '@moderato/email';

/** One line of a part: a sentence, or words that are quoted. */
export const lineHtml = (line: StatementPart['lines'][number]): string =>
  'say' in line
    ? `<p>${escapeHtml(line.say)}</p>`
    : `<blockquote><p dir="auto">${escapeHtml(line.quote)}</p><footer>${escapeHtml(line.place)}</footer></blockquote>`;

/** The parts of a statement, each under its heading. */
export const partHtml = (parts: StatementPart[]): string =>
  parts.map(({ title, lines }) => `<h2>${escapeHtml(title)}</h2>\n${lines.map(lineHtml).join('\n')}`).join('\n');

/** A statement as a piece of a page: markup alone, for the site's own style. */
export function statementHtml(statement: Statement): string {
  const { open, url } = statement.redress.appeal;
  const link = open && url ? `\n<p><a href="${escapeHtml(url)}" rel="noreferrer nofollow">Appeal</a></p>` : '';
  return `<div class="moderato-statement">\n${partHtml(statementParts(statement))}${link}\n</div>`;
}
