import unhomoglyph from 'unhomoglyph';

/** Look-alikes that Unicode's confusables (unhomoglyph) leave outside ASCII. Pairs: the letter, then what it is read as. */
const lookAlikes = new Map(
  [
    'вbкkмmнhтtпnгrзeиuьbяrшwщwэeлnдdВBГrИNЛNПNЦuЧyШWЯR',
    'βbεeηnκkμuπnτtχxωwθoλaΛAΣEΞEΠNβbςs',
    'ʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkĸkʟlᴍmʍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzᴀaꞓcßs',
    'øoØOđdĐDłlŁLħhĦHŧtŦTƒfɛeɩiʋvɦhƙkƥpƭtʈtɖdɓbɗdɠgɲnŋnʃsʒzɾrɹrəeǝe',
    "’'‘'ʼ'ʹ'′'´'‛'‐-‑-‒-–-—-―-−-﹣-",
  ].flatMap((pairs) => [...pairs.matchAll(/(..)/gsu)].map(([pair]) => [...pair] as [string, string])),
);

/** Runs of enclosed or regional letters, A first, that have no compatibility mapping. */
const enclosedAt = [0x1f150, 0x1f170, 0x1f1e6];
const nothing = /[\p{M}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

function look(char: string): string {
  const code = char.codePointAt(0) as number;
  if (code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0x7f)) return char;
  if (code === 0x2028 || code === 0x2029 || code === 0x85) return '\n';
  if (code === 11 || code === 12 || code === 0x2800) return ' ';
  if (nothing.test(char)) return '';
  if (/\s/u.test(char)) return ' ';
  const mine = lookAlikes.get(char);
  if (mine !== undefined) return mine;
  const base = enclosedAt.find((at) => code >= at && code < at + 26);
  if (base !== undefined) return String.fromCharCode(0x41 + code - base);
  if (!/[\p{L}\p{Nl}]/u.test(char)) return char;
  const latin = unhomoglyph(char).replace(/\p{M}/gu, '');
  return /^[A-Za-z]{1,3}$/.test(latin) ? latin : char;
}

function foldOnce(char: string): string {
  const code = char.codePointAt(0) as number;
  if (code >= 0xac00 && code <= 0xd7a3) return char; // Hangul syllables would fall apart into their letters
  const mine = lookAlikes.get(char);
  if (mine !== undefined) return mine;
  let out = '';
  for (const part of char.normalize('NFKD')) out += look(part);
  return out;
}

const known = new Map<number, string>();

/**
 * What one code point is read as: compatibility forms and accents undone, homoglyphs as Latin letters, marks, bidi
 * controls and other invisible characters as the empty string, a lone surrogate as U+FFFD. Folding what it gives
 * changes nothing more.
 */
export function foldCodePoint(code: number): string {
  const before = known.get(code);
  if (before !== undefined) return before;
  let text = code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code);
  for (let next = ''; ; text = next) {
    next = '';
    for (const char of text) next += foldOnce(char);
    if (next === text) break;
  }
  known.set(code, text);
  return text;
}

const knownLower = new Map<number, string>();

/** The same, in lower case; here too a second folding changes nothing. */
export function foldLower(code: number): string {
  const before = knownLower.get(code);
  if (before !== undefined) return before;
  let text = foldCodePoint(code);
  for (let next = ''; ; text = next) {
    next = '';
    for (const char of text.toLowerCase()) next += foldCodePoint(char.codePointAt(0) as number);
    if (next === text) break;
  }
  knownLower.set(code, text);
  return text;
}
