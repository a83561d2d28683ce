import type { Judgement } from '@moderato/domain';
import type { DevRow } from './dev-rows.js';
import type { Judging } from './judging.js';

export interface JudgedRow {
  row: DevRow;
  judgement: Judgement;
}

/** Hears how many of how many are done, of what. */
export type OnProgress = (what: string, done: number, all: number) => void;

export const judgeRows = ({ full }: Judging, rows: readonly DevRow[], onProgress: OnProgress): JudgedRow[] =>
  rows.map((row, i) => {
    onProgress('dev comments', i + 1, rows.length);
    const { text: body, parent } = row;
    return { row, judgement: full(parent === undefined ? { body } : { body, parent: { body: parent } }) };
  });
