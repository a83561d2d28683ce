import { describesThePaper } from '../paper-words.js';
import { couldBelong, speaksOfComments } from './guideline-lines.js';
import type { PageLine } from './page-text.js';

/** What a line that reads as no guideline costs a stretch that holds it; a long one is likely an article's. */
const costOf = ({ text, isHeading }: PageLine): number => (isHeading ? 0.2 : text.length > 200 ? 1 : 0.6);
/** Share of guideline lines in an element from which all of it is taken for guidelines. */
const mostly = 0.5;
/** Elements around the stretch that are looked at, outermost first. */
const mostElements = 40;
/** Share of lines that have nothing to do with comments up to which it still counts as such. */
const rarely = 0.3;

/** The lines of a page that hold its guidelines, as plain text; all that is seen where none read as guidelines. */
export function foundIn(lines: PageLine[]): string {
  const seen = lines.filter(
    ({ text, isLabel }) => !describesThePaper(text) && !(isLabel && text.split(' ').length < 5),
  );
  for (const candidates of [seen.filter(({ isAside }) => !isAside), seen]) {
    const weights = candidates.map(({ text }) => speaksOfComments(text));
    const stretch = bestStretch(candidates, weights);
    if (stretch) return written(widened(candidates, weights, stretch).map((i) => candidates[i] as PageLine));
  }
  return written(seen);
}

interface Stretch {
  from: number;
  to: number;
}

/** The run of lines with the most guidelines in it, less what else it holds (Kadane's maximum subarray). */
function bestStretch(lines: PageLine[], weights: number[]): Stretch | undefined {
  let best: (Stretch & { sum: number }) | undefined;
  let from = 0;
  let sum = 0;
  for (const [i, weight] of weights.entries()) {
    if (sum <= 0) {
      sum = 0;
      from = i;
    }
    sum += weight > 0 ? weight : -costOf(lines[i] as PageLine);
    if (weight > 0 && sum > (best?.sum ?? 0)) best = { from, to: i + 1, sum };
  }
  return best;
}

/** The lines of the stretch, and of the largest element around it that is mostly guidelines. */
function widened(lines: PageLine[], weights: number[], { from, to }: Stretch): number[] {
  const first = (lines[from] as PageLine).within;
  const last = (lines[to - 1] as PageLine).within;
  const common = first.filter((element, depth) => last[depth] === element);
  const stretch = Array.from({ length: to - from }, (_, i) => from + i);
  // The page itself first, for a piece of HTML may have no element around all of it.
  for (const element of [undefined, ...common.slice(0, mostElements)]) {
    const held = lines.flatMap(({ within }, i) => (element === undefined || within.includes(element) ? [i] : []));
    if (isMostlyGuidelines(lines, weights, held)) return [...new Set([...held, ...stretch])].sort((a, b) => a - b);
  }
  return from > 0 && lines[from - 1]?.isHeading ? [from - 1, ...stretch] : stretch;
}

/** By the words, so that one long article outweighs many short rules. Headings count for neither side. */
function isMostlyGuidelines(lines: PageLine[], weights: number[], held: number[]): boolean {
  let good = 0;
  let foreign = 0;
  let all = 0;
  for (const i of held) {
    const { text, isHeading } = lines[i] as PageLine;
    if (isHeading) continue;
    all += text.length;
    if ((weights[i] as number) > 0) good += text.length;
    else if (!couldBelong(text)) foreign += text.length;
  }
  return good >= all * mostly && foreign <= all * rarely;
}

/** One line a line, an empty one between paragraphs; items under each other with a bullet. */
function written(lines: PageLine[]): string {
  let text = '';
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (before) text += before.isItem && line.isItem ? '\n' : '\n\n';
    text += line.isItem && !/^(?:[-*•]|\(?\w{1,3}[.)])\s/u.test(line.text) ? `• ${line.text}` : line.text;
  }
  return text;
}
