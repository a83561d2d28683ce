import { escapeHtml } from './escape-html.js';
import { automaticHeaders, domainOf, type Mail, oneLine } from './mail.js';
import { css, page } from './page.js';
import { sectionHtml, sectionText } from './report-section.js';
import { doneWith, type ReportedComment, type ReportingSite } from './reported-comment.js';

export interface ReportEnvelope {
  site: ReportingSite;
  /** The address that the guidelines name. */
  to: string;
  messageId: string;
  date: Date;
  /** Where moderators reach the console; links lead to `<consoleUrl>/comments/<id>`. */
  consoleUrl: string;
}

const whyYou = (site: string): string =>
  `You get this because the comment guidelines of ${site} name this address for reports. Moderato sent it by itself; nobody reads answers to it.`;

const quoted = (comments: ReportedComment[]): string[] =>
  comments.filter(({ text }) => text !== null).map(({ commentId }) => commentId);

/** The mail about one comment. */
export function composeReport(envelope: ReportEnvelope, comment: ReportedComment): Mail {
  const { site, consoleUrl, to, messageId, date } = envelope;
  const siteName = oneLine(site.name, 80);
  const title = oneLine(comment.story.title ?? '', 80);
  const done = doneWith(comment.decision.outcome);
  const heading = `A comment was ${done}`;
  return {
    siteId: site.id,
    to: oneLine(to, 320),
    messageId,
    date,
    subject: `[${siteName}] Comment ${done}${title ? `: ${title}` : ''}`,
    text: `${heading} on ${siteName}.\n\n${sectionText(comment, consoleUrl)}\n\n-- \n${whyYou(siteName)}\n`,
    html: page({
      title: `${heading} on ${siteName}`,
      content: sectionHtml(
        comment,
        consoleUrl,
        `<h1 style="${css.heading}">${heading} on ${escapeHtml(siteName)}</h1>`,
      ),
      foot: escapeHtml(whyYou(siteName)),
    }),
    headers: automaticHeaders('report', site.slug),
    commentIds: quoted([comment]),
  };
}

/** One mail about many comments: `comments` are shown, `total` counts those that are not as well. */
export function composeDigest(envelope: ReportEnvelope, comments: ReportedComment[], total: number): Mail {
  const { site, consoleUrl, to, messageId, date } = envelope;
  const siteName = oneLine(site.name, 80);
  const heading = total === 1 ? '1 comment was rejected or held' : `${total} comments were rejected or held`;
  const more = total > comments.length ? `${total - comments.length} more are in the console.` : '';
  const numbered = comments.map((comment, i) => ({
    comment,
    name: `${i + 1} of ${total}: ${doneWith(comment.decision.outcome)}`,
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
    text: `${heading} on ${siteName}.\n\n${text.join('\n')}\n${more ? `${more}\n${consoleUrl}\n\n` : ''}-- \n${whyYou(siteName)}\n`,
    html: page({
      title: `${heading} on ${siteName}`,
      content: [
        `<h1 style="${css.heading};padding:0 4px">${heading} on ${escapeHtml(siteName)}</h1>`,
        ...cards,
        more ? `<p style="margin:0 4px 16px">${consoleLink}</p>` : '',
      ].join('\n'),
      foot: escapeHtml(whyYou(siteName)),
    }),
    headers: {
      ...automaticHeaders('digest', site.slug),
      'List-Id': `<reports.${site.slug.replace(/[^\w-]/g, '-')}.${domainOf(messageId)}>`,
    },
    commentIds: quoted(comments),
  };
}
