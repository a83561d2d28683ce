import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Offsets } from './span-f1.js';

/** Labelled comments beside the checkout, or where MODERATO_EVAL_DATA says; their README there says what they are. */
export const dataFolder = process.env.MODERATO_EVAL_DATA || resolve(__dirname, '../../../../shared/data');
export const hasData = existsSync(join(dataFolder, 'manifest.json'));

export const devFiles = [
  'civil-comments',
  'toxic-spans',
  'wikipedia',
  'wikipedia-subtypes',
  'insults',
  'adhominem-cmv',
  'olid',
  'misogyny',
  'davidson',
] as const;
export type DevFile = (typeof devFiles)[number];

export interface DevRow {
  file: DevFile;
  id: string;
  text: string;
  /** 0..1; absent: not annotated. */
  labels: Record<string, number | undefined>;
  target: number;
  sample?: string;
  parent?: string;
  site_rating?: 'approved' | 'rejected';
  spans?: Offsets[];
  spans_from?: string;
}

/** Of each file every `nth` row. */
export function readDevRows(nth: number): DevRow[] {
  return devFiles.flatMap((file) =>
    gunzipSync(readFileSync(join(dataFolder, `${file}.dev.ndjson.gz`)))
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .filter((_, i) => i % nth === 0)
      .map((line) => ({ ...(JSON.parse(line) as Omit<DevRow, 'file'>), file })),
  );
}

/** Drawn at random, so that rates are near natural ones. */
export const isNatural = ({ file, sample }: DevRow): boolean =>
  (file === 'civil-comments' && (sample === 'random' || sample === 'last-chunk')) ||
  (file === 'wikipedia' && sample === 'random');
