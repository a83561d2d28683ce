import { csvLine } from './csv.js';
import type { TransparencyStatement } from './statement-schema.js';

const columns = [
  'puid',
  'application_date',
  'content_date',
  'decision_visibility',
  'decision_ground',
  'incompatible_content_ground',
  'incompatible_content_explanation',
  'decision_facts',
  'category',
  'category_addition',
  'category_specification',
  'content_type',
  'content_language',
  'territorial_scope',
  'source_type',
  'automated_detection',
  'automated_decision',
] as const satisfies (keyof TransparencyStatement)[];

export const statementsCsvHead = (): string => csvLine(columns);

/** Lists within a cell are parted by `|`. */
export const statementCsvLine = (statement: TransparencyStatement): string =>
  csvLine(
    columns.map((column) => {
      const value = statement[column];
      return Array.isArray(value) ? value.join('|') : (value ?? null);
    }),
  );
