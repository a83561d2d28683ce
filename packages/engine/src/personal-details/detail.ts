import type { Severity } from '@moderato/domain';

export type DetailKind = 'phone' | 'email' | 'address' | 'id' | 'card';

/** A personal detail. Offsets into the plain view, half open. */
export interface Detail {
  kind: DetailKind;
  start: number;
  end: number;
  /** 0..1. */
  confidence: number;
  severity: Severity;
}

export type Surroundings = 'private' | 'public' | 'unknown';

const reach = 60;
const privateWords =
  /\b(?:(?:his|her|their|my|your|'s) (?:home|house|cell|mobile|private|personal|direct|own|real)|lives? (?:at|on|in)|living at|resides? (?:at|on)|home (?:address|phone|number)|(?:call|text|phone|ring|visit|find|get|reach|bother|harass|e-?mail) (?:him|her|them)\b|(?:his|her|their|'s) (?:phone|number|cell|address|e-?mail)|(?:his|her|their) (?:house|home|apartment|place) is)/i;
const publicWords =
  /\b(?:offices?|hotline|helpline|toll[- ]free|customer service|city hall|town hall|departments?|dept|box office|ticket office|stores?|shops?|police|sheriff|non-?emergency|info(?:rmation)? line|public|switchboard|council|senators?|representatives?|governor|mayor|legislat\w+|congress\w*|business|restaurants?|hospital|clinic|library|school|church|agency|bureau|newsroom|tip ?line|headquarters|museum|theat(?:er|re)|stadium|arena|park|fire|crash|accident|located|open(?:s|ed|ing)?|closed|construction)\b/i;

/** What the words around a detail say of whose it is. */
export function surroundingsOf(text: string, start: number, end: number): Surroundings {
  const around = `${text.slice(Math.max(0, start - reach), start)} ${text.slice(end, end + reach / 2)}`;
  if (privateWords.test(around)) return 'private';
  return publicWords.test(around) ? 'public' : 'unknown';
}
