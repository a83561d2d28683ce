import { csvLine } from './csv.js';

/** One number of the yearly report of Art. 15 and 24 of Regulation (EU) 2022/2065. */
export interface Figure {
  article: '15(1)(b)' | '15(1)(c)' | '15(1)(d)' | '15(1)(e)' | '24(1)(b)' | '24(5)' | 'other';
  /** What is counted. */
  about: string;
  /** A category of the Transparency Database, a kind, or `all`. */
  category: string;
  figure: string;
  /** Null where there was nothing to take it of. */
  value: number | null;
  unit: 'count' | 'hours' | 'share';
}

const columns = ['site', 'year', 'article', 'about', 'category', 'figure', 'value', 'unit'] as const;

/** The figures as CSV, a number a line, so that they can be set against the templates in any spreadsheet. */
export function figuresCsv(figures: readonly Figure[], { site, year }: { site: string; year: number }): string {
  const lines = figures.map(({ article, about, category, figure, value, unit }) =>
    csvLine([site, year, article, about, category, figure, value, unit]),
  );
  return [csvLine(columns), ...lines].join('');
}
