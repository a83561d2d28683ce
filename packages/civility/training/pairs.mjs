// So that the model learns who is spoken of and how, not which identity is named: sentences of our own, and real rows with
// their identity terms swapped. node pairs.mjs ROWS_FOLDER: writes pairs.train.ndjson, the same each time.
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chance, one } from './chance.mjs';
import * as lexicon from './pairs-lexicon.mjs';
import { made } from './pairs-sentences.mjs';
import { rowOf } from './row.mjs';

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
      yield { ...row, id: `${row.id}-swap`, tokens };
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
for (const row of swapped(folder)) file.write(`${JSON.stringify(row)}\n`) && n++;
file.end(() => process.stderr.write(`${n} pairs\n`));
