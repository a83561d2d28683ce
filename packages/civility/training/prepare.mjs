// Reads the labelled files with the very tokenizer that ships, so that training and inference see the same tokens.
// node prepare.mjs DATA_FOLDER OUT_FOLDER: writes one NDJSON a source and split: {id, source, labels, target, tokens, marks, shape, …}.
import { createReadStream, createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { rowOf } from './row.mjs';

const [data, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
for (const name of readdirSync(data).filter((file) => file.endsWith('.ndjson.gz'))) {
  const lines = createInterface({ input: createReadStream(join(data, name)).pipe(createGunzip()) });
  const file = createWriteStream(join(out, name.replace('.gz', '')));
  let rows = 0;
  for await (const line of lines) {
    if (!file.write(`${JSON.stringify(rowOf(JSON.parse(line)))}\n`)) await new Promise((go) => file.once('drain', go));
    if (++rows % 20_000 === 0) process.stderr.write(`${name}: ${rows}\n`);
  }
  await new Promise((done) => file.end(done));
  process.stderr.write(`${name}: ${rows} rows\n`);
}
