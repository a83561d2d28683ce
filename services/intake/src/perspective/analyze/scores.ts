import type { Judgement, Span } from '@moderato/domain';
import { type Means, type Source, scoreOf, sourceOf } from '../attributes.js';
import { badRequest } from '../google-error.js';
import { type Languages, notSupported, unsupportedLanguages } from '../languages.js';
import type { AnalyzeRequest, AnalyzeResponse } from './schema.js';

export interface JudgedSpan {
  span: Span;
  judgement: Judgement;
}

interface Wanted {
  name: string;
  source: Source;
  /** Scores below it are left out. */
  threshold: number;
}

type Options = NonNullable<AnalyzeRequest['requestedAttributes']>[string];

/**
 * What is to be scored, in the order of the request. The first attribute that has no score, or none in the language,
 * is an error, unless `drop` says to leave such out.
 */
export function wantedScores(
  requested: Record<string, Options>,
  { means, languages, drop }: { means: Means; languages: Languages; drop: boolean },
): Wanted[] {
  const names = Object.keys(requested);
  if (names.length === 0)
    throw badRequest('NO_REQUESTED_ATTRIBUTES', 'No attribute was asked for: requestedAttributes.');
  const foreign = unsupportedLanguages(languages);
  const wanted: Wanted[] = [];
  for (const name of names) {
    const source = sourceOf(name, means);
    if (typeof source === 'string' && foreign.length === 0) {
      wanted.push({ name, source, threshold: requested[name]?.scoreThreshold ?? 0 });
    } else if (!drop) {
      if (typeof source !== 'string') throw badRequest('INVALID_REQUEST', source.problem);
      throw notSupported(name, foreign, languages);
    }
  }
  return wanted;
}

const scoreType = 'PROBABILITY';

/** One entry for each wanted attribute; without one that reaches its threshold, none. */
export function attributeScores(
  wanted: readonly Wanted[],
  whole: Judgement,
  spans: readonly JudgedSpan[],
): AnalyzeResponse['attributeScores'] {
  return Object.fromEntries(
    wanted.flatMap(({ name, source, threshold }) => {
      const value = scoreOf(whole, source);
      const spanScores = spans
        .map(({ span: { start, end }, judgement }) => ({
          begin: start,
          end,
          score: { value: scoreOf(judgement, source), type: scoreType } as const,
        }))
        .filter(({ score }) => score.value >= threshold);
      if (value < threshold && spanScores.length === 0) return [];
      const summary = value >= threshold && { summaryScore: { value, type: scoreType } as const };
      return [[name, { ...summary, spanScores }]];
    }),
  );
}
