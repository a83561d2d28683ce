import type { Policy } from '@moderato/domain';
import { numberPattern, readNumber } from './numbers.js';

export type Limits = Policy['limits'];

const links = '(?:(?:web|external|outside|active)\\s+|hyper)?(?:links?|urls?)';
const words = 'words?';
const characters = '(?:characters?|chars|letters\\s+and\\s+spaces)';
const atMost =
  '(?:no\\s+(?:more|longer|greater)\\s+than|not\\s+(?:more|longer)\\s+than|more\\s+than|over|above|exceed(?:ing|s)?|in\\s+excess\\s+of|longer\\s+than|(?:a\\s+)?max(?:imum)?(?:\\s+of)?|up\\s+to|as\\s+(?:many|much|long)\\s+as|at\\s+most|limit(?:ed)?(?:\\s+(?:of|to|is|yourself\\s+to))?|(?:capped|cut\\s+off)\\s+at|cap\\s+of|within|under|below|only)';
const fewerThan = '(?:fewer\\s+than|less\\s+than|shorter\\s+than)';

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
    found(`\\b${atMost}\\s+(?:about\\s+|around\\s+|roughly\\s+)?(${numberPattern})[\\s-]+${unit}\\b`),
    found(`\\b(?:${numberPattern})\\s*(?:-|–|to)\\s*(${numberPattern})[\\s-]+${unit}\\b`),
    found(`\\b(${numberPattern})[\\s-]+${unit}\\b`),
    found(
      `\\b${unit}\\s+(?:(?:are|is|must\\s+be|will\\s+be)\\s+)?(?:limited\\s+to|limit(?:\\s+is|\\s+of|:)?|capped\\s+at|maximum(?:\\s+is|\\s+of|:)?)\\s+(${numberPattern})\\b`,
    ),
  ];
};

const atLeast =
  /\b(?:at\s+least|minimum(?:\s+of)?|no\s+(?:fewer|less)\s+than|not\s+less\s+than)\s+\S+(?:[\s-]+\S+)?$/iu;
const noLinks =
  /\b(?:(?:no|without(?:\s+any)?|any)\s+(?:links|urls|hyperlinks)(?:\s+at\s+all)?(?=\s*(?:[.,;!)]|$|(?:are|is|may|allowed|permitted|please|at\s+all)\b))|(?:links|urls|hyperlinks)\s+(?:are\s+not|aren['’]t|will\s+not\s+be|may\s+not\s+be|cannot\s+be|are\s+never)\s+(?:allowed|permitted|accepted|posted|included))/iu;
/** Most sentences set no limit, and saying so early makes compiling three times as fast. */
const limited = /links?|urls?|words?|char|letters|minute|mins?|hour/iu;
const edit = /\b(?:edit|chang|correct|amend|delet|revis|fix|alter|rewrit|tweak)\w*\b/iu;
const minutes = new RegExp(`\\b(${numberPattern})[\\s-]+(minutes?|mins?|hours?)\\b`, 'i');
const partOfHour = /\b(half\s+an|quarter\s+of\s+an)\s+hour\b/iu;
const bareCount = new RegExp(`\\b${atMost}\\s+(${numberPattern})(?=\\s*(?:[.,;!)]|$|per\\b|in\\b|each\\b))`, 'i');

/**
 * The numbers that one sentence sets. "Three or more links" is a limit of two; a minimum is no limit. `question` is what
 * the sentence answers: "How many links may I post?" gives "At most two." its unit.
 */
export function limitsIn(sentence: string, question = ''): Limits {
  if (!limited.test(sentence)) return question ? limitsOfAnswer(sentence, question) : {};
  const maxLinks = largest(sentence, links) ?? (forbidsLinks(sentence) ? 0 : undefined);
  const maxWords = largest(sentence, words);
  const maxCharacters = largest(sentence, characters);
  const editMinutes = edit.test(sentence) || edit.test(question) ? minutesIn(sentence) : undefined;
  return {
    ...(maxLinks !== undefined && { maxLinks }),
    ...(maxWords !== undefined && { maxWords }),
    ...(maxCharacters !== undefined && { maxCharacters }),
    ...(editMinutes !== undefined && { editMinutes }),
  };
}

const forbidsLinks = (sentence: string): boolean => {
  const found = noLinks.exec(sentence);
  // "Any links" forbids them only behind a "do not".
  return (
    found !== null &&
    (!/^any\b/iu.test(found[0]) || /\b(?:don['’]t|do\s+not|never|not)\b/iu.test(sentence.slice(0, found.index)))
  );
};

function limitsOfAnswer(sentence: string, question: string): Limits {
  const count = bareCount.exec(sentence)?.[1];
  const value = count === undefined ? undefined : readNumber(count);
  if (value === undefined) return {};
  if (/\blinks?\b/iu.test(question)) return { maxLinks: value };
  if (/\bwords?\b/iu.test(question)) return { maxWords: value };
  return /\bcharacters?\b/iu.test(question) ? { maxCharacters: value } : {};
}

const patternsByUnit = new Map([links, words, characters].map((unit) => [unit, counted(unit)]));

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
  const part = partOfHour.exec(sentence)?.[1];
  if (part !== undefined) return /^half/iu.test(part) ? 30 : 15;
  const match = minutes.exec(sentence);
  const value = match?.[1] === undefined ? undefined : readNumber(match[1]);
  if (!match || value === undefined) return undefined;
  return match[2]?.toLowerCase().startsWith('h') ? value * 60 : value;
}
