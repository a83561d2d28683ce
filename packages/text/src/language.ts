import { type EnglishScan, type Stretch, scanForEnglish } from './language-english.js';
import { languageScores } from './language-scores.js';

export interface DetectedLanguage {
  /** ISO 639-1, or `und` where the text is too short, or too little of any language, to tell. */
  language: string;
  /** 0..1; of two texts the higher is the surer. No calibrated chance. */
  confidence: number;
}

/** Words in a row without one that is surely English, from which on a stretch of an English text is looked at. */
const doubtfulRun = 10;
/** Share of surely English words, from which on a text without such stretches is English. */
const clearlyEnglish = 0.15;
/** Share of doubtful words, from which on a text may be called by their language. */
const mostly = 0.4;
/** What n-grams can say something of, and how much of a text they are asked about. */
const fewestLetters = 12;
const fewestWords = 3;
const mostUnits = 1_000;
/** How far ahead of English a language must score; more for few words. */
const margin = { usual: 0.12, few: 0.22 };
const fewWords = 6;

const undetermined: DetectedLanguage = { language: 'und', confidence: 0 };
const latinLetters = /\p{Script=Latin}/gu;
const allLetters = /\p{L}/gu;
/** Vowel signs and accents written apart: the n-grams are of letters alone. */
const marks = /\p{M}+/u;

/** The stretches with each word once: "no no no no" is one word, however often it is said. */
function distinctWords(text: string, stretches: readonly Stretch[]): string[] {
  const words = new Set<string>();
  let room = mostUnits;
  for (const { start, end } of stretches) {
    for (const word of text
      .slice(start, Math.min(end, start + room))
      .toLowerCase()
      .split(/[^\p{L}\p{M}'’]+/u)) {
      if (word.length > 1) words.add(word);
    }
    room -= end - start;
    if (room <= 0) break;
  }
  return [...words];
}

function byNgrams(words: readonly string[]): DetectedLanguage {
  const text = words.join(' ');
  const letters = text.match(allLetters)?.length ?? 0;
  const isLatin = (text.match(latinLetters)?.length ?? 0) * 2 >= letters;
  if (isLatin && (letters < fewestLetters || words.length < fewestWords)) return undetermined;
  const scores = languageScores(words.flatMap((word) => word.split(marks)));
  let [language, best] = ['und', 0];
  for (const [candidate, score] of scores) if (score > best) [language, best] = [candidate, score];
  if (language === 'en' || !isLatin) return { language, confidence: Math.min(1, best) };
  const lead = best - (scores.get('en') ?? 0);
  const needed = words.length < fewWords ? margin.few : margin.usual;
  return lead < needed ? undetermined : { language, confidence: Math.min(1, lead + best / 2) };
}

const englishBy = ({ words, english, doubtfulWords }: EnglishScan): DetectedLanguage => ({
  language: 'en',
  confidence: Math.round((1 - doubtfulWords / words) * Math.min(1, 0.5 + english / words) * 1e3) / 1e3,
});

/**
 * The language that most of `text` is in. Clear English is told by its commonest words, at about 1 µs for a comment;
 * n-grams are asked of what is not clear. Addresses, mentions and hash tags are no text. Never throws;
 * linear in the length.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const scan = scanForEnglish(text, doubtfulRun);
  if (scan.words === 0) return undetermined;
  const enough = scan.english > 1 || scan.words < fewestWords;
  const clear = enough && scan.english > 0 && scan.english >= scan.words * clearlyEnglish;
  if (clear && scan.doubtfulWords < scan.words * mostly) return englishBy(scan);
  const found = byNgrams(distinctWords(text, clear ? scan.doubtful : [scan.all]));
  // Of a text that is clear but for a stretch that nobody can tell, the clear part tells.
  return clear && found.language === 'und' ? englishBy(scan) : found;
}
