import type { InboundMail } from '@moderato/email';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** `comment 4711`, `comment no. c-12`, `comment id: 99`: what follows must hold a digit. */
const spoken = /\bcomment\s*(?:id|no|nr|number)?[.:#\s]*([\w.-]{0,80}\d[\w.-]{0,80})/gi;
const most = 50;

export interface NamesOfComments {
  /** Moderato's own ids, of comments or reports. */
  ids: string[];
  /** The site's own ids, by words. */
  external: string[];
  /** The site's own ids as links may carry them, each with its link. */
  linked: { name: string; url: string }[];
}

/** An address without its fragment, query and last slash: where a story stands. */
export function withoutPlace(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}`.toLowerCase();
}

/** `#comment-12` may mean `12` as well as `comment-12`. */
const readings = (text: string): string[] =>
  [...new Set([text, text.replace(/^[a-z]+[-_=/:]/i, '')])].filter((name) => name !== '');

function namesInLink(link: string): string[] {
  if (!URL.canParse(link)) return [];
  const { hash, searchParams, pathname } = new URL(link);
  const inPath = /\/comments?\/([^/]{1,200})\/?$/i.exec(pathname)?.[1] ?? '';
  const values = [hash.slice(1), inPath].map((text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  });
  const parameters = [...searchParams].filter(([name]) => /comment|^c?id$|reply|^p$/i.test(name)).map(([, v]) => v);
  return [...values.filter((text) => text !== '').flatMap(readings), ...parameters].filter(
    ({ length }) => length <= 200,
  );
}

/** Every name of a comment that a mail's subject, words and links may hold. */
export function namesOfComments({
  subject,
  text,
  links,
}: Pick<InboundMail, 'subject' | 'text' | 'links'>): NamesOfComments {
  const words = `${subject}\n${text}`;
  const ids = [...words.matchAll(uuid), ...links.join('\n').matchAll(uuid)].map(([id]) => id.toLowerCase());
  const external = [...words.matchAll(spoken)].map(([, name]) => (name as string).replace(/[.-]+$/, ''));
  const linked = links.flatMap((url) => namesInLink(url).map((name) => ({ name, url })));
  return {
    ids: [...new Set(ids)].slice(0, most),
    external: [...new Set(external)].slice(0, most),
    linked: linked.slice(0, 4 * most),
  };
}
