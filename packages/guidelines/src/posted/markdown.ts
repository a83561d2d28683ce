import { Lexer, type Token, type Tokens } from 'marked';
import { linkWords } from './link-words.js';

/** Where a line of its own begins a block: marks do not reach across. */
const blockStart = /^[ \t]*(?:[-*+•]|\d{1,3}[.)]|#{1,6}|>)[ \t]/u;
const mayHoldMarks = /[*_`~\\]|\]\(|\]\[|^\s*\[[^\]]{1,80}\]:/u;
/** "name [at] paper [dot] com" is no link, and a reference without an address names nothing. */
const definition = /^[ \t]*\[[^\]]{1,80}\]:[ \t]*\S.*$/gmu;
/** Longest stretch that is read for marks: nobody writes longer paragraphs, and reading them is not linear. */
const longest = 20_000;

/** `text` without the inline marks of Markdown: emphasis, links, code, escapes. Bullets and headings stay as they are. */
export function withoutMarks(text: string): string {
  if (!mayHoldMarks.test(text)) return text;
  return blocksOf(text.replace(definition, '')).map(plain).join('');
}

/** Paragraphs, items and headings with what ends them; their concatenation is `text`. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let isOpen = false;
  for (const [line] of text.matchAll(/[^\n]*\n|[^\n]+$/gu)) {
    if (isOpen && line.trim() !== '' && !blockStart.test(line)) blocks[blocks.length - 1] += line;
    else blocks.push(line);
    isOpen = line.trim() !== '';
  }
  return blocks;
}

function plain(block: string): string {
  if (!mayHoldMarks.test(block) || block.length > longest) return block;
  const mark = blockStart.exec(block)?.[0] ?? '';
  const body = block.slice(mark.length);
  const words = body.trim();
  if (words === '' || /^[*_-]{3,}$|^\*$/u.test(words)) return block;
  const left = body.length - body.trimStart().length;
  const right = left + words.length;
  return mark + body.slice(0, left) + textOf(Lexer.lexInline(words)) + body.slice(right);
}

const textOf = (tokens: Token[]): string => tokens.map(textOfToken).join('');

function textOfToken(token: Token): string {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return textOf((token as Tokens.Strong).tokens);
    case 'link': {
      const { tokens, href, raw } = token as Tokens.Link;
      // A bare address is recognised as a link too.
      return raw.startsWith('[') || raw.startsWith('<') ? linkWords(textOf(tokens), href) : raw;
    }
    case 'image':
      return (token as Tokens.Image).text;
    case 'codespan':
    case 'escape':
      return (token as Tokens.Escape).type === 'escape' ? token.raw.slice(1) : token.raw.replace(/^`+\s?|\s?`+$/gu, '');
    default:
      return token.raw;
  }
}
