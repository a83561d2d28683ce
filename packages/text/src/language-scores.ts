import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * How common n-grams of four bytes of UTF-8 are in 60 languages: the smallest table of the library `eld` 2.1.0
 * (Apache-2.0, by Nito T.M.), which scripts/make-language-table.mjs packs. Scored here as the library does, whose own
 * module takes half a second and 75 MB to load in each process; a test holds our answers to its.
 */
const table = readTable(readFileSync(join(import.meta.dirname, '..', 'data', 'language-table.bin')));

interface Table {
  languages: string[];
  /** Of each n-gram, sorted. */
  hashes: Uint32Array;
  /** Where each n-gram's languages and scores end. */
  ends: Uint32Array;
  language: Uint8Array;
  score: Uint8Array;
}

function readTable(file: Buffer): Table {
  // Typed arrays need aligned memory, which a pooled buffer does not promise.
  const { buffer } = Uint8Array.from(file);
  const [nameBytes = 0, ngrams = 0, pairs = 0] = new Uint32Array(buffer, 0, 3);
  const start = 12 + nameBytes;
  const pairsStart = start + 8 * ngrams;
  return {
    languages: Buffer.from(buffer, 12, nameBytes).toString('ascii').trim().split(' '),
    hashes: new Uint32Array(buffer, start, ngrams),
    ends: new Uint32Array(buffer, start + 4 * ngrams, ngrams),
    language: new Uint8Array(buffer, pairsStart, pairs),
    score: new Uint8Array(buffer, pairsStart + pairs, pairs),
  };
}

/** The least that an n-gram scores; the table holds what it scores above that. */
const leastScore = 53;
/** Brings a score of a few hundred into 0..1. */
const scale = 25;
/** Bytes: what is read of all words, and of each. */
const longestText = 350;
const longestWord = 70;
const space = 0x20;

const fnv = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);

/** Hashes of the n-grams of one word of `bytes`: from every third byte on, and the last four, with the word's ends. */
function addNgrams(into: Set<number>, bytes: Uint8Array, from: number, to: number): void {
  const length = Math.min(to - from, longestWord);
  const ngram = (start: number, end: number, closes: boolean): void => {
    let hash = 0x811c9dc5;
    if (start === 0 || (closes && length <= 4)) hash = fnv(hash, space);
    for (let i = start; i < end; i++) hash = fnv(hash, bytes[from + i] as number);
    into.add((closes ? fnv(hash, space) : hash) >>> 0);
  };
  for (let start = 0; start + 4 < length; start += 3) ngram(start, start + 4, false);
  ngram(length === 3 ? 0 : Math.max(0, length - 4), to - from, true);
}

function ngramsOf(words: readonly string[]): Set<number> {
  const ngrams = new Set<number>();
  let read = 0;
  for (const word of words) {
    const bytes = Buffer.from(word, 'utf8');
    if (bytes.length === 0) continue;
    addNgrams(ngrams, bytes, 0, bytes.length);
    read += bytes.length;
    if (read > longestText) break;
    read++;
  }
  return ngrams;
}

/** Index of `hash` in the table, -1 where it is none of its n-grams. */
function indexOf(hash: number): number {
  let low = 0;
  let high = table.hashes.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = table.hashes[middle] as number;
    if (found === hash) return middle;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** A score for each language that any of the words looks like, 0..1; empty where none does. */
export function languageScores(words: readonly string[]): Map<string, number> {
  const sums = new Float64Array(table.languages.length);
  const ngrams = ngramsOf(words);
  for (const hash of ngrams) {
    const at = indexOf(hash);
    if (at < 0) continue;
    for (let i = at === 0 ? 0 : (table.ends[at - 1] as number); i < (table.ends[at] as number); i++) {
      const language = table.language[i] as number;
      sums[language] = (sums[language] as number) + (table.score[i] as number) + leastScore;
    }
  }
  const scores = new Map<string, number>();
  for (const [i, sum] of sums.entries()) {
    const each = sum / ngrams.size;
    if (sum > 0) scores.set(table.languages[i] as string, each / (each + scale));
  }
  return scores;
}
