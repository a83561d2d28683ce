import type { NormalisedText } from '@moderato/text';

/** Names of the numbers in `shapeOf`, in order. */
export const shapeNames = ['capitals', 'exclamations', 'questions', 'length', 'disguise', 'lines'] as const;

const log = (n: number): number => Math.log2(1 + n);

/** What folding takes away and the words do not show; each about 0..1. */
export function shapeOf({ original, plain, folded }: NormalisedText): number[] {
  const { text } = plain;
  let letters = 0;
  let capitals = 0;
  let exclamations = 0;
  let questions = 0;
  let lines = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) letters++;
    else if (code >= 65 && code <= 90) {
      letters++;
      capitals++;
    } else if (code === 33) exclamations++;
    else if (code === 63) questions++;
    else if (code === 10) lines++;
  }
  const disguised = Math.max(0, original.length - folded.text.length);
  return [
    letters > 0 ? capitals / letters : 0,
    log(exclamations) / 4,
    log(questions) / 4,
    log(text.length) / 10,
    original.length > 0 ? disguised / original.length : 0,
    log(lines) / 4,
  ];
}
