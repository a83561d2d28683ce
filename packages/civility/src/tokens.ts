import { hashNext, hashOf, hashStart } from './hashing.js';

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
/** Forms that stand for many. */
const names = ['<url>', '<user>', '<num>'] as const;
const nameHashes = names.map((name) => hashOf(name));
const [url, user, num] = [1, 2, 3];

/** What the model reads of a comment: words, contractions apart, and signs, in order. Read anew, it keeps its memory. */
export class Tokens {
  /** Whoever lowers it forgets the tokens from there on. */
  count = 0;
  /** UTF-16 units into the folded view that was read, half open. */
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  /** FNV-1a of the form. */
  hashes = new Uint32Array(256);
  /** Where the form's own letters end: a run of signs or of letters may be longer. */
  #cuts = new Int32Array(256);
  /** 0, or one more than the index of the name that stands for it. */
  #named = new Uint8Array(256);
  #text = '';

  form(i: number): string {
    const name = this.#named[i] as number;
    return name > 0 ? (names[name - 1] as string) : this.#text.slice(this.starts[i], this.#cuts[i]);
  }

  forms(): string[] {
    return Array.from({ length: this.count }, (_, i) => this.form(i));
  }

  /** Whether the token has this form. */
  is(i: number, form: string): boolean {
    if ((this.#named[i] as number) > 0) return this.form(i) === form;
    const start = this.starts[i] as number;
    if ((this.#cuts[i] as number) - start !== form.length) return false;
    for (let at = 0; at < form.length; at++) {
      if (this.#text.charCodeAt(start + at) !== form.charCodeAt(at)) return false;
    }
    return true;
  }

  /** Reads at most `most` tokens of a folded text. Linear in its length; never throws. */
  read(folded: string, most: number): this {
    this.#text = folded;
    this.count = 0;
    let at = 0;
    while (at < folded.length && this.count < most) {
      const code = folded.charCodeAt(at);
      const kind = code < 128 ? classes[code] : 0;
      if (kind === 3) at++;
      else if (kind === 1) at = this.#word(at);
      else at = code < 128 ? this.#sign(at, code) : this.#other(at);
    }
    return this;
  }

  #push(start: number, cut: number, end: number, hash: number, name = 0): number {
    if (this.count === this.starts.length) this.#grow();
    const i = this.count++;
    this.starts[i] = start;
    this.ends[i] = end;
    this.hashes[i] = hash;
    this.#cuts[i] = cut;
    this.#named[i] = name;
    return end;
  }

  #grow(): void {
    const grown = <T extends Int32Array | Uint32Array | Uint8Array>(old: T, room: T): T => {
      room.set(old);
      return room;
    };
    const room = this.starts.length * 2;
    this.starts = grown(this.starts, new Int32Array(room));
    this.ends = grown(this.ends, new Int32Array(room));
    this.hashes = grown(this.hashes, new Uint32Array(room));
    this.#cuts = grown(this.#cuts, new Int32Array(room));
    this.#named = grown(this.#named, new Uint8Array(room));
  }

  #pushNamed(name: number, start: number, end: number): number {
    return this.#push(start, end, end, nameHashes[name - 1] as number, name);
  }

  #word(start: number): number {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (first === 104 || first === 119) {
      address.lastIndex = start;
      const end = address.test(text) ? address.lastIndex : start;
      if (end > start) return this.#pushNamed(url, start, end);
    }
    let apostrophes = 0;
    let hash = hashNext(hashStart, first);
    let end = start + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code < 128) {
        if (classes[code] !== 1 && classes[code] !== 2) {
          if (code !== apostrophe || !isLetterAt(text, end + 1)) break;
          apostrophes++;
        }
      } else if (!isLetterAt(text, end)) break;
      if (end - start < longestForm) hash = hashNext(hash, code);
    }
    const cut = Math.min(end, start + longestForm);
    if (apostrophes > 0) {
      const tail = contraction.exec(text.slice(start, cut))?.[0].length ?? 0;
      if (tail > 0 && tail < end - start) {
        const apart = end - tail;
        // A tail that was cut off with a long run keeps the letters before it.
        const before = Math.max(start, cut - tail);
        this.#push(start, before, apart, hashOf(text, start, before));
        return this.#push(apart, end, end, hashOf(text, apart, end));
      }
    }
    if (first < 58 && number.test(text.slice(start, cut))) return this.#pushNamed(num, start, end);
    return this.#push(start, cut, end, hash >>> 0);
  }

  /** A run of one sign: "!!!" is read as "!!". */
  #sign(start: number, code: number): number {
    const text = this.#text;
    let end = start + 1;
    while (text.charCodeAt(end) === code) end++;
    if (code === 64 && end === start + 1 && isLetterAt(text, end)) {
      return this.#pushNamed(user, start, this.#endOfName(end));
    }
    const cut = Math.min(end, start + 2);
    return this.#push(start, cut, end, hashOf(text, start, cut));
  }

  #endOfName(from: number): number {
    let end = from;
    while (end < this.#text.length && isLetterAt(this.#text, end)) end++;
    return end;
  }

  #other(start: number): number {
    const text = this.#text;
    const end = start + ((text.codePointAt(start) as number) > 0xffff ? 2 : 1);
    if (isLetterAt(text, start)) return this.#word(start);
    return /\s/u.test(text.slice(start, end)) ? end : this.#push(start, end, end, hashOf(text, start, end));
  }
}

function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return classes[code] === 1;
  return code >= 0x80 && letter.test(String.fromCodePoint(text.codePointAt(at) as number));
}
