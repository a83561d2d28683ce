import { appealStateWords, dayWords, type Statement, statementParts } from '@moderato/domain';
import { escapeHtml } from '@moderato/email';
import { mostWords } from './appeal-input.js';
import { style } from './page-style.js';
import { lineHtml, partHtml } from './statement-html.js';

/** What an author typed, where the form comes back to them. */
export interface TypedAppeal {
  text: string;
  email: string;
  wantsOutcome: boolean;
  /** What is wrong with it, by field. */
  problems: Partial<Record<'text' | 'email', string>>;
}

export interface AppealPage {
  siteName: string;
  statement: Statement;
  /** The beginning of the comment; null where it is gone, or the statement is of a penalty alone. */
  comment: string | null;
  /** By when an answer is due; null where there is no open appeal. */
  dueAt: string | null;
  /** Whether the site has the author's address. */
  hasAddress: boolean;
  token: string;
  typed?: TypedAppeal | undefined;
}

const nothingTyped: TypedAppeal = { text: '', email: '', wantsOutcome: false, problems: {} };

function document(title: string, siteName: string | null, body: string): string {
  const site = siteName === null ? '' : `<p class="site" dir="auto">${escapeHtml(siteName)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${site}
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

const problem = (id: string, words: string | undefined): string =>
  words === undefined ? '' : `<p class="problem" id="${id}">${escapeHtml(words)}</p>`;
const described = (id: string, words: string | undefined): string =>
  words === undefined ? '' : ` aria-invalid="true" aria-describedby="${id}"`;

/** The form posts to the page's own address, without its query: the token travels in the body. */
function form({ token, hasAddress, typed = nothingTyped }: AppealPage): string {
  const { text, email, wantsOutcome, problems } = typed;
  const optional = hasAddress ? ' (if not the one that the site has of you)' : '';
  return `<form method="post" action="appeal" novalidate>
<h2>Appeal</h2>
<input type="hidden" name="token" value="${escapeHtml(token)}">
<label for="text">Why is the decision wrong?</label>
${problem('text-problem', problems.text)}
<textarea id="text" name="text" maxlength="${mostWords}" required dir="auto"${described('text-problem', problems.text)}>${escapeHtml(text)}</textarea>
<p class="soft">A moderator reads this. Up to ${mostWords.toLocaleString('en')} characters; give nobody’s private details.</p>
<label class="check"><input type="checkbox" name="wantsOutcome" value="1"${wantsOutcome ? ' checked' : ''}><span>Mail me what comes of it</span></label>
<label for="email">Your e-mail address${optional}</label>
${problem('email-problem', problems.email)}
<input id="email" name="email" type="email" autocomplete="email" maxlength="320" value="${escapeHtml(email)}"${described('email-problem', problems.email)}>
<p class="soft">Only for that one mail, kept encrypted, shown to nobody. Without it you can come back to this page.</p>
<button type="submit">Send the appeal</button>
</form>`;
}

/** What became of the appeal that there is; nothing where there is none. */
function stateHtml(filed: Statement['redress']['appeal']['filed'], dueAt: string | null): string {
  if (!filed) return '';
  const due = filed.state === 'open' && dueAt ? ` You get an answer by ${dayWords(dueAt)}.` : '';
  const reason = filed.reason ? lineHtml({ quote: filed.reason, place: 'The moderator' }) : '';
  return `<div class="state" role="status"><p>${escapeHtml(appealStateWords[filed.state] + due)}</p>${reason}</div>`;
}

/** The page where an author reads what was decided, and appeals. */
export function appealPage(page: AppealPage): string {
  const { statement, siteName, comment, dueAt } = page;
  const { open, filed } = statement.redress.appeal;
  const words =
    comment === null ? '' : `<h2>Your comment</h2>\n<p class="comment" dir="auto">${escapeHtml(comment)}</p>`;
  const title = statement.commentId ? 'About your comment' : 'About your account';
  const parts = partHtml(statementParts(statement, { appeal: filed === null }));
  return document(title, siteName, [stateHtml(filed, dueAt), words, parts, open ? form(page) : ''].join('\n'));
}

/** For an address that opens nothing. */
export const deadLinkPage = (): string =>
  document(
    'This link does not work',
    null,
    '<p>It is not whole, or not one of ours. Open it again from where you found it, or ask the site that you commented on.</p>',
  );

/** For what is over and done with: nothing stands against the author any more. */
export const nothingPage = (siteName: string): string =>
  document('Nothing stands against you', siteName, '<p>There is no decision here that you could appeal.</p>');
