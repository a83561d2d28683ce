import type { Signals } from '@moderato/civility';
import type { Attribute, Mark } from '@moderato/domain';
import { rounded } from './decide.js';
import type { RawFinding } from './rule.js';

/** What an offending word raises where only the model says that it offends. */
const label: Attribute = 'TOXICITY';

/** The words behind the scores: sorted, each span and label once with its greatest weight. */
export function marksOf(raw: readonly RawFinding[], signals: Signals | null): Mark[] {
  if (raw.length === 0 && (signals?.words.length ?? 0) === 0) return [];
  const marks = new Map<string, Mark>();
  const add = (start: number, end: number, attribute: Attribute, confidence: number): void => {
    const key = `${start} ${end} ${attribute}`;
    const weight = Math.max(rounded(confidence), marks.get(key)?.weight ?? 0);
    marks.set(key, { start, end, label: attribute, weight });
  };
  for (const { confidence, raises, spans } of raw) {
    for (const attribute of Object.keys(raises) as Attribute[]) {
      for (const { start, end } of spans) add(start, end, attribute, confidence);
    }
  }
  for (const { start, end, weight } of signals?.words ?? []) add(start, end, label, weight);
  return [...marks.values()].sort((a, b) => a.start - b.start || a.end - b.end || (a.label < b.label ? -1 : 1));
}
