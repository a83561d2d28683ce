import { numberParam, type RawFinding, type Rule } from '../rule.js';

const capital = /\p{Lu}/u;

/** Capitals and letters of `text`, and how far the capitals reach. ASCII is told by code: this runs on every comment. */
function count(text: string): { letters: number; capitals: number } {
  let letters = 0;
  let capitals = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 127) {
      const small = code | 32;
      if (small < 97 || small > 122) continue;
      letters++;
      if (small !== code) capitals++;
    } else {
      const char = text[i] as string;
      if (/\p{L}/u.test(char)) letters++;
      if (capital.test(char)) capitals++;
    }
  }
  return { letters, capitals };
}

const shoutedRuns = /\p{Lu}[\p{Lu}\s\p{P}\d]*\p{Lu}/gu;
const mostSpans = 20;

/** Share of capitals, 0..1. Quoted lines are not the author's voice: only `ownWords` counts. */
export const shouting: Rule = {
  id: 'shouting',
  evaluate({ ownWords, original, links, words }, { params }): RawFinding[] {
    const maxShare = numberParam(params, 'maxShare', 0.7);
    const minLetters = numberParam(params, 'minLetters', 20);
    if (words.length < 3) return []; // "HAHAHA" is not shouting
    if (links.length > 0 && links.some(({ start, end }) => end - start > ownWords.length / 2)) return [];
    const { letters, capitals } = count(ownWords);
    if (letters < minLetters) return []; // "NATO, OK?" is not shouting
    const share = capitals / letters;
    if (share <= maxShare) return [];
    const runs = [...original.matchAll(shoutedRuns)].filter(([run]) => run.length > 3).slice(0, mostSpans);
    return [
      {
        rule: 'shouting',
        severity: 'mild',
        confidence: Math.min(0.9, 0.6 + (share - maxShare)),
        target: 'none',
        spans: runs.map(({ index, 0: run }) => ({ start: index, end: index + run.length })),
        explanation: 'Is written mostly in capitals.',
        raises: {},
      },
    ];
  },
};
