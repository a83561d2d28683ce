import type { ReportEnvelope } from './compose-report.js';
import { escapeHtml, escapeUnlinked } from './escape-html.js';
import { automaticHeaders, type Mail, oneLine } from './mail.js';
import { css, page } from './page.js';

export interface DisabledEndpoint {
  id: string;
  url: string;
  description: string;
  disabledAt: Date;
  /** One sentence. */
  reason: string;
}

/** Without its query and credentials, which may be secrets. */
function shownUrl(url: string): string {
  try {
    const { origin, pathname } = new URL(url);
    return oneLine(`${origin}${pathname}`, 500);
  } catch {
    return 'an address that cannot be read';
  }
}

/** The mail about a webhook endpoint that gets nothing any more: which one, why, and how to mend it. */
export function composeEndpointDisabled(
  envelope: Omit<ReportEnvelope, 'consoleUrl'>,
  endpoint: DisabledEndpoint,
): Mail {
  const { site, to, messageId, date } = envelope;
  const siteName = oneLine(site.name, 80);
  const url = shownUrl(endpoint.url);
  const name = endpoint.description ? `${oneLine(endpoint.description, 200)} (${url})` : url;
  const at = `${endpoint.disabledAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const heading = `A webhook endpoint of ${siteName} was disabled`;
  const why = `${name} gets no more events since ${at}. ${oneLine(endpoint.reason, 300)}`;
  const steps = [
    'Mend what answers at that address, or decide that nothing should be sent there any more; then nothing needs doing.',
    `Take the endpoint back into use: PATCH /v1/webhook-endpoints/${endpoint.id} with {"disabled": false}.`,
    `Fetch what it missed: ask whoever runs Moderato for "moderato replay --site ${oneLine(site.slug, 100)}", or send POST /v1/deliveries/{id}/replay for each delivery that GET /v1/deliveries?state=dead lists.`,
  ];
  const foot = `You get this once, because ${siteName} names this address for Moderato's mails. Nobody reads answers to it.`;
  return {
    siteId: site.id,
    to: oneLine(to, 320),
    messageId,
    date,
    subject: `[${siteName}] A webhook endpoint was disabled`,
    text: `${heading}.\n\n${why}\n\nWhat to do:\n${steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}\n\n-- \n${foot}\n`,
    html: page({
      title: heading,
      content: `<div class="card" style="${css.card}">
<h1 style="${css.heading}">${escapeHtml(heading)}</h1>
<p style="${css.paragraph}">${escapeUnlinked(why)}</p>
<p class="label" style="${css.label}">What to do</p>
<ol>${steps.map((step) => `<li>${escapeUnlinked(step)}</li>`).join('\n')}</ol>
</div>`,
      foot: escapeHtml(foot),
    }),
    headers: automaticHeaders('endpoint-disabled', site.slug),
    commentIds: [],
  };
}
