import { type DevRow, isNatural } from './dev-rows.js';
import type { Figure } from './figure.js';
import type { JudgedRow, OnProgress } from './judged-row.js';
import type { Judging } from './judging.js';
import { disguised, disguises, type WordAt, wordsToDisguise } from './perturb.js';
import { seededRandom } from './random.js';
import { rocAuc } from './statistics.js';

export const mostFall = 0.02;

export interface PerturbationFigures {
  way: string;
  auc: number;
  /** From the clean copy's ROC AUC; negative where it rose. */
  fall: number;
  /** Share of the toxic comments whose outcome is other than approve. */
  recall: number;
}

export interface Perturbations {
  toxic: number;
  civil: number;
  clean: { auc: number; recall: number };
  ways: PerturbationFigures[];
}

interface Target {
  row: DevRow;
  toxic: boolean;
  words: WordAt[];
}

const seed = 20_261_124;
/** Of a civil comment as many words as readers mark in a toxic one, about. */
const wordsOfCivil = 2;
const civilForEachToxic = 3;

/** The words of a toxic comment that its readers marked: what somebody who evades a filter would hide. */
function offendingWords({ text, spans = [] }: DevRow): WordAt[] {
  return wordsToDisguise(text).filter((word) => spans.some(([start, end]) => word.start >= start && word.end <= end));
}

function randomWords({ text }: DevRow, random: () => number): WordAt[] {
  const words = wordsToDisguise(text);
  const chosen = new Set<WordAt>();
  for (let i = 0; i < wordsOfCivil && words.length > 0; i++) {
    chosen.add(words[Math.floor(random() * words.length)] as WordAt);
  }
  return words.filter((word) => chosen.has(word));
}

function targetsOf(judged: readonly JudgedRow[]): Target[] {
  const random = seededRandom(seed);
  const toxic = judged
    .filter(({ row }) => row.spans !== undefined && row.target >= 0.5)
    .map(({ row }) => ({ row, toxic: true, words: offendingWords(row) }))
    .filter(({ words }) => words.length > 0);
  const civil = judged
    .filter(({ row }) => row.file === 'civil-comments' && isNatural(row) && row.target < 0.5)
    .slice(0, toxic.length * civilForEachToxic)
    .map(({ row }) => ({ row, toxic: false, words: randomWords(row, random) }));
  return [...toxic, ...civil];
}

/** Every copy is judged anew by the whole engine; TOXICITY is the score. */
export function measurePerturbations(
  { full }: Judging,
  judged: readonly JudgedRow[],
  onProgress: OnProgress,
): Perturbations {
  const targets = targetsOf(judged);
  const names = Object.keys(disguises);
  const all = (names.length + 2) * targets.length;
  let done = 0;
  const measure = (copyOf: (target: Target) => string) => {
    const judgements = targets.map((target) => {
      onProgress('disguised comments', ++done, all);
      return full({ body: copyOf(target) });
    });
    const stopped = judgements.filter(({ outcome }, i) => targets[i]?.toxic && outcome !== 'approve').length;
    return {
      auc: rocAuc({
        scores: judgements.map(({ scores }) => scores.TOXICITY),
        positive: targets.map(({ toxic }) => toxic),
      }),
      recall: stopped / targets.filter(({ toxic }) => toxic).length,
    };
  };
  const clean = measure(({ row }) => row.text);
  const copies: [string, (random: () => number) => string][] = [
    ...names.map((name): [string, () => string] => [name, () => name]),
    ['any of these, at random', (random) => names[Math.floor(random() * names.length)] as string],
  ];
  const ways = copies.map(([way, choose]) => {
    const random = seededRandom(seed);
    const by = (word: string) => (disguises[choose(random)] as (typeof disguises)[string])(word, random);
    const figures = measure(({ row, words }) => disguised(row.text, words, by, random));
    return { way, ...figures, fall: clean.auc - figures.auc };
  });
  const toxic = targets.filter((target) => target.toxic).length;
  return { toxic, civil: targets.length - toxic, clean, ways };
}

export const perturbationFigures = ({ clean, ways }: Perturbations): Figure[] => [
  { name: 'ROC AUC, clean copy', value: clean.auc },
  ...ways.map(({ way, auc }) => ({ name: `ROC AUC, disguised: ${way}`, value: auc })),
];
