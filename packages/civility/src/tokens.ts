/** What the model reads of a comment: words, contractions apart, and signs, in order. */
export interface Tokens {
  readonly forms: readonly string[];
  /** UTF-16 units into the folded view that was read, half open. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** 1: a letter, digit or what stands for one; 2: part of a word after its first letter (stars); 3: blank. */
const classes = new Uint8Array(128);
for (const char of 'abcdefghijklmnopqrstuvwxyz0123456789_') classes[char.charCodeAt(0)] = 1;
for (const char of '*#') classes[char.charCodeAt(0)] = 2;
for (const char of ' \t\n\r') classes[char.charCodeAt(0)] = 3;

const letter = /[\p{L}\p{N}]/u;
const number = /^[\d_]+(?:st|nd|rd|th|s|k|m|am|pm)?$/;
const contraction = /(?:n't|'(?:s|re|m|ll|ve|d))$/;
const address = /(?:https?:\/\/|www\.)[^\s<>"]+/y;
const apostrophe = 39;
/** Longer runs are no words; the model reads their beginning. */
const longestForm = 40;

class Reader {
  readonly forms: string[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  constructor(
    private readonly text: string,
    private readonly most: number,
  ) {}

  read(): Tokens {
    const { text } = this;
    let at = 0;
    while (at < text.length && this.forms.length < this.most) {
      const code = text.charCodeAt(at);
      const kind = code < 128 ? classes[code] : 0;
      if (kind === 3) at++;
      else if (kind === 1) at = this.#word(at);
      else at = code < 128 ? this.#sign(at, code) : this.#other(at);
    }
    return this;
  }

  #push(form: string, start: number, end: number): number {
    this.forms.push(form);
    this.starts.push(start);
    this.ends.push(end);
    return end;
  }

  #word(start: number): number {
    const { text } = this;
    if (text.charCodeAt(start) === 104 || text.charCodeAt(start) === 119) {
      address.lastIndex = start;
      const end = address.test(text) ? address.lastIndex : start;
      if (end > start) return this.#push('<url>', start, end);
    }
    let apostrophes = 0;
    let end = start + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code < 128) {
        if (classes[code] === 1 || classes[code] === 2) continue;
        if (code !== apostrophe || !isLetterAt(text, end + 1)) break;
        apostrophes++;
      } else if (!isLetterAt(text, end)) break;
    }
    const form = text.slice(start, Math.min(end, start + longestForm));
    const tail = apostrophes > 0 ? (contraction.exec(form)?.[0].length ?? 0) : 0;
    if (tail > 0 && tail < end - start) {
      this.#push(form.slice(0, -tail), start, end - tail);
      return this.#push(form.slice(-tail), end - tail, end);
    }
    const first = form.charCodeAt(0);
    return this.#push(first < 58 && number.test(form) ? '<num>' : form, start, end);
  }

  /** A run of one sign: "!!!" is read as "!!". */
  #sign(start: number, code: number): number {
    let end = start + 1;
    while (this.text.charCodeAt(end) === code) end++;
    const form = this.text.slice(start, Math.min(end, start + 2));
    if (form === '@' && isLetterAt(this.text, end)) return this.#push('<user>', start, this.#endOfName(end));
    return this.#push(form, start, end);
  }

  #endOfName(from: number): number {
    let end = from;
    while (end < this.text.length && isLetterAt(this.text, end)) end++;
    return end;
  }

  #other(start: number): number {
    const width = (this.text.codePointAt(start) as number) > 0xffff ? 2 : 1;
    if (isLetterAt(this.text, start)) return this.#word(start);
    const char = this.text.slice(start, start + width);
    return /\s/u.test(char) ? start + width : this.#push(char, start, start + width);
  }
}

function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return classes[code] === 1;
  return code >= 0x80 && letter.test(String.fromCodePoint(text.codePointAt(at) as number));
}

/** Reads at most `most` tokens of a folded text. Linear in its length; never throws. */
export const tokensOf = (folded: string, most: number): Tokens => new Reader(folded, most).read();
