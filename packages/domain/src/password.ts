import type { FieldProblem } from './errors.js';

export const shortestPassword = 12;
export const longestPassword = 200;

/** What is left of it must still be worth guessing once what everybody knows of the person is taken away. */
const leastOwn = 8;
const leastDifferent = 5;

/**
 * What speaks against a password: too short, of few different characters, or made of what is known of its owner. No
 * rule asks for digits or signs: they make passwords worse (NIST SP 800-63B, 3.1.1.2). Lengths in characters.
 */
export function passwordProblems(password: string, known: string[] = [], pointer = '/password'): FieldProblem[] {
  const problem = (code: string, detail: string): FieldProblem[] => [{ pointer, code, detail }];
  const characters = [...password.normalize('NFC')];
  if (characters.length < shortestPassword) {
    return problem(
      'too_short',
      `Take at least ${shortestPassword} characters: a few words that belong to nobody else.`,
    );
  }
  if (characters.length > longestPassword) return problem('too_long', `Take at most ${longestPassword} characters.`);
  if (new Set(characters).size < leastDifferent) {
    return problem('too_simple', 'It is the same few characters over and over. Take a few words instead.');
  }
  if (isRun(characters))
    return problem('too_simple', 'It is a row of the alphabet or of digits. Take a few words instead.');
  const own = known
    .flatMap((text) => [text, ...text.split(/[@.\s_-]+/u)])
    .map((text) => text.toLowerCase())
    .filter((text) => text.length >= 4)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, text) => rest.replaceAll(text, ''), password.toLowerCase());
  if ([...own].length < leastOwn) {
    return problem(
      'too_personal',
      'It is little more than your name, address or site. Add words that nobody would guess.',
    );
  }
  return [];
}

/** Each character follows the one before it, up or down: `abcdefghijkl`, `987654321098`. */
function isRun(characters: string[]): boolean {
  const steps = characters.slice(1).map((c, i) => (c.codePointAt(0) ?? 0) - (characters[i]?.codePointAt(0) ?? 0));
  const inStep = steps.filter((step) => Math.abs(step) === 1 || Math.abs(step) === 9).length;
  return inStep >= steps.length - 1;
}
