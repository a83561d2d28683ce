import { decodeHTMLStrict } from 'entities';
import { keepAlive } from './keep-alive.js';
import { foldCodePoint } from './letters.js';
import { type Rewrite, Trail } from './view.js';

/** Tags that readers never see. Other things in angle brackets are words, for many sites show them as typed. */
const tagNames =
  'a abbr acronym address article aside audio b bdi bdo big blink blockquote body br button canvas caption center cite ' +
  'code col dd del details div dl dt em embed fieldset figure font footer form frame h1 h2 h3 h4 h5 h6 head header hr ' +
  'html i iframe img input ins kbd label legend li link main mark marquee math menu meta nav noscript object ol option ' +
  'p param picture pre q s samp script section select small source span strike strong style sub summary sup svg table ' +
  'tbody td template textarea tfoot th thead title tr tt u ul var video wbr';
const tag = new RegExp(`^<(?:/?(${tagNames.replaceAll(' ', '|')})(?:[\\s/][^<>]*)?|!--[^<>]*)>$`, 'i');
const breaks = /^(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|hr|dd|dt|pre|section|article|header|footer)$/i;
const longestTag = 2_000;
const longestEntity = 33;
const entity = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,30});$/;

const ampersand = 38;
const semicolon = 59;
const lessThan = 60;
const greaterThan = 62;

/** Takes folded units and takes back what turns out to be an entity or a tag, so that nested ones come undone too. */
class Unwrapping {
  readonly trail: Trail;
  /** Where tags may have begun, innermost last. */
  readonly #opens: number[] = [];

  constructor(capacity: number) {
    this.trail = new Trail(capacity);
  }

  push(unit: number, start: number, end: number): void {
    if (unit === lessThan) this.#opens.push(this.trail.length);
    this.trail.push(unit, start, end);
    if (unit === semicolon) this.#closeEntity();
    else if (unit === greaterThan) this.#closeTag();
  }

  write(text: string, start: number, end: number): void {
    for (let i = 0; i < text.length; i++) this.push(text.charCodeAt(i), start, end);
  }

  #closeEntity(): void {
    const { trail } = this;
    let at = trail.length - 1;
    const furthest = Math.max(0, trail.length - longestEntity);
    while (at > furthest && trail.unit(at) !== ampersand) at--;
    if (trail.unit(at) !== ampersand) return;
    const written = trail.textFrom(at);
    const decoded = entity.test(written) ? decodeHTMLStrict(written) : written;
    if (decoded === written) return;
    const { start, end } = this.#takeBack(at);
    for (const char of decoded) this.write(foldCodePoint(char.codePointAt(0) as number), start, end);
  }

  #closeTag(): void {
    const at = this.#opens.pop();
    if (at === undefined) return;
    const written = this.trail.length - at > longestTag ? '' : this.trail.textFrom(at);
    const found = tag.exec(written);
    if (found === null) {
      this.#opens.length = 0; // any outer "<…" now holds a ">" and can be no tag
      return;
    }
    const { start, end } = this.#takeBack(at);
    const name = found[1]?.toLowerCase() ?? '';
    if (name === 'q' || name === 'blockquote') this.write(written[1] === '/' ? '”' : '“', start, end);
    else if (breaks.test(name)) this.write('\n', start, end);
  }

  #takeBack(at: number): { start: number; end: number } {
    while ((this.#opens.at(-1) ?? -1) >= at) this.#opens.pop();
    return this.trail.takeBack(at);
  }
}

/** Text that needs no folding of its letters. */
export const plainAscii = /^[\t\n\r\x20-\x7e]*$/;
export const maybeMarkup = /&[#a-zA-Z][a-zA-Z\d]{0,31};|<[a-zA-Z/!]/;

const rightToLeft = 0x202e;
const isolatedEnds = new Set(['\u202c', '\u202d', '\u202a', '\u202b', '\u202e', '\n', '\u2029']);

/**
 * What a right-to-left override at `start` shows backwards, written as it is read. Each unit stands for the whole
 * stretch, for the order of the units is not that of the original. Where the stretch ends.
 */
function readBackwards(text: string, start: number, out: Unwrapping): number {
  let end = start + 1;
  while (end < text.length && !isolatedEnds.has(text[end] as string)) end++;
  for (const char of [...text.slice(start + 1, end)].reverse()) {
    const folded = foldCodePoint(char.codePointAt(0) as number);
    if (folded !== '') out.write(folded, start, end);
  }
  return end;
}

/** Entities decoded, tags taken out, every code point folded; case and punctuation stay. One pass, linear. */
export function unwrap(text: string): Rewrite | null {
  if (plainAscii.test(text) && !maybeMarkup.test(text)) return null;
  const out = new Unwrapping(text.length + 16);
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) as number;
    if (code === rightToLeft) {
      i = readBackwards(text, i, out);
      continue;
    }
    const end = i + (code > 0xffff ? 2 : 1);
    if (code >= 0x20 && code < 0x7f) {
      out.push(code, i, end);
    } else {
      const folded = foldCodePoint(code);
      if (folded === '') out.trail.extend(end);
      else out.write(folded, i, end);
    }
    i = end;
  }
  const made = out.trail.done();
  return made.text === text ? null : made;
}

keepAlive(new Unwrapping(1));
