import { type Attribute, attributes, type Mark, type Scores } from '@moderato/domain';
import { rounded } from './decide.js';
import type { RawFinding } from './rule.js';

const none = Object.fromEntries(attributes.map((attribute) => [attribute, 0])) as Scores;

/** The strongest evidence for each attribute, whatever the guidelines say of it. */
export function scoresOf(raw: readonly RawFinding[]): Scores {
  const scores = { ...none };
  for (const { confidence, raises } of raw) {
    for (const [attribute, share] of Object.entries(raises) as [Attribute, number][]) {
      scores[attribute] = Math.max(scores[attribute], rounded(confidence * share));
    }
  }
  return scores;
}

/** The words behind the scores: sorted, each span and label once with its greatest weight. */
export function marksOf(raw: readonly RawFinding[]): Mark[] {
  const marks = new Map<string, Mark>();
  for (const { confidence, raises, spans } of raw) {
    for (const label of Object.keys(raises) as Attribute[]) {
      for (const { start, end } of spans) {
        const key = `${start} ${end} ${label}`;
        const weight = Math.max(rounded(confidence), marks.get(key)?.weight ?? 0);
        marks.set(key, { start, end, label, weight });
      }
    }
  }
  return [...marks.values()].sort((a, b) => a.start - b.start || a.end - b.end || (a.label < b.label ? -1 : 1));
}
