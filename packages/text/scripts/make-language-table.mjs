// Makes data/language-table.bin from the smallest n-gram table of the library `eld` (Apache-2.0, 60 languages):
// `node packages/text/scripts/make-language-table.mjs`. As a module of its own the table takes half a second and 75 MB
// to load, in every process; so it takes a millisecond and half a megabyte. The test beside src/language-scores.ts holds
// our answers to the library's.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const eld = dirname(dirname(fileURLToPath(import.meta.resolve('eld/extrasmall'))));
const load = (file) => import(pathToFileURL(join(eld, file)).href);
const [{ ngramsData }, { dictionary }] = await Promise.all([load('ngrams/extrasmall.js'), load('dictionary.js')]);

/** The library writes each byte beyond ASCII as a character that no word has. */
const byteOf = new Map();
for (let byte = 0x80; byte < 0x100; byte++) if (dictionary[byte] !== ' ') byteOf.set(dictionary[byte], byte);

/** FNV-1a over the bytes, as in language-scores.ts. */
function hashOf(ngram) {
  let hash = 0x811c9dc5;
  for (const char of ngram) hash = Math.imul(hash ^ (byteOf.get(char) ?? char.charCodeAt(0)), 0x01000193);
  return hash >>> 0;
}

const rows = Object.entries(ngramsData.ngrams).map(([ngram, scores]) => [
  hashOf(ngram),
  Object.entries(scores).map(([language, score]) => [Number(language), score]),
]);
rows.sort((a, b) => a[0] - b[0]);
const clash = rows.findIndex(([hash], i) => i > 0 && rows[i - 1][0] === hash);
if (clash >= 0) throw new Error('two n-grams have one hash: take another');

const languages = Object.values(ngramsData.languages)
  .join(' ')
  .padEnd(4 * Math.ceil((60 * 3) / 4));
const pairs = rows.flatMap(([, scores]) => scores);
const head = Uint32Array.of(Buffer.byteLength(languages), rows.length, pairs.length);
const ends = new Uint32Array(rows.length);
for (const [i, [, scores]] of rows.entries()) ends[i] = (i === 0 ? 0 : ends[i - 1]) + scores.length;
const parts = [
  Buffer.from(head.buffer),
  Buffer.from(languages),
  Buffer.from(Uint32Array.from(rows, ([hash]) => hash).buffer),
  Buffer.from(ends.buffer),
  Buffer.from(pairs.map(([language]) => language)),
  Buffer.from(pairs.map(([, score]) => score)),
];
writeFileSync(join(import.meta.dirname, '..', 'data', 'language-table.bin'), Buffer.concat(parts));
