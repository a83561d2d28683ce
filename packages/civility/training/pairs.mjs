// So that the model learns who is spoken of and how, not which identity is named, and reads words through their disguises:
// sentences of our own, real rows with their identity terms swapped, and real rows with some words misspelt.
// node pairs.mjs ROWS_FOLDER: writes pairs.train.ndjson, the same each time.
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chance, index, one } from './chance.mjs';
import * as lexicon from './pairs-lexicon.mjs';
import { made } from './pairs-sentences.mjs';
import { rowOf } from './row.mjs';

/** Under the row's own id, so that both are held out or neither is; of no natural sample. */
const copyOf = ({ sample: _, ...row }, tokens) => ({ ...row, tokens });

const inner = (word) => 1 + index(word.length - 2);
const disguises = [
  (word, at) => word.slice(0, at) + one(['*', '#', '*']) + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  (word, at) => word.slice(0, at) + word[at] + word.slice(at),
  (word) => `${word[0]}${'*'.repeat(word.length - 2)}${word.at(-1)}`,
];
const misspelt = (word) => one(disguises)(word, inner(word));

/** Real rows, as many civil ones as others, with about a quarter of their words misspelt. */
function* disguised(folder) {
  for (const name of ['civil-comments', 'wikipedia', 'toxic-spans']) {
    const taken = [0, 0];
    for (const line of readFileSync(join(folder, `${name}.train.ndjson`), 'utf8').split('\n')) {
      if (line === '') continue;
      const row = JSON.parse(line);
      const side = row.target >= 0.5 ? 1 : 0;
      if (taken[side] >= 4000 || row.tokens.length > 60 || !chance(0.4)) continue;
      taken[side]++;
      yield copyOf(
        row,
        row.tokens.map((token) => (/^[a-z]{4,}$/.test(token) && chance(0.25) ? misspelt(token) : token)),
      );
    }
  }
}

/** Real rows with one identity term put in place of another, each noun for a noun and adjective for an adjective. */
function* swapped(folder) {
  const forms = [0, 1, 2].map(
    (form) => new Map(lexicon.groups.filter((g) => g[form]).map((g) => [g[form].toLowerCase(), form])),
  );
  const terms = new Map(forms.toReversed().flatMap((map) => [...map]));
  for (const name of ['civil-comments', 'wikipedia']) {
    let taken = 0;
    for (const line of readFileSync(join(folder, `${name}.train.ndjson`), 'utf8').split('\n')) {
      if (line === '' || taken >= 9000) continue;
      const row = JSON.parse(line);
      if (row.tokens.length > 80) continue;
      const at = row.tokens.findIndex((token) => terms.has(token));
      if (at < 0 || !chance(0.7)) continue;
      const from = row.tokens[at];
      const form = terms.get(from);
      const to = one(lexicon.groups.filter((g) => g[form]))
        [form].toLowerCase()
        .split(' ');
      const tokens = row.tokens.flatMap((token) => (token === from ? to : [token]));
      taken++;
      yield copyOf(row, tokens);
    }
  }
}

const [folder] = process.argv.slice(2);
const file = createWriteStream(join(folder, 'pairs.train.ndjson'));
let n = 0;
for (const { text, labels } of made()) {
  file.write(
    `${JSON.stringify(rowOf({ id: `pairs-${n++}`, source: 'pairs', split: 'train', labels, target: labels['pairs.attack'] ?? 0, text }))}\n`,
  );
}
for (const rows of [swapped(folder), disguised(folder)]) {
  for (const row of rows) {
    file.write(`${JSON.stringify(row)}\n`);
    n++;
  }
}
file.end(() => process.stderr.write(`${n} pairs\n`));
