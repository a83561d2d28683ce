import type { MailStream } from '@moderato/domain';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char] as string);

const streamWords: Record<MailStream, string> = {
  alerts: 'mails about single comments',
  digests: 'digests of reported comments',
  watch: 'mails about the guidelines page',
  technical: 'mails about webhooks',
  outcomes: 'mails about what came of a report',
};

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

/** Asks; a program that opens the link changes nothing. */
export const askPage = (site: string, stream: MailStream): string =>
  page(
    'Unsubscribe',
    `<p>This address gets ${streamWords[stream]} of ${escaped(site)}. It will get no more of them once you press the button; other mails still come.</p>
<form method="post"><button>Unsubscribe</button></form>`,
  );

export const donePage = (site: string, stream: MailStream): string =>
  page(
    'Unsubscribed',
    `<p>This address gets no more ${streamWords[stream]} of ${escaped(site)}. Moderators can undo that in the console.</p>`,
  );

export const unknownPage = (): string =>
  page('This link does not work', '<p>It was changed or cut off on its way. Copy the whole address from the mail.</p>');
