import {
  type Database,
  type KeptMail,
  listKeptMails,
  listSiteIds,
  type MasterKeys,
  sameToken,
} from '@moderato/database';
import { AppError } from '@moderato/domain';
import { factsOf, pageSecurityHeaders, sendJson } from '@moderato/http';
import { type RequestHandler, Router } from 'express';
import { html, page } from './html.js';

const mostMails = 200;

/** The mails of every site: who holds the mailbox's key runs the machine. */
async function newestMails(database: Database): Promise<KeptMail[]> {
  const mails: KeptMail[] = [];
  for (const siteId of await listSiteIds(database)) {
    mails.push(...(await database.withSite(siteId, (tx) => listKeptMails(tx, siteId, mostMails))));
  }
  return mails
    .toSorted((a, b) => b.keptAt.getTime() - a.keptAt.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, mostMails);
}

const asJson = ({ recipient, sender, subject, text, html: markup, messageId, keptAt }: KeptMail) => ({
  to: recipient,
  from: sender,
  subject,
  text,
  html: markup,
  messageId,
  at: keptAt.toISOString(),
});

const minute = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');

function mailboxPage(mails: KeptMail[], shown: KeptMail | undefined, key: string): string {
  const rows = mails.map(
    (mail) => html`<li><a href="/mail?key=${key}&amp;id=${mail.id}"${mail === shown ? html` aria-current="true"` : ''}>
      <strong dir="auto">${mail.subject}</strong>
      <span>${mail.recipient} · <time datetime="${mail.keptAt.toISOString()}">${minute(mail.keptAt)} UTC</time></span>
    </a></li>`,
  );
  // A frame of its own, in which nothing runs and from which only a link the reader follows leads out.
  const frame = (mail: KeptMail) =>
    mail.html
      ? html`<iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${`<base target="_blank">${mail.html}`}"></iframe>`
      : html`<pre dir="auto">${mail.text}</pre>`;
  return page(
    'Mailbox',
    html`<main class="mailbox">
      <nav class="mails" aria-label="Mails">
        <h1>Mailbox</h1>
        ${mails.length > 0 ? html`<ol>${rows}</ol>` : html`<p class="nothing">No mail yet. A rejected comment is reported here within seconds.</p>`}
      </nav>
      <article class="message">${
        shown
          ? html`<h2 dir="auto">${shown.subject}</h2>
        <p class="envelope">From ${shown.sender} to ${shown.recipient} · ${minute(shown.keptAt)} UTC</p>
        ${frame(shown)}`
          : ''
      }</article>
    </main>`,
  );
}

/** GET /mail?key=…: the mails that were kept because no SMTP server is set. 404 without the right key. */
export function mailbox({ database, masterKeys }: { database: Database; masterKeys: MasterKeys }): Router {
  const show: RequestHandler = async (req, res) => {
    factsOf(res).route = '/mail';
    const { key, id } = req.query;
    if (typeof key !== 'string' || !sameToken(key, masterKeys.derive('mailbox'))) throw new AppError('not_found');
    const mails = await newestMails(database);
    res.setHeader('Vary', 'Accept');
    if (req.accepts(['html', 'json']) === 'json') return sendJson(res, 200, mails.map(asJson));
    const shown = mails.find((mail) => mail.id === id) ?? mails[0];
    res.setHeader('Cache-Control', 'no-store');
    res.type('html').send(mailboxPage(mails, shown, key));
  };
  // Mails carry their styles in attributes, and a frame of srcdoc lives under this page's policy.
  const headers = pageSecurityHeaders({ 'default-src': ["'none'"], 'style-src': ["'self'", "'unsafe-inline'"] });
  return Router().get('/mail', headers, show);
}
