const shingleWords = 4;
/** Of a comment's shingles, how many a mail must hold. */
const enough = 0.75;
/** By how much the best must lead a second comment that says something else. */
const lead = 0.15;
const near = 0.4;

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

function shinglesOf(words: string[]): Set<string> {
  const shingles = new Set<string>();
  for (let i = 0; i + shingleWords <= words.length; i++) shingles.add(words.slice(i, i + shingleWords).join(' '));
  return shingles;
}

/** What readers put in quotes or behind `>`, each passage by itself. */
function passagesOf(text: string): string[] {
  const quoted = text
    .split(/\r?\n/)
    .filter((line) => /^\s*>/.test(line))
    .map((line) => line.replace(/^[\s>]+/, ''))
    .join(' ');
  const marked = [...text.matchAll(/["“„«]([^"“”„«»]{15,2000})["”“»]/g)].map(([, passage]) => passage as string);
  return [quoted, ...marked].filter((passage) => wordsOf(passage).length >= shingleWords + 1);
}

const shareOf = (part: Set<string>, whole: Set<string>): number => {
  if (part.size === 0) return 0;
  let held = 0;
  for (const shingle of part) if (whole.has(shingle)) held++;
  return held / part.size;
};

export interface QuotationMatch {
  /** The one comment that is quoted; null where none is, or more than one might be. */
  match: string | null;
  /** Those that come near, the nearest first. */
  near: string[];
}

/**
 * Which of these comments a mail quotes: the share of a comment's runs of four words that the mail holds, or of a
 * quoted passage's that the comment holds, for a reader may quote a part. Line breaks, case and punctuation do not count.
 */
export function matchQuotation(mail: string, comments: { id: string; body: string }[]): QuotationMatch {
  const whole = shinglesOf(wordsOf(mail.replace(/^[\s>]+/gm, '')));
  const passages = passagesOf(mail).map((passage) => shinglesOf(wordsOf(passage)));
  if (whole.size === 0) return { match: null, near: [] };
  const ranked = comments
    .map(({ id, body }) => {
      const shingles = shinglesOf(wordsOf(body));
      const quotedPart = Math.max(0, ...passages.map((passage) => shareOf(passage, shingles)));
      return { id, share: Math.max(shareOf(shingles, whole), quotedPart) };
    })
    .filter(({ share }) => share >= near)
    .toSorted((a, b) => b.share - a.share);
  const [best, second] = ranked;
  const isClear = best !== undefined && best.share >= enough && best.share - (second?.share ?? 0) >= lead;
  return { match: isClear ? best.id : null, near: ranked.map(({ id }) => id).slice(0, 10) };
}
