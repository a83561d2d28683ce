import { functionalCases } from '../functional/cases.js';
import { type AttributeFigures, attributeFigures, measureAttributes } from './attributes.js';
import { hasData, readDevRows } from './dev-rows.js';
import type { Figure } from './figure.js';
import { type FunctionalFigures, functionalFigures, measureFunctional } from './functional-figures.js';
import { type IdentityFigures, identityFigures, measureIdentity } from './identity-figures.js';
import { judgeRows, type OnProgress } from './judged-row.js';
import type { Judging } from './judging.js';
import { measureOutcomes, type Outcomes, outcomeFigures } from './outcomes.js';
import { measurePerturbations, type Perturbations, perturbationFigures } from './perturbations.js';
import { measureSpans, type SpanFigures, spanFigures } from './spans.js';

/** What needs the labelled comments. */
export interface OnData {
  rows: number;
  attributes: AttributeFigures[];
  spans: SpanFigures[];
  outcomes: Outcomes;
  perturbations: Perturbations;
  /** Comments of 50 to 400 characters, to measure speed on. */
  bodies: string[];
}

/** What needs nothing but our own sentences. */
export interface OnSentences {
  functional: FunctionalFigures;
  identity: IdentityFigures;
}

export const measureOnSentences = (judging: Judging): OnSentences => ({
  functional: measureFunctional(judging, functionalCases()),
  identity: measureIdentity(judging),
});

const bodiesForSpeed = 1500;

/** On every `nth` row of each file; null where the data are absent. */
export function measureOnData(judging: Judging, nth: number, onProgress: OnProgress): OnData | null {
  if (!hasData) return null;
  const judged = judgeRows(judging, readDevRows(nth), onProgress);
  return {
    rows: judged.length,
    attributes: measureAttributes(judged),
    spans: measureSpans(judged),
    outcomes: measureOutcomes(judged),
    perturbations: measurePerturbations(judging, judged, onProgress),
    bodies: judged
      .filter(({ row: { file, text } }) => file === 'civil-comments' && text.length >= 50 && text.length <= 400)
      .slice(0, bodiesForSpeed)
      .map(({ row }) => row.text),
  };
}

export const figuresOnSentences = ({ functional, identity }: OnSentences): Figure[] => [
  ...functionalFigures(functional),
  ...identityFigures(identity),
];

export const figuresOnData = ({ attributes, spans, outcomes, perturbations }: OnData): Figure[] => [
  ...attributeFigures(attributes),
  ...spanFigures(spans),
  ...outcomeFigures(outcomes),
  ...perturbationFigures(perturbations),
];
