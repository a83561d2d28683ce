import type { Attribute } from '@moderato/domain';
import { type DevFile, type DevRow, isNatural } from './dev-rows.js';
import type { Figure } from './figure.js';
import type { JudgedRow } from './judged-row.js';
import {
  averagePrecision,
  bestF1,
  type CurvePoint,
  calibrationError,
  type ReliabilityBin,
  reliability,
  rocAuc,
  rocCurve,
} from './statistics.js';

type Score = Attribute | 'probability';

/** A score held against a label of a source's rows. */
interface Measurement {
  score: Score;
  source: string;
  label: string;
  of(row: DevRow): boolean;
  /** 0..1, or absent where not annotated. */
  truth(row: DevRow): number | undefined;
}

const inFile =
  (...files: DevFile[]) =>
  ({ file }: DevRow): boolean =>
    files.includes(file);

const against = (score: Score, source: string, label: string, of: (row: DevRow) => boolean): Measurement => ({
  score,
  source,
  label,
  of,
  truth: label === 'target' ? ({ target }) => target : ({ labels }) => labels[label],
});

const civil = inFile('civil-comments');
const wikipedia = inFile('wikipedia', 'wikipedia-subtypes');
const natural = (file: DevFile) => (row: DevRow) => row.file === file && isNatural(row);

const measurements: readonly Measurement[] = [
  against('TOXICITY', 'civil-comments', 'target', civil),
  against('TOXICITY', 'civil-comments, random draw', 'target', natural('civil-comments')),
  against('TOXICITY', 'civil-comments + toxic-spans', 'target', inFile('civil-comments', 'toxic-spans')),
  against('TOXICITY', 'wikipedia', 'target', inFile('wikipedia')),
  against('TOXICITY', 'wikipedia, random draw', 'target', natural('wikipedia')),
  against('TOXICITY', 'wikipedia-subtypes', 'target', inFile('wikipedia-subtypes')),
  against('TOXICITY', 'insults', 'target', inFile('insults')),
  against('TOXICITY', 'olid', 'target', inFile('olid')),
  against('TOXICITY', 'misogyny', 'target', inFile('misogyny')),
  against('TOXICITY', 'davidson', 'target', inFile('davidson')),
  against('SEVERE_TOXICITY', 'wikipedia, six labels', 'severe_toxic', wikipedia),
  against('INSULT', 'wikipedia, six labels', 'insult', wikipedia),
  against('INSULT', 'civil-comments, subtypes', 'insult', civil),
  against('PROFANITY', 'wikipedia, six labels', 'obscene', wikipedia),
  against('THREAT', 'wikipedia, six labels', 'threat', wikipedia),
  against('IDENTITY_ATTACK', 'wikipedia, six labels', 'identity_hate', wikipedia),
  against('IDENTITY_ATTACK', 'davidson', 'hate', inFile('davidson')),
  against('SEXUALLY_EXPLICIT', 'civil-comments, subtypes', 'sexual_explicit', civil),
  against('ATTACK_ON_COMMENTER', 'adhominem-cmv', 'personal_attack', inFile('adhominem-cmv')),
  against('ATTACK_ON_COMMENTER', 'insults', 'insult', inFile('insults')),
  against('probability', 'civil-comments', 'target', civil),
  against('probability', 'civil-comments, random draw', 'target', natural('civil-comments')),
  {
    ...against('probability', 'civil-comments, rejected by the site', 'site_rating', civil),
    truth: ({ site_rating }) => (site_rating === undefined ? undefined : Number(site_rating === 'rejected')),
  },
];

export interface AttributeFigures {
  score: Score;
  source: string;
  label: string;
  rows: number;
  positives: number;
  auc: number;
  averagePrecision: number;
  bestF1: number;
  calibrationError: number;
  curve: CurvePoint[];
  bins: ReliabilityBin[];
}

/** Fewer say nothing. */
const leastPositives = 10;
const bins = 15;

export function measureAttributes(judged: readonly JudgedRow[]): AttributeFigures[] {
  return measurements.flatMap(({ score, source, label, of, truth }) => {
    const known = judged.filter(({ row }) => of(row) && truth(row) !== undefined);
    const labels = known.map(({ row }) => truth(row) as number);
    const positive = labels.map((value) => value >= 0.5);
    const scores = known.map(({ judgement }) =>
      score === 'probability' ? judgement.probability : judgement.scores[score],
    );
    const positives = positive.filter(Boolean).length;
    if (positives < leastPositives || positives > known.length - leastPositives) return [];
    const scored = { scores, positive };
    const figures: AttributeFigures = {
      score,
      source,
      label,
      rows: known.length,
      positives,
      auc: rocAuc(scored),
      averagePrecision: averagePrecision(scored),
      bestF1: bestF1(scored),
      calibrationError: calibrationError(scores, labels, bins),
      curve: rocCurve(scored),
      bins: reliability(scores, labels, bins),
    };
    return [figures];
  });
}

export const attributeFigures = (measured: readonly AttributeFigures[]): Figure[] =>
  measured.flatMap(({ score, source, auc, averagePrecision: ap, bestF1: f1, calibrationError: error }) => {
    const name = `${score} on ${source}`;
    return [
      { name: `ROC AUC, ${name}`, value: auc },
      { name: `average precision, ${name}`, value: ap },
      { name: `best F1, ${name}`, value: f1 },
      { name: `calibration error, ${name}`, value: error, lowerIsBetter: true },
    ];
  });
