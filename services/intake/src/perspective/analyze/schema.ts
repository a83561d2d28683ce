import { jsonContent } from '@moderato/http';
import { z } from 'zod';
import { commentFields } from '../comment-schema.js';
import { googleErrorSchema } from '../google-error.js';
import { keySecurity, type PerspectiveOperation } from '../operation.js';

const scoreTypes = ['PROBABILITY', 'SCORE_TYPE_UNSPECIFIED'] as const;

export const analyzeRequest = z
  .object({
    ...commentFields,
    requestedAttributes: z
      .record(
        z.string(),
        z.object({ scoreType: z.enum(scoreTypes).nullish(), scoreThreshold: z.number().nullish() }).nullish(),
      )
      .nullish()
      .describe('By name, e.g. `TOXICITY`, or `TOXICITY@1` for one version of the engine'),
    spanAnnotations: z.boolean().nullish().describe('Whether each sentence is scored too'),
    doNotStore: z.boolean().nullish().describe('Nothing is stored in any case'),
    dropUnsupportedAttributes: z
      .boolean()
      .nullish()
      .describe('Leaves out what has no score here, in place of an error; also a query parameter. Not Google’s'),
  })
  .meta({ id: 'AnalyzeCommentRequest' });

export type AnalyzeRequest = z.output<typeof analyzeRequest>;

export const scoreSchema = z
  .object({ value: z.number().min(0).max(1), type: z.enum(scoreTypes).optional() })
  .meta({ id: 'PerspectiveScore' });
const spanScoreSchema = z.object({
  begin: z.int().min(0).describe('UTF-16 code units'),
  end: z.int().min(0).describe('Exclusive'),
  score: scoreSchema,
});

export const analyzeResponse = z
  .object({
    attributeScores: z.record(
      z.string(),
      z.object({ summaryScore: scoreSchema.optional(), spanScores: z.array(spanScoreSchema).optional() }),
    ),
    languages: z.array(z.string()),
    detectedLanguages: z.array(z.string()),
    clientToken: z.string().optional(),
  })
  .meta({ id: 'AnalyzeCommentResponse' });

export type AnalyzeResponse = z.input<typeof analyzeResponse>;

export const operation: PerspectiveOperation = {
  method: 'post',
  path: '/perspective/v1alpha1/comments:analyze',
  operationId: 'perspectiveAnalyze',
  tags: ['Perspective'],
  summary: 'Score a comment, as Perspective’s comments:analyze does',
  description:
    'For software that calls Google’s Perspective: change its host and key. Scores are those of `/v1/decide`. Answers 503 rather than a score where rules or the model failed.',
  security: keySecurity,
  request: { body: { required: true, content: jsonContent(analyzeRequest) } },
  responses: {
    200: { description: 'The scores', content: jsonContent(analyzeResponse) },
    default: { description: 'An error in Google’s form', content: jsonContent(googleErrorSchema) },
  },
};
