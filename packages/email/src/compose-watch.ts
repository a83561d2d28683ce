import type { ReportEnvelope } from './compose-report.js';
import { escapeHtml, escapeUnlinked } from './escape-html.js';
import { automaticHeaders, type Mail, oneLine } from './mail.js';
import { css, page } from './page.js';
import { messageOf, type Section, type WatchNews } from './watch-message.js';

interface WatchMail {
  /** Of the page. */
  url: string;
  news: WatchNews;
}

function sectionText({ label, lines, isList, link }: Section): string {
  const shown = isList ? lines.map((line) => `- ${line}`) : lines;
  return [...(label ? [`${label}:`] : []), ...shown, ...(link ? [`In the console: ${link}`] : [])].join('\n');
}

function sectionHtml({ label, lines, isList, link }: Section): string {
  const head = label ? `<p class="label" style="${css.label}">${escapeHtml(label)}</p>` : '';
  const body = isList
    ? `<ul>${lines.map((line) => `<li>${escapeUnlinked(line)}</li>`).join('\n')}</ul>`
    : lines.map((line) => `<p style="${css.paragraph}">${escapeUnlinked(line)}</p>`).join('\n');
  const button = link
    ? `<p style="margin:16px 0 0"><a class="button" style="${css.button}" href="${escapeHtml(link)}">Open in the console</a></p>`
    : '';
  return `${head}${body}${button}`;
}

/** The mail to an editor about the page on which the guidelines are posted. */
export function composeWatch(envelope: ReportEnvelope, { url, news }: WatchMail): Mail {
  const { site, consoleUrl, to, messageId, date } = envelope;
  const siteName = oneLine(site.name, 80);
  const { subject, sections } = messageOf(news, consoleUrl);
  const all: Section[] = [...sections, { label: 'The page', lines: [oneLine(url, 2_000)] }];
  const foot = `You get this because ${siteName} has Moderato watch this page and names this address for it. Nobody reads answers to it.`;
  return {
    siteId: site.id,
    to: oneLine(to, 320),
    messageId,
    date,
    subject: `[${siteName}] ${subject}`,
    text: `${subject}.\n\n${all.map(sectionText).join('\n\n')}\n\n-- \n${foot}\n`,
    html: page({
      title: `${subject} (${siteName})`,
      content: `<div class="card" style="${css.card}">
<h1 style="${css.heading}">${escapeHtml(subject)}</h1>
${all.map(sectionHtml).join('\n')}
</div>`,
      foot: escapeHtml(foot),
    }),
    headers: {
      ...automaticHeaders(`watch-${news.kind}`, site.slug),
      // What mail programs mark and put first.
      ...(news.kind === 'alarm' && { Importance: 'high', 'X-Priority': '1' }),
    },
    commentIds: [],
  };
}
