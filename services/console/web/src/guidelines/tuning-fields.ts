import type { ClauseTuning, Consequence, Tuning } from '@moderato/domain';
import { RequestFailed } from '../api/request.js';

/** A clause's settings as they stand in the form: lists one entry a line, numbers as they are typed. */
export interface ClauseFields {
  off: boolean;
  outcome: '' | 'review' | 'reject';
  review: string;
  reject: string;
  never: boolean;
  consequence: '' | Consequence;
  phrases: string;
  authors: string;
  domains: string;
}

export interface SiteFields {
  hold: string;
  allow: string;
  trustedAuthors: string;
  staffNames: string;
  staffDomains: string;
}

const joined = (entries: string[] = []): string => entries.join('\n');
const linesOf = (text: string): string[] | undefined => {
  const entries = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return entries.length > 0 ? entries : undefined;
};
const shown = (value: number | null | undefined): string => (value == null ? '' : String(value));

/** Without the members that are not set; undefined where none is. */
function filled<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T | undefined {
  const set = Object.entries(members).filter(([, value]) => value !== undefined);
  return set.length > 0 ? (Object.fromEntries(set) as T) : undefined;
}

export function clauseFields({ off, outcome, thresholds, consequence, exceptions }: ClauseTuning = {}): ClauseFields {
  return {
    off: off ?? false,
    outcome: outcome ?? '',
    review: shown(thresholds?.review),
    reject: shown(thresholds?.reject),
    never: thresholds?.reject === null,
    consequence: consequence ?? '',
    phrases: joined(exceptions?.phrases),
    authors: joined(exceptions?.authors),
    domains: joined(exceptions?.domains),
  };
}

/** What is no number goes as it is, for the API to name the field. */
const numberOf = (typed: string): number | undefined =>
  typed.trim() === '' ? undefined : Number.isNaN(Number(typed)) ? (typed as unknown as number) : Number(typed);

/** `tuning` with the settings of one clause as the form has them. */
export function withClause(tuning: Tuning, clauseId: string, fields: ClauseFields): Tuning {
  const reject = fields.never ? null : numberOf(fields.reject);
  const own = filled<ClauseTuning>({
    off: fields.off || undefined,
    outcome: fields.outcome || undefined,
    thresholds: filled<NonNullable<ClauseTuning['thresholds']>>({ review: numberOf(fields.review), reject }),
    consequence: fields.consequence || undefined,
    exceptions: filled<NonNullable<ClauseTuning['exceptions']>>({
      phrases: linesOf(fields.phrases),
      authors: linesOf(fields.authors),
      domains: linesOf(fields.domains),
    }),
  });
  const { [clauseId]: _before, ...others } = tuning.clauses ?? {};
  const clauses = own ? { ...others, [clauseId]: own } : others;
  const { clauses: _all, ...rest } = tuning;
  return Object.keys(clauses).length > 0 ? { ...rest, clauses } : rest;
}

export function siteFields({ hold, allow, trustedAuthors, staff }: NonNullable<Tuning['site']> = {}): SiteFields {
  return {
    hold: joined(hold),
    allow: joined(allow),
    trustedAuthors: joined(trustedAuthors),
    staffNames: joined(staff?.names),
    staffDomains: joined(staff?.emailDomains),
  };
}

/** `tuning` with the settings of the site as the form has them. */
export function withSite(tuning: Tuning, fields: SiteFields): Tuning {
  type Site = NonNullable<Tuning['site']>;
  const site = filled<Site>({
    hold: linesOf(fields.hold),
    allow: linesOf(fields.allow),
    trustedAuthors: linesOf(fields.trustedAuthors),
    staff: filled<NonNullable<Site['staff']>>({
      names: linesOf(fields.staffNames),
      emailDomains: linesOf(fields.staffDomains),
    }),
  });
  const { site: _before, ...rest } = tuning;
  return site ? { ...rest, site } : rest;
}

export interface FieldErrors {
  /** What is wrong at the field that `path` points to below the form's own place; for a list, at which line. */
  at(path: string): string | undefined;
  /** What belongs to no field that was asked for. */
  rest(fields: readonly string[]): string[];
}

/** The API's complaints, for the fields of a form whose place in the request is `base`, e.g. `/tuning/site`. */
export function fieldErrors(error: unknown, base: string): FieldErrors {
  const found = error instanceof RequestFailed ? (error.problem?.errors ?? []) : [];
  const below = (path: string) => `${base}${path}`;
  const atOrBelow = (pointer: string, place: string) => pointer === place || pointer.startsWith(`${place}/`);
  return {
    at(path) {
      const own = found.filter(({ pointer = '' }) => atOrBelow(pointer, below(path)));
      const words = own.map(({ pointer = '', detail }) => {
        const line = /\/(\d+)$/.exec(pointer.slice(below(path).length))?.[1];
        return line === undefined ? detail : `Line ${Number(line) + 1}: ${detail}`;
      });
      return words.length > 0 ? words.join(' ') : undefined;
    },
    rest: (fields) =>
      found
        .filter(({ pointer = '' }) => !fields.some((field) => atOrBelow(pointer, below(field))))
        .map(({ detail }) => detail),
  };
}
