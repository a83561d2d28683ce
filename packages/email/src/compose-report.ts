import { escapeHtml } from './escape-html.js';
import { automaticHeaders, type Mail, oneLine } from './mail.js';
import { css, page } from './page.js';
import { sectionHtml, sectionText } from './report-section.js';
import { doneWith, headingOf, type ReportedComment, type ReportingSite } from './reported-comment.js';

export interface ReportEnvelope {
  site: ReportingSite;
  /** The address that the guidelines name. */
  to: string;
  messageId: string;
  date: Date;
  /** Where moderators reach the console; links lead to `<consoleUrl>/comments/<id>`. */
  consoleUrl: string;
  /** The listed address, where this mail goes to another because that one takes none. */
  insteadOf?: string | undefined;
}

const whyYou = (site: string, insteadOf?: string): string =>
  insteadOf === undefined
    ? `You get this because the comment guidelines of ${site} name this address for reports. Moderato sent it by itself; nobody reads answers to it.`
    : `You get this in place of ${oneLine(insteadOf, 320)}, which the comment guidelines of ${site} name for reports and which takes no mail from Moderato. The console says why. Moderato sent it by itself; nobody reads answers to it.`;

/** Mails about the same comment stand together: each answers the one before, under the first one's subject. */
function threadHeaders(thread: Thread | null): Record<string, string> {
  const ids = (thread?.messageIds ?? []).map((id) => `<${id}>`);
  if (ids.length === 0) return {};
  const few = ids.length > 6 ? [ids[0] as string, ...ids.slice(-5)] : ids;
  return { 'In-Reply-To': ids.at(-1) as string, References: few.join(' ') };
}

export interface Thread {
  /** Of earlier mails about the comment, the oldest first, without brackets. */
  messageIds: string[];
  /** What the first of them told of. */
  first: Pick<ReportedComment, 'source'> & { outcome: ReportedComment['decision']['outcome'] };
}

const subjectOf = ({ source, outcome }: Thread['first'], title: string): string =>
  `${source === 'readers' ? 'Readers report a comment' : `Comment ${doneWith(outcome)}`}${title ? `: ${title}` : ''}`;

const quoted = (comments: ReportedComment[]): string[] =>
  comments.filter(({ text }) => text !== null).map(({ commentId }) => commentId);

/** The mail about one comment. `thread`: what was mailed about it before. */
export function composeReport(envelope: ReportEnvelope, comment: ReportedComment, thread: Thread | null = null): Mail {
  const { site, consoleUrl, to, messageId, date, insteadOf } = envelope;
  const siteName = oneLine(site.name, 80);
  const title = oneLine(comment.story.title ?? '', 80);
  const heading = headingOf(comment);
  const first = thread?.first ?? { source: comment.source, outcome: comment.decision.outcome };
  return {
    siteId: site.id,
    to: oneLine(to, 320),
    messageId,
    date,
    subject: `${thread ? 'Re: ' : ''}[${siteName}] ${subjectOf(first, title)}`,
    text: `${heading} on ${siteName}.\n\n${sectionText(comment, consoleUrl)}\n\n-- \n${whyYou(siteName, insteadOf)}\n`,
    html: page({
      title: `${heading} on ${siteName}`,
      content: sectionHtml(
        comment,
        consoleUrl,
        `<h1 style="${css.heading}">${heading} on ${escapeHtml(siteName)}</h1>`,
      ),
      foot: escapeHtml(whyYou(siteName, insteadOf)),
    }),
    headers: { ...automaticHeaders('report', site.slug), ...threadHeaders(thread) },
    commentIds: quoted([comment]),
  };
}

/** One mail about many comments: `comments` are shown, `total` counts those that are not as well. */
export function composeDigest(envelope: ReportEnvelope, comments: ReportedComment[], total: number): Mail {
  const { site, consoleUrl, to, messageId, date, insteadOf } = envelope;
  const siteName = oneLine(site.name, 80);
  const what = comments.some(({ source }) => source === 'readers') ? 'rejected, held or reported' : 'rejected or held';
  const heading = total === 1 ? `1 comment was ${what}` : `${total} comments were ${what}`;
  const more = total > comments.length ? `${total - comments.length} more are in the console.` : '';
  const numbered = comments.map((comment, i) => ({
    comment,
    name: `${i + 1} of ${total}: ${comment.source === 'readers' ? 'reported by readers' : doneWith(comment.decision.outcome)}`,
  }));
  const rule = '-'.repeat(40);
  const text = numbered.map(({ comment, name }) => `${rule}\n${name}\n\n${sectionText(comment, consoleUrl)}\n`);
  const cards = numbered.map(({ comment, name }) =>
    sectionHtml(comment, consoleUrl, `<h2 style="${css.heading};font-size:17px">${name}</h2>`),
  );
  const consoleLink = `<a class="link" style="${css.link}" href="${escapeHtml(consoleUrl)}">${escapeHtml(more)}</a>`;
  return {
    siteId: site.id,
    to: oneLine(to, 320),
    messageId,
    date,
    subject: `[${siteName}] ${heading}`,
    text: `${heading} on ${siteName}.\n\n${text.join('\n')}\n${more ? `${more}\n${consoleUrl}\n\n` : ''}-- \n${whyYou(siteName, insteadOf)}\n`,
    html: page({
      title: `${heading} on ${siteName}`,
      content: [
        `<h1 style="${css.heading};padding:0 4px">${heading} on ${escapeHtml(siteName)}</h1>`,
        ...cards,
        more ? `<p style="margin:0 4px 16px">${consoleLink}</p>` : '',
      ].join('\n'),
      foot: escapeHtml(whyYou(siteName, insteadOf)),
    }),
    headers: automaticHeaders('digest', site.slug),
    commentIds: quoted(comments),
  };
}
