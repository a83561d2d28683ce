import { hiddenAddress } from './hidden-address.js';
import { linkWords } from './link-words.js';
import { type Attributes, blockTags, isAside, isHidden, silentTags } from './page-tags.js';

/** A line of a page that a reader sees: a paragraph, an item, a heading. */
export interface PageLine {
  text: string;
  isHeading: boolean;
  isItem: boolean;
  /** In navigation, a footer, a banner and the like. */
  isAside: boolean;
  /** Counts the elements around it, innermost last. */
  within: readonly number[];
  isLabel: boolean;
}

interface Open {
  tag: string;
  isSilent: boolean;
  isAside: boolean;
  /** Number of the element where it is a block. */
  block: number | undefined;
  link: { href: string; from: number } | undefined;
}

/** Deeper elements are read as if they stood at this depth. */
const maxDepth = 400;

/** Takes a page's tags and words in order and keeps the lines that a reader sees. */
export class PageText {
  readonly #lines: PageLine[] = [];
  readonly #open: Open[] = [];
  /** How many elements of each tag are open: pages may nest them a hundred thousand deep. */
  readonly #count = new Map<string, number>();
  readonly #links: { href: string; from: number }[] = [];
  /** What the line in hand says so far, in pieces: joined at every link, a long line would cost its square. */
  #words: string[] = [];
  #blocks = 0;
  #within: readonly number[] = [];
  #base: string | undefined;

  /** `base` is where the page was found; what the page says itself goes before it. */
  constructor(private readonly foundAt?: string) {}

  get depth(): number {
    return this.#open.length;
  }

  open(tag: string, attributes: Attributes): void {
    this.#noteBase(tag, attributes);
    if (tag === 'br') this.#words.push('\n');
    const isBlock = blockTags.has(tag);
    if (isBlock) this.#endLine();
    const outer = this.#open.at(-1);
    const isVoid = this.#open.length >= maxDepth;
    const block = isBlock && !isVoid ? ++this.#blocks : undefined;
    const href = tag === 'a' ? attributes.href : undefined;
    this.#open.push({
      tag,
      isSilent: (outer?.isSilent ?? false) || silentTags.has(tag) || isHidden(attributes),
      isAside:
        (outer?.isAside ?? false) ||
        isAside(tag, attributes) ||
        (tag === 'header' && !this.#isWithin('article', 'main')),
      block,
      link: href === undefined ? undefined : { href, from: this.#words.length },
    });
    this.#count.set(tag, (this.#count.get(tag) ?? 0) + 1);
    const { link } = this.#open.at(-1) as Open;
    if (link) this.#links.push(link);
    if (block !== undefined) this.#within = [...this.#within, block];
    this.#writeHidden(attributes);
  }

  write(words: string): void {
    if (this.#open.at(-1)?.isSilent) return;
    this.#words.push(this.#isWithin('pre') ? words : words.replace(/[ \t\r\n\f]+/gu, ' '));
  }

  close(): void {
    const element = this.#open.pop();
    if (!element) return;
    this.#count.set(element.tag, (this.#count.get(element.tag) ?? 1) - 1);
    if (element.link) this.#links.pop();
    if (element.link && !element.isSilent) this.#endLink(element.link);
    if (element.block !== undefined) {
      this.#endLine(element);
      this.#within = this.#within.slice(0, -1);
    }
  }

  done(): PageLine[] {
    this.#endLine();
    return this.#lines;
  }

  #noteBase(tag: string, attributes: Attributes): void {
    const own = tag === 'base' || (tag === 'link' && /^canonical$/iu.test(attributes.rel ?? ''));
    const href = own ? attributes.href : undefined;
    if (href !== undefined && /^https?:\/\//iu.test(href)) this.#base ??= href;
  }

  /** An address that a script would write in its place. */
  #writeHidden(attributes: Attributes): void {
    const address = hiddenAddress(attributes);
    const element = this.#open.at(-1);
    if (address === undefined || !element || element.isSilent) return;
    this.#words.push(address);
    element.isSilent = true;
  }

  #endLink({ href, from }: { href: string; from: number }): void {
    // The line may have ended within the link.
    const words = this.#words.splice(Math.min(from, this.#words.length)).join('');
    this.#words.push(linkWords(words, href, this.#base ?? this.foundAt));
  }

  #endLine(closing?: Open): void {
    const text = this.#words.join('');
    this.#words = [];
    for (const link of this.#links) link.from = 0;
    const innermost = closing ?? this.#open.at(-1);
    const tags = [...this.#open.slice(-6), ...(closing ? [closing] : [])].map(({ tag }) => tag);
    for (const line of text.split('\n')) {
      const words = line.replace(/[\s\u00a0]+/gu, ' ').trim();
      if (words === '') continue;
      this.#lines.push({
        text: words,
        isHeading: tags.some((tag) => /^h[1-6]$|^dt$|^summary$|^legend$/u.test(tag)),
        isItem: tags.includes('li'),
        isLabel: tags.some((tag) => tag === 'label' || tag === 'option'),
        isAside: innermost?.isAside ?? false,
        within: this.#within,
      });
    }
  }

  #isWithin(...tags: string[]): boolean {
    return tags.some((tag) => (this.#count.get(tag) ?? 0) > 0);
  }
}
