/**
 * Every word that something in this package looks for, by number, so that a comment's words are looked up once and
 * without a string made of them. 0 is any other word. Numbers are given while modules load, never later.
 */
const forms: string[] = [''];
const hashes: number[] = [0];
const numbers = new Map<string, number>();
/** Numbers by hash; a slot that is taken leads on to the next. */
let slots = new Int32Array(1 << 13);

/** FNV-1a over UTF-16 units. */
export const emptyHash = 0x811c9dc5 | 0;
export const hashWith = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & (slots.length - 1);

function place(number: number): void {
  let slot = slotOf(hashes[number] as number);
  while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
  slots[slot] = number;
}

/** The number of `word`, which is a new one where nothing has asked for it before. */
export function numberOf(word: string): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  const number = forms.length;
  forms.push(word);
  numbers.set(word, number);
  let hash = emptyHash;
  for (let i = 0; i < word.length; i++) hash = hashWith(hash, word.charCodeAt(i));
  hashes.push(hash);
  if (number * 4 > slots.length) {
    slots = new Int32Array(slots.length * 2);
    for (let each = 1; each < number; each++) place(each);
  }
  place(number);
  return number;
}

/** The same, where nothing is to be added: 0 for a word that nothing looks for. */
export const knownNumber = (word: string): number => numbers.get(word) ?? 0;

export const formOf = (number: number): string => forms[number] as string;

function isAt(text: string, start: number, form: string): boolean {
  for (let i = 0; i < form.length; i++) if (text.charCodeAt(start + i) !== form.charCodeAt(i)) return false;
  return true;
}

/** The number of the word `[start, end)` of `text`, whose units have this hash; 0 where nothing looks for it. */
export function findNumber(text: string, start: number, end: number, hash: number): number {
  for (let slot = slotOf(hash); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
    const number = slots[slot] as number;
    if (hashes[number] !== hash) continue;
    const form = forms[number] as string;
    if (form.length === end - start && isAt(text, start, form)) return number;
  }
  return 0;
}
