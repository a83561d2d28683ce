#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write('moderato: not built yet. Run `npm run build` (or `npm start`, which builds) and try again.\n');
  process.exitCode = 2;
}
