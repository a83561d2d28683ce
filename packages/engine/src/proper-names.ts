import type { Item } from './item.js';
import { role } from './lexicon/grammar.js';
import { gap, type Word } from './words.js';

const capitalised = /^\p{Lu}[\p{Ll}\P{L}]/u;
const shouted = /^[\p{Lu}\P{L}]+$/u;

/** Written with a capital, and not all in capitals. */
export function isCapital(item: Item, index: number): boolean {
  if (item.words[index] === undefined) return false;
  const { start, end } = item.spanOf(index, index);
  const written = item.original.slice(start, end);
  return capitalised.test(written) && (written.length === 1 || !shouted.test(written));
}

const joined = ({ words }: Item, index: number): boolean => words[index]?.gap === gap.none;
/** The next word, past an owner's "'s". */
const after = ({ words }: Item, index: number): number => (words[index + 1]?.form === "'s" ? index + 2 : index + 1);

/** "Dick Cheney", "Dick's Sporting Goods": a capital next to another, neither of them an ordinary word. */
export function besideName(item: Item, index: number): boolean {
  const isName = (at: number, joint: number): boolean =>
    joined(item, joint) && isCapital(item, at) && ((item.words[at] as Word).roles & ~role.modifier) === 0;
  const next = after(item, index);
  return isCapital(item, index) && (isName(next, next) || isName(index - 1, index));
}

/** "We saw The Idiot": inside a sentence only a title begins with a capital article. */
export function isTitle(item: Item, index: number): boolean {
  const article = item.words[index - 1];
  if (article === undefined || !/^(?:the|an?)$/.test(article.form) || !joined(item, index)) return false;
  const inside = index > 1 && article.gap < gap.clause;
  return inside && isCapital(item, index) && isCapital(item, index - 1) && !isCapital(item, index - 2);
}

/** "in Fucking, Austria": a place, and the country that it lies in. */
export function isPlace(item: Item, index: number): boolean {
  const { words } = item;
  if (((words[index - 1]?.roles ?? 0) & role.preposition) === 0 || !joined(item, index)) return false;
  return isCapital(item, index) && words[index + 1]?.gap === gap.comma && isCapital(item, index + 1);
}
