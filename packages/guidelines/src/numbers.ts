const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales: Record<string, number> = { hundred: 100, thousand: 1000, dozen: 12, single: 1 };

const word = `(?:${[...units, ...tens, 'an?(?=\\s+(?:hundred|thousand|hours?|dozen|single)\\b)', 'hundred', 'thousand', 'dozen', 'single'].join('|')})`;

/** Source of a pattern for a count in digits or words: `3`, `1,000`, `three`, `two hundred`, `twenty-five`. */
export const numberPattern = `(?:\\d{1,3}(?:,\\d{3}){1,2}|\\d{1,7}|${word}(?:(?:(?<=hundred|thousand)\\s+and)?[\\s-]+${word}){0,3})`;

/** What `numberPattern` matched, as a number; undefined for words that make none. */
export function readNumber(text: string): number | undefined {
  if (/^\d/u.test(text)) return Number(text.replaceAll(',', ''));
  let total = 0;
  let current = 0;
  for (const part of text.toLowerCase().split(/[\s-]+/u)) {
    const scale = scales[part];
    const value = part === 'a' || part === 'an' ? 1 : units.indexOf(part);
    const ten = tens.indexOf(part);
    if (part === 'and') continue;
    if (scale === 1000) {
      total += Math.max(current, 1) * scale;
      current = 0;
    } else if (scale) current = Math.max(current, 1) * scale;
    else if (value >= 0) current += value;
    else if (ten >= 0) current += (ten + 2) * 10;
    else return undefined;
  }
  return total + current;
}
