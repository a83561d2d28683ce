import type { Span } from '@moderato/domain';
import type { Item } from '../item.js';
import { Phrases } from '../phrases.js';
import type { RawFinding, Rule } from '../rule.js';
import { gap, type Word } from '../words.js';

/** Sales talk, and how sure it makes one by itself (0..1). With a link or a contact it is spam. */
const sales = new Phrases<number>([
  [
    'work|working from home and? earn|make|paid?; earn|make|earning|making _? money online|fast|easily; earn|make|making|earning up? to? _ a|per|every day|week|hour|month; ' +
      'earned|made|making _ last|this month|week; cheap viagra|cialis|pills|meds; buy viagra|cialis|followers|likes|pills|meds; free bitcoin|crypto|iphone|gift; ' +
      'guaranteed returns|profit|profits|income; double your money|bitcoin|investment; online casino; casino bonus; payday loan|loans; spell caster; ' +
      'bring|brings back your ex; hacker for hire; legit hacker; recovered my lost _? bitcoin|crypto|funds; seo services|expert; essay writing service; ' +
      'no experience needed|required; be your own boss; financial freedom; binary options; forex trading|trader|expert; hot singles; ' +
      'weight loss pill|pills|supplement; miracle cure; replica watches|handbags; cash app flip; passive income',
    0.56,
  ],
  [
    'click here|below|this; visit my|our|this _? site|website|page|blog|channel|shop|store; check out my|our _? site|website|page|blog|channel|shop|store|profile; ' +
      'limited time offer; act now; order now|today; buy now; best price|prices|deals; sign up now|today|here; promo|discount code; ' +
      'contact me|us|him|her on|via|at|through|for; text me|us on|at; whatsapp me|us|him|her|number; telegram me|us; dm me|us; 100% free|guaranteed; ' +
      'subscribe to my|our; follow me|us on|at; start earning; apply now; for more details|info visit|contact|go; read more here; working from home; work from home; ' +
      'follow|open|use|click this|the link; link in my? bio',
    0.3,
  ],
]);

const contact =
  /[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,}|\+\d[\d ().-]{7,}\d|\b(?:whatsapp|telegram|wa\.me|t\.me)\b|@\w{4,} on (?:telegram|instagram)/i;
const sameCharacter = /([^\s.,!?\-=_*#~])\1{29,}/u;
const beyondAscii = /\P{ASCII}/u;
const emoji = /\p{Extended_Pictographic}/gu;

const finding = (confidence: number, explanation: string, spans: Span[]): RawFinding => ({
  rule: 'spam',
  severity: 'moderate',
  confidence,
  target: 'none',
  spans,
  explanation,
  raises: { SPAM: 1 },
});

export function salesTalk(item: Item): RawFinding[] {
  const found = sales.matches(item);
  if (found.length === 0) return [];
  const strongest = Math.max(...found.slice(0, 100).map(({ meaning }) => meaning));
  const reachable = item.links.length > 0 || contact.test(item.ownWords);
  const talk = Math.min(0.7, strongest + 0.12 * (Math.min(found.length, 4) - 1));
  const confidence = Math.min(0.95, talk + (reachable ? 0.32 : 0));
  if (!reachable && (strongest < 0.5 || found.length < 2)) return [];
  const spans = found.slice(0, 20).map(({ first, last }) => item.spanOf(first, last));
  return [
    finding(
      confidence,
      reachable ? 'Advertises, and says where to buy or answer.' : 'Reads like an advertisement.',
      spans,
    ),
  ];
}

/** A page of links with hardly a word between them. */
function linkFarm({ links, original }: Item): RawFinding[] {
  if (links.length < 4) return [];
  const linked = links.reduce((sum, { start, end }) => sum + end - start, 0);
  if (original.length - linked > links.length * 25) return [];
  const spans = links.slice(0, 50).map(({ start, end }) => ({ start, end }));
  return [finding(links.length < 8 ? 0.64 : 0.84, 'Is little more than a list of links.', spans)];
}

/** How often the most frequent sentence or line stands there. */
function mostRepeated({ words, ownWords }: Item): number {
  let sentences = 1;
  for (const word of words) if (word.gap === gap.sentence) sentences++;
  if (sentences < 4) return 1;
  const seen = new Map<string, number>();
  let most = 1;
  for (const sentence of ownWords.toLowerCase().split(/[.!?]+(?:\s|$)|\n/)) {
    const key = sentence.trim();
    if (key.length < 8) continue;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    most = Math.max(most, times);
  }
  return most;
}

function hasFewWords(words: readonly Word[]): boolean {
  if (words.length < 24 || words.length > 2_000) return false;
  const seen = new Set<string>();
  for (const { form } of words) if (seen.add(form).size >= words.length * 0.15) return false;
  return true;
}

/** The same sentence or line at least four times, or a long text of few different words. */
function repeats(item: Item): RawFinding[] {
  const { words } = item;
  if (words.length < 8) return [];
  const most = mostRepeated(item);
  const few = hasFewWords(words);
  if (most < 4 && !few) return [];
  const whole = item.spanOf(0, words.length - 1);
  return [finding(most >= 6 || few ? 0.82 : 0.64, 'Says the same thing over and over.', [whole])];
}

/** Whether one character may stand there so often in a row: in a run that long some 12 units in a row repeat by twos. */
function mayFlood(text: string): boolean {
  for (let at = 12; at + 12 < text.length; at += 12) {
    let same = at;
    while (same < at + 12 && text.charCodeAt(same) === text.charCodeAt(same + 2)) same += 2;
    if (same >= at + 12) return true;
  }
  return false;
}

function floods(item: Item): RawFinding[] {
  const { ownWords, original, words } = item;
  const run = ownWords.length >= 20 && mayFlood(original) ? sameCharacter.exec(original) : null;
  if (run !== null)
    return [finding(0.6, 'Repeats one character many times.', [{ start: run.index, end: run.index + run[0].length }])];
  if (!beyondAscii.test(original)) return [];
  const pictures = original.match(emoji)?.length ?? 0;
  if (pictures < 15 || pictures < words.length) return [];
  return [finding(0.6, 'Is made up mostly of emoji.', [])];
}

/** Advertising, link farms, repetition and floods of one sign. */
export const spam: Rule = {
  id: 'spam',
  evaluate: (item) => [...salesTalk(item), ...linkFarm(item), ...repeats(item), ...floods(item)],
};
