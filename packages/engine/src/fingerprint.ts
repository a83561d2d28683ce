import { createHash } from 'node:crypto';
import { links, normalise } from '@moderato/text';

const fewestWords = 5;
const fewestLetters = 24;
const longest = 65_536;

/** Web addresses keep their domain only: a campaign changes what follows. */
function withoutPaths(text: string): string {
  let out = '';
  let from = 0;
  for (const { start, end, domain } of links(text)) {
    out += `${text.slice(from, start)} ${domain} `;
    from = end;
  }
  return out + text.slice(from);
}

/**
 * What two comments share that say the same in the same words: 16 hexadecimal digits, whatever their case, spacing,
 * punctuation, look-alike letters, mentions and paths of links. Null for a text too short to be anybody's own ("I agree
 * completely."). Pure; tells nothing of the text.
 */
export function fingerprintOf(body: string): string | null {
  const { folded } = normalise(withoutPaths(body.slice(0, longest)));
  const words = folded.text.replace(/@[\p{L}\p{N}_]+/gu, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < fewestWords) return null;
  const joined = words.join('');
  if (joined.length < fewestLetters) return null;
  return createHash('sha256').update(joined).digest('hex').slice(0, 16);
}
