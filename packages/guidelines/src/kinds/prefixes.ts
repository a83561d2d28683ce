/** How many letters a look-up goes by. */
export const prefixLength = 4;

interface Atom {
  atom: string;
  quantifier: string;
  rest: string;
}

/**
 * The beginnings, of a few small letters or digits, that a match of `source` can have; an empty string among them
 * where it may begin with anything. Knows the constructs that the phrases use: groups, lookarounds, `?`, `*`, `{0,n}`.
 */
export function prefixesOf(source: string, length = prefixLength): Set<string> {
  if (length === 0 || source === '') return new Set(['']);
  const { atom, quantifier, rest } = firstAtom(source);
  const found = /^\(\?<?[=!]/u.test(atom) ? prefixesOf(rest, length) : prefixesWith(atom, rest, length);
  if (/^(?:[?*]|\{0)/u.test(quantifier)) for (const prefix of prefixesOf(rest, length)) found.add(prefix);
  return found;
}

function prefixesWith(atom: string, rest: string, length: number): Set<string> {
  if (/^[a-z\d']$/iu.test(atom)) {
    return new Set([...prefixesOf(rest, length - 1)].map((tail) => atom.toLowerCase() + tail));
  }
  if (atom === '\\d') return new Set('0123456789');
  if (!atom.startsWith('(?:')) return new Set(['']);
  return new Set(branchesOf(atom.slice(3, -1)).flatMap((branch) => [...prefixesOf(branch + rest, length)]));
}

function firstAtom(source: string): Atom {
  const end = source.startsWith('(') ? endOfGroup(source) : source.startsWith('\\') ? 2 : endOfClass(source);
  const quantifier = /^(?:[?*+]|\{\d+(?:,\d*)?\})?/u.exec(source.slice(end))?.[0] ?? '';
  return { atom: source.slice(0, end), quantifier, rest: source.slice(end + quantifier.length) };
}

const endOfClass = (source: string): number => (source.startsWith('[') ? source.indexOf(']') + 1 : 1);

function endOfGroup(source: string): number {
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (char === '\\') i++;
    else if (char === '[') i = source.indexOf(']', i);
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return i + 1;
  }
  throw new Error(`kinds: unbalanced brackets in ${source}`);
}

export function branchesOf(inner: string): string[] {
  const branches = [''];
  let depth = 0;
  for (let i = 0; i < inner.length; i++) {
    const end = inner[i] === '\\' ? i + 2 : inner[i] === '[' ? inner.indexOf(']', i) + 1 : i + 1;
    const piece = inner.slice(i, end);
    if (piece === '(') depth++;
    if (piece === ')') depth--;
    if (piece === '|' && depth === 0) branches.push('');
    else branches[branches.length - 1] += piece;
    i = end - 1;
  }
  return branches;
}
