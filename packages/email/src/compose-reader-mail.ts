import { escapeHtml } from './escape-html.js';
import { automaticHeaders, type Mail, oneLine } from './mail.js';
import { css, page } from './page.js';
import type { ReportingSite } from './reported-comment.js';

export interface ReaderEnvelope {
  site: ReportingSite;
  /** The reader's address: it goes into the mail and nowhere else. */
  to: string;
  messageId: string;
  date: Date;
  /** The reader's own mail, where this answers one: its Message-ID, subject and what it answered itself. */
  answers: { messageId: string | null; subject: string; references: string[] } | null;
}

interface ReaderWords {
  kind: string;
  subject: string;
  paragraphs: string[];
  /** Why they get it, as the end of `You get this because you …`. */
  because?: string;
}

/** Nothing of a comment, its author or other readers stands in a mail to a reader. */
export function composeToReader(
  { site, to, messageId, date, answers }: ReaderEnvelope,
  { kind, subject, paragraphs, because = 'reported a comment to' }: ReaderWords,
): Mail {
  const siteName = oneLine(site.name, 80);
  const foot = `You get this because you ${because} ${siteName}. It was sent automatically.`;
  const thread = answers?.messageId ? [...answers.references.slice(0, 5).toReversed(), answers.messageId] : [];
  const ids = thread.filter((id) => /^[^<>\s]{1,400}$/.test(id)).map((id) => `<${id}>`);
  const before = oneLine(answers?.subject ?? '', 150).replace(/^(re:\s*)+/i, '');
  return {
    siteId: site.id,
    to: oneLine(to, 320),
    messageId,
    date,
    subject: before === '' ? `[${siteName}] ${subject}` : `Re: ${before}`,
    text: `${paragraphs.join('\n\n')}\n\n-- \n${foot}\n`,
    html: page({
      title: subject,
      content: `<div class="card" style="${css.card}">
<h1 style="${css.heading}">${escapeHtml(subject)}</h1>
${paragraphs.map((text) => `<p style="${css.paragraph}">${escapeHtml(text)}</p>`).join('\n')}
</div>`,
      foot: escapeHtml(foot),
    }),
    headers: {
      ...automaticHeaders(kind, site.slug),
      ...(kind.endsWith('-receipt') && { 'Auto-Submitted': 'auto-replied' }),
      ...(ids.length > 0 && { 'In-Reply-To': ids.at(-1) as string, References: ids.join(' ') }),
    },
    commentIds: [],
    isPrivate: true,
  };
}

/** One answer to a mail of a reader: it came, and what happens next. `reportId` is null where nobody could place it. */
export const composeReceipt = (envelope: ReaderEnvelope, reportId: string | null): Mail =>
  composeToReader(envelope, {
    kind: 'report-receipt',
    subject: 'Your report has arrived',
    paragraphs: reportId
      ? [
          'Thank you. Your report has arrived, and a moderator will look at the comment.',
          'You will get one more mail, once that has happened. If you would rather not, answer with the one word STOP.',
          `Reference: ${reportId}`,
        ]
      : [
          'Thank you. Your mail has arrived. Which comment you mean could not be told, so a person will read it.',
          'To speed this up, answer with the address (the link) of the comment, or with a few of its words.',
        ],
  });

const outcomes: Record<'upheld' | 'dismissed' | 'moot', string> = {
  upheld: 'A moderator has looked at the comment that you reported, and has taken it down. Thank you.',
  dismissed:
    'A moderator has looked at the comment that you reported, and has left it standing: it does not break the comment guidelines.',
  moot: 'The comment that you reported is no longer shown. Thank you.',
};

/** What came of a report. */
export const composeOutcome = (
  envelope: ReaderEnvelope,
  { id, state, storyTitle }: { id: string; state: keyof typeof outcomes; storyTitle: string | null },
): Mail => {
  const title = oneLine(storyTitle ?? '', 120);
  return composeToReader(envelope, {
    kind: 'report-outcome',
    subject: 'What came of your report',
    paragraphs: [outcomes[state], ...(title ? [`The story: ${title}`] : []), `Reference: ${id}`],
  });
};

const appealOutcomes: Record<'upheld' | 'overturned', string> = {
  upheld: 'A moderator has looked at it again: the decision stands.',
  overturned:
    'A moderator has looked at it again: you were right, and the decision was taken back with all that followed.',
};

/** What came of an author's appeal. The moderator's words are for the author, and are in it. */
export const composeAppealOutcome = (
  envelope: ReaderEnvelope,
  {
    id,
    state,
    reason,
    storyTitle,
  }: { id: string; state: keyof typeof appealOutcomes; reason: string | null; storyTitle: string | null },
): Mail => {
  const title = oneLine(storyTitle ?? '', 120);
  return composeToReader(envelope, {
    kind: 'appeal-outcome',
    subject: 'What came of your appeal',
    because: 'appealed a decision of',
    paragraphs: [
      appealOutcomes[state],
      ...(reason ? [`The moderator writes: “${reason}”`] : []),
      ...(title ? [`The story: ${title}`] : []),
      `Reference: ${id}`,
    ],
  });
};
