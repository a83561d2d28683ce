const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is ours: what `html` does not escape again. */
export class Markup {
  constructor(readonly text: string) {}
}

type Hole = string | number | Markup | Markup[];

const fill = (hole: Hole): string => {
  if (hole instanceof Markup) return hole.text;
  if (Array.isArray(hole)) return hole.map(({ text }) => text).join('');
  return String(hole).replaceAll(/[&<>"']/g, (character) => entities[character] as string);
};

/** A template whose holes are escaped, for text and quoted attributes. */
export const html = (parts: TemplateStringsArray, ...holes: Hole[]): Markup =>
  new Markup(parts.reduce((text, part, i) => text + fill(holes[i - 1] ?? '') + part));

/** A whole page in the console's plain dress; its styles are at /pages.css. */
export const page = (title: string, body: Markup, { noindex = false } = {}): string =>
  html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    ${noindex ? html`<meta name="robots" content="noindex, nofollow">` : ''}
    <title>${title}</title>
    <link rel="stylesheet" href="/pages.css">
  </head>
  <body>${body}</body>
</html>
`.text;
