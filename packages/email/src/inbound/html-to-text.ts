const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function character(code: number): string {
  const isOne = code > 0 && code <= 0x10_ffff && (code < 0xd8_00 || code > 0xdf_ff);
  return isOne ? String.fromCodePoint(code) : '\ufffd';
}

const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/gi, (_, hex, decimal, name) =>
    name
      ? (entities[String(name).toLowerCase()] as string)
      : character(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );

/** The words of a mail's HTML, what stands in `blockquote` marked as mail programs mark it in plain text. */
export function htmlToText(html: string): string {
  let depth = 0;
  const lines: string[] = [''];
  const broken = () => lines.push('');
  const words = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|head|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .split(/(<[^>]*>)/);
  for (const part of words) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(part);
    if (!part.startsWith('<')) {
      const text = decoded(part).replace(/\s+/g, ' ');
      const line = lines.length - 1;
      if (lines[line] === '' && text.trim() !== '') lines[line] = '> '.repeat(Math.min(depth, 5));
      if (lines[line] !== '' || text.trim() !== '') lines[line] += lines[line] === '' ? text.trimStart() : text;
      continue;
    }
    const name = tag?.[2]?.toLowerCase() ?? '';
    if (/^(br|p|div|li|tr|table|h[1-6]|blockquote|hr|ul|ol|section|article)$/.test(name)) broken();
    if (name === 'blockquote') depth = Math.max(0, depth + (tag?.[1] ? -1 : 1));
  }
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Where its links lead, in their order. */
export const linksOfHtml = (html: string): string[] =>
  [...html.matchAll(/\bhref\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')/gi)].map(([, a, b]) => decoded(a ?? b ?? ''));
