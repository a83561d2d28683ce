import type { Signals } from '@moderato/civility';
import { type Attribute, attributes, type Scores } from '@moderato/domain';
import { rounded } from './decide.js';
import type { RawFinding } from './rule.js';

const none = Object.fromEntries(attributes.map((attribute) => [attribute, 0])) as Scores;

/** How far the strongest evidence by words lifts a measured score; all of it where nothing was measured. */
const trusted = 0.9;

/** What the model measures, lifted by the strongest evidence by words; whatever the guidelines say of it. */
export function scoresOf(raw: readonly RawFinding[], signals: Signals | null): Scores {
  const byWords = { ...none };
  for (const { confidence, raises } of raw) {
    for (const [attribute, share] of Object.entries(raises) as [Attribute, number][]) {
      byWords[attribute] = Math.max(byWords[attribute], confidence * share);
    }
  }
  const scores = { ...none };
  for (const attribute of attributes) {
    const measured = signals?.scores[attribute];
    const said = byWords[attribute];
    scores[attribute] = rounded(measured === undefined ? said : measured + (1 - measured) * said * trusted * measured);
  }
  return scores;
}
