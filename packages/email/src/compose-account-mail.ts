import type { Role } from '@moderato/domain';
import { escapeHtml } from './escape-html.js';
import { automaticHeaders, type Mail, oneLine } from './mail.js';
import { css, page } from './page.js';
import type { ReportingSite } from './reported-comment.js';

export interface AccountEnvelope {
  site: ReportingSite;
  to: string;
  messageId: string;
  date: Date;
}

export interface AccountNews {
  purpose: 'invitation' | 'password-reset';
  /** Of the person who gets the mail. */
  name: string;
  role: Role;
  /** With its secret behind the #. */
  url: string;
  expiresAt: Date;
}

const words: Record<Role, string> = {
  admin: 'as an admin',
  moderator: 'as a moderator',
  triage: 'for triage',
  read_only: 'to read along',
};

const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function messageOf({ purpose, role, expiresAt }: AccountNews, siteName: string) {
  const until = `The link works once, until ${minute(expiresAt)}.`;
  if (purpose === 'invitation') {
    return {
      subject: `You are invited to moderate comments at ${siteName}`,
      paragraphs: [
        `${siteName} has made an account for you at its moderators’ desk, ${words[role]}. Follow the link to choose a password.`,
        until,
        'If you did not expect this, leave it: without you the account cannot be used.',
      ],
      button: 'Choose a password',
    };
  }
  return {
    subject: 'Choose a new password',
    paragraphs: [
      `Somebody, most likely you, asked for a new password for your account at the moderators’ desk of ${siteName}.`,
      until,
      'If it was not you, leave this mail: your password stays as it is.',
    ],
    button: 'Choose a new password',
  };
}

/** The mail to a moderator with a link to their account. */
export function composeAccountMail({ site, to, messageId, date }: AccountEnvelope, news: AccountNews): Mail {
  const siteName = oneLine(site.name, 80);
  const { subject, paragraphs, button } = messageOf(news, siteName);
  const greeting = `Hello ${oneLine(news.name, 80)},`;
  const foot = `You get this because ${siteName} has an account with this address. Nobody reads answers to it.`;
  return {
    siteId: site.id,
    to: oneLine(to, 320),
    messageId,
    date,
    subject: `[${siteName}] ${subject}`,
    text: `${greeting}\n\n${paragraphs[0]}\n\n${news.url}\n\n${paragraphs.slice(1).join('\n\n')}\n\n-- \n${foot}\n`,
    html: page({
      title: subject,
      content: `<div class="card" style="${css.card}">
<h1 style="${css.heading}">${escapeHtml(subject)}</h1>
<p style="${css.paragraph}">${escapeHtml(greeting)}</p>
<p style="${css.paragraph}">${escapeHtml(paragraphs[0] ?? '')}</p>
<p style="margin:16px 0"><a class="button" style="${css.button}" href="${escapeHtml(news.url)}">${escapeHtml(button)}</a></p>
${paragraphs
  .slice(1)
  .map((text) => `<p style="${css.paragraph}">${escapeHtml(text)}</p>`)
  .join('\n')}
</div>`,
      foot: escapeHtml(foot),
    }),
    headers: automaticHeaders(news.purpose, site.slug),
    commentIds: [],
  };
}
