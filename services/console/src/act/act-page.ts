import type { ActingOutcome } from '@moderato/database';
import type { CommentDetail, Guidelines } from '../api/contract.js';
import { html, type Markup, page } from '../pages/html.js';

export interface ActView {
  comment: CommentDetail;
  outcome: ActingOutcome;
  /** For a rejection: what it may rest on, what the rules proposed first. */
  clauses: Pick<Guidelines['clauses'][number], 'id' | 'text'>[];
  csrf: string;
  moderator: string;
  /** What was wrong with the form that was sent. */
  problem?: string | undefined;
}

const stands: Record<string, string> = {
  approved: 'approved',
  rejected: 'rejected',
  review: 'held for a person',
  pending: 'being decided anew',
  withdrawn: 'withdrawn',
};
const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

const whole = (title: string, body: Markup): string =>
  page(
    title,
    html`<main class="act">
      <h1>${title}</h1>
      ${body}
    </main>`,
    { noindex: true },
  );

function commentMarkup({ body, author, story, decision }: CommentDetail): Markup {
  const findings = (decision?.findings ?? []).filter(({ clause }) => clause.text !== '');
  const reasons = findings.map(({ clause, explanation }) => html`<li><q>${clause.text}</q><br>${explanation}</li>`);
  return html`<p class="soft">On <strong dir="auto">${story.title ?? 'an untitled story'}</strong>${author.name ? html`, by <span dir="auto">${author.name}</span>` : ''}</p>
      <blockquote dir="auto">${body ?? 'The text was withdrawn or erased; it is not shown.'}</blockquote>
      ${reasons.length > 0 ? html`<h2>What the guidelines say</h2><ul>${reasons}</ul>` : ''}`;
}

const wayBack = ({ id }: CommentDetail): Markup => html`<p><a href="/comments/${id}">Open it in the console</a></p>`;

/** What happened to it last, and by whom. */
function standsMarkup({ status, history }: CommentDetail): Markup {
  const newest = history.at(-1);
  const by = newest?.moderator ? newest.moderator.name : 'the rules';
  const clause = newest?.decision.outcome === 'reject' ? newest.decision.findings[0]?.clause.text : undefined;
  return html`<p>It is <strong>${stands[status] ?? status}</strong>${newest ? html`: decided by ${by} on ${minute(newest.decision.decidedAt)}` : ''}.${clause ? html` Clause: <q>${clause}</q>` : ''}</p>`;
}

/** Shows the comment and asks; sending its form decides. */
export function askPage({ comment, outcome, clauses, csrf, moderator, problem }: ActView): string {
  const title = outcome === 'reject' ? 'Reject this comment?' : 'Approve this comment?';
  const proposed = comment.decision;
  const was = proposed
    ? { approve: 'approved', review: 'held for a person', reject: 'rejected' }[proposed.outcome]
    : '';
  const options = clauses.map(({ id, text }) => html`<option value="${id}">${text.slice(0, 200)}</option>`);
  const choice =
    outcome === 'reject' && clauses.length > 0
      ? html`<label>It breaks<select name="clauseId">${options}</select></label>`
      : '';
  return whole(
    title,
    html`${problem ? html`<p class="problem" role="alert">${problem}</p>` : ''}
      <p>The rules have ${was} it. You decide as ${moderator}; nothing happens until you press the button.</p>
      ${commentMarkup(comment)}
      <form method="post">
        <input type="hidden" name="csrf" value="${csrf}">
        <input type="hidden" name="revision" value="${comment.revision}">
        ${choice}
        <label>A note for the record${outcome === 'reject' && clauses.length === 0 ? '' : ' (may be left out)'}<textarea name="reason" rows="2" maxlength="2000"></textarea></label>
        <button class="${outcome}">${outcome === 'reject' ? 'Reject' : 'Approve'}</button>
      </form>
      ${wayBack(comment)}`,
  );
}

export const donePage = (comment: CommentDetail, outcome: ActingOutcome): string =>
  whole(
    outcome === 'reject' ? 'Rejected' : 'Approved',
    html`<p>That is on the record, and the site is being told.</p>${standsMarkup(comment)}${wayBack(comment)}`,
  );

/** `spent`: by this link, before; else by somebody else, or the comment was edited. Nothing was changed now. */
export const alreadyPage = (comment: CommentDetail, { spent }: { spent: boolean }): string =>
  whole(
    spent ? 'Already done' : 'Already decided',
    html`<p>${spent ? 'This link was used before; it works once.' : 'Since the mail was written this comment was decided or changed.'} Nothing was changed now.</p>
      ${standsMarkup(comment)}${commentMarkup(comment)}${wayBack(comment)}`,
  );

export const latePage = (commentId: string | null): string =>
  whole(
    'This link is too old',
    html`<p>Links in mails work for seven days. Nothing was changed.</p>
      <p><a href="${commentId ? `/comments/${commentId}` : '/'}">Decide it in the console</a></p>`,
  );

export const brokenPage = (): string =>
  whole(
    'This link does not work',
    html`<p>It was changed or cut off on its way, or it is of another site than the one you are signed in to. Nothing was changed.</p>
      <p>Copy the whole address from the mail, or <a href="/">open the console</a>.</p>`,
  );

export const mayNotPage = (): string =>
  whole(
    'Your account may not decide',
    html`<p>You may read comments, and not approve or reject them. Nothing was changed. Ask an admin of the site for another role.</p>
      <p><a href="/">To the console</a></p>`,
  );

export const signInFirstPage = (): string =>
  whole(
    'Sign in first',
    html`<p>This link is for moderators. Sign in in this browser, by your own sign-in link or at <a href="/">the console</a>: you come back to this page. Nothing was changed.</p>`,
  );
