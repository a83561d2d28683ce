import type { Policy } from '@moderato/domain';
import { numberPattern, readNumber } from './numbers.js';

export type Limits = Policy['limits'];

const links = '(?:web\\s+|hyper)?(?:links?|urls?)';
const atMost =
  '(?:no\\s+more\\s+than|not\\s+more\\s+than|more\\s+than|over|exceed(?:ing|s)?|in\\s+excess\\s+of|longer\\s+than|(?:a\\s+)?max(?:imum)?(?:\\s+of)?|up\\s+to|at\\s+most|limit(?:ed)?(?:\\s+(?:of|to))?|within|under|only)';
const fewerThan = '(?:fewer\\s+than|less\\s+than)';

interface CountPattern {
  pattern: RegExp;
  /** The count named is one too many. */
  lessOne: boolean;
}

const counted = (unit: string): CountPattern[] => {
  const found = (source: string, lessOne = false): CountPattern => ({ pattern: new RegExp(source, 'i'), lessOne });
  return [
    found(`\\b${fewerThan}\\s+(${numberPattern})[\\s-]+${unit}\\b`, unit === links),
    found(`\\b(${numberPattern})\\s+or\\s+more\\s+${unit}\\b`, true),
    found(`\\b${atMost}\\s+(${numberPattern})[\\s-]+${unit}\\b`),
    found(`\\b(${numberPattern})[\\s-]+${unit}\\b`),
    found(
      `\\b${unit}\\s+(?:(?:are|is|must\\s+be|will\\s+be)\\s+)?(?:limited\\s+to|limit(?:\\s+is|\\s+of|:)?)\\s+(${numberPattern})\\b`,
    ),
  ];
};

const atLeast = /\b(?:at\s+least|minimum(?:\s+of)?|no\s+(?:fewer|less)\s+than)\s+\S+(?:[\s-]+\S+)?$/iu;
const noLinks =
  /\b(?:(?:no|without(?:\s+any)?)\s+(?:links|urls|hyperlinks)\b(?=\s*(?:[.,;!)]|$|(?:are|is|may|allowed|permitted|please)\b))|(?:links|urls|hyperlinks)\s+(?:are\s+not|aren[’']t|will\s+not\s+be|may\s+not\s+be|cannot\s+be)\s+(?:allowed|permitted|accepted|posted|included))/iu;
/** Most sentences set no limit, and saying so early makes compiling three times as fast. */
const limited = /links?|urls?|words?|char|minute|mins?|hour/iu;
const edit = /\b(?:edit|change|correct|amend)\w*\b/iu;
const minutes = new RegExp(`\\b(${numberPattern})[\\s-]+(minutes?|mins?|hours?)\\b`, 'i');

/** The numbers that one sentence sets. "Three or more links" is a limit of two; a minimum is no limit. */
export function limitsIn(sentence: string): Limits {
  if (!limited.test(sentence)) return {};
  const maxLinks = largest(sentence, links) ?? (noLinks.test(sentence) ? 0 : undefined);
  const maxWords = largest(sentence, 'words?');
  const maxCharacters = largest(sentence, '(?:characters?|chars)');
  const editMinutes = edit.test(sentence) ? minutesIn(sentence) : undefined;
  return {
    ...(maxLinks !== undefined && { maxLinks }),
    ...(maxWords !== undefined && { maxWords }),
    ...(maxCharacters !== undefined && { maxCharacters }),
    ...(editMinutes !== undefined && { editMinutes }),
  };
}

const patternsByUnit = new Map([links, 'words?', '(?:characters?|chars)'].map((unit) => [unit, counted(unit)]));

function largest(sentence: string, unit: string): number | undefined {
  for (const { pattern, lessOne } of patternsByUnit.get(unit) ?? []) {
    const match = pattern.exec(sentence);
    const value = match?.[1] === undefined ? undefined : readNumber(match[1]);
    if (!match || value === undefined) continue;
    const unitAt = match.index + match[0].length;
    if (atLeast.test(sentence.slice(Math.max(0, unitAt - 60), unitAt))) return undefined;
    return lessOne ? Math.max(0, value - 1) : value;
  }
  return undefined;
}

function minutesIn(sentence: string): number | undefined {
  const match = minutes.exec(sentence);
  const value = match?.[1] === undefined ? undefined : readNumber(match[1]);
  if (!match || value === undefined) return undefined;
  return match[2]?.toLowerCase().startsWith('h') ? value * 60 : value;
}
