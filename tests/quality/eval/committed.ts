import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures } from './figure.js';

export const civilityFolder = join(__dirname, '../../../packages/civility');
const file = join(civilityFolder, 'eval/eval.json');

/** What is kept beside EVAL.md; `sample` is what CI measures again, on every `nth` dev row of each file. */
export interface Committed {
  engine: string;
  model: string;
  /** SHA-256 of the model file. */
  modelHash: string;
  sentences: Figures;
  data: Figures | null;
  sample: { nth: number; figures: Figures } | null;
  /** Timings depend on the machine: shown, never compared. */
  speed: unknown;
}

export const sampleNth = 8;

export const readCommitted = (): Committed | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Committed) : null;

export const writeCommitted = (committed: Committed): void =>
  writeFileSync(file, `${JSON.stringify(committed, null, 2)}\n`);
