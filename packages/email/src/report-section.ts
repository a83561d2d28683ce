import { escapeHtml, escapeUnlinked } from './escape-html.js';
import { oneLine } from './mail.js';
import { markedHtml, markedWords, quotedText } from './marked-text.js';
import { css } from './page.js';
import {
  aboutActions,
  actionsOf,
  clausesOf,
  doneWith,
  isWebUrl,
  linkTo,
  type ReportedComment,
  readersInWords,
  sinceThen,
  spansOf,
  timeInWords,
} from './reported-comment.js';

const goneText = 'The comment was withdrawn or erased since; its text is not shown.';

const storyName = ({ story }: ReportedComment): string => oneLine(story.title ?? '') || 'Untitled story';

function whatWasDone(comment: ReportedComment): string {
  const { outcome, decidedAt } = comment.decision;
  const since = sinceThen(comment);
  return `It was ${doneWith(outcome)} on ${timeInWords(decidedAt)}.${since ? ` Since then ${since}.` : ''}`;
}

/** One comment in plain text. */
export function sectionText(comment: ReportedComment, consoleUrl: string): string {
  const words = comment.text === null ? [] : markedWords(comment.text, spansOf(comment));
  const clauses = clausesOf(comment).map(
    ({ text, reasons }) =>
      `  "${oneLine(text, 1_000)}"\n${reasons.map((reason) => `  - ${oneLine(reason, 500)}`).join('\n')}`,
  );
  return [
    `Story: ${storyName(comment)}\n       ${oneLine(comment.story.url, 2_000)}`,
    readersInWords(comment) ? `Readers: ${readersInWords(comment)}` : '',
    clauses.length > 0 ? `The guidelines say:\n${clauses.join('\n')}` : '',
    comment.text === null ? goneText : `The comment:\n${quotedText(comment.text)}`,
    words.length > 0 ? `Marked words: ${words.map((word) => `"${word}"`).join(', ')}` : '',
    `What was done: ${whatWasDone(comment)}`,
    actionsText(comment),
    `In the console: ${linkTo(consoleUrl, comment.commentId)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function actionsText(comment: ReportedComment): string {
  const actions = actionsOf(comment);
  if (actions.length === 0) return '';
  return [...actions.map(({ label, url }) => `${label}:\n${url}`), aboutActions].join('\n');
}

function actionsHtml(comment: ReportedComment): string {
  const actions = actionsOf(comment);
  if (actions.length === 0) return '';
  const buttons = actions.map(
    ({ label, url }) => `<a class="choice" style="${css.choice}" href="${escapeHtml(url)}">${escapeHtml(label)}</a>`,
  );
  return `<p style="margin:18px 0 0">${buttons.join('\n')}</p>\n<p class="label" style="${css.label}">${aboutActions}</p>`;
}

function storyHtml(comment: ReportedComment): string {
  const { url } = comment.story;
  const name = escapeHtml(storyName(comment));
  if (!isWebUrl(url)) return name;
  return `<a class="link" style="${css.link}" href="${escapeHtml(url)}">${name}</a>`;
}

const label = (text: string): string => `<p class="label" style="${css.label}">${text}</p>`;

/** One comment in HTML, as a card; `heading` is HTML already. */
export function sectionHtml(comment: ReportedComment, consoleUrl: string, heading: string): string {
  const clauses = clausesOf(comment).map(({ text, reasons }) => {
    const lines = reasons.map((reason) => `<p style="${css.paragraph}">${escapeUnlinked(oneLine(reason, 500))}</p>`);
    return `<p class="clause" style="${css.clause}">“${escapeUnlinked(oneLine(text, 1_000))}”</p>\n${lines.join('\n')}`;
  });
  const readers = readersInWords(comment);
  const shown = comment.text === null ? goneText : markedHtml(comment.text, spansOf(comment));
  return [
    `<div class="card" style="${css.card}">`,
    heading,
    `${label('Story')}<p style="${css.paragraph}">${storyHtml(comment)}</p>`,
    readers ? `${label('Readers')}<p style="${css.paragraph}">${escapeHtml(readers)}</p>` : '',
    clauses.length > 0 ? `${label('The guidelines say')}${clauses.join('\n')}` : '',
    `${label('The comment')}<p class="comment" style="${css.comment}">${shown}</p>`,
    `${label('What was done')}<p style="${css.paragraph}">${whatWasDone(comment)}</p>`,
    actionsHtml(comment),
    `<p style="margin:18px 0 0"><a class="button" style="${css.button}" href="${escapeHtml(linkTo(consoleUrl, comment.commentId))}">Open in the console</a></p>`,
    '</div>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}
