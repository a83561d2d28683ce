import { jsonContent } from '@moderato/http';
import { z } from 'zod';
import { scoreSchema } from '../analyze/schema.js';
import { commentFields } from '../comment-schema.js';
import { googleErrorSchema } from '../google-error.js';
import { keySecurity, type PerspectiveOperation } from '../operation.js';

const spanScore = z.object({
  begin: z.int().min(0).nullish(),
  end: z.int().min(0).nullish(),
  score: scoreSchema,
});

export const suggestRequest = z
  .object({
    ...commentFields,
    attributeScores: z
      .record(
        z.string().max(100),
        z.object({ summaryScore: scoreSchema.nullish(), spanScores: z.array(spanScore).max(1_000).nullish() }),
      )
      .nullish()
      .describe('What a person says that the scores should have been'),
  })
  .meta({ id: 'SuggestCommentScoreRequest' });

export const suggestResponse = z
  .object({
    clientToken: z.string().optional(),
    requestedLanguages: z.array(z.string()),
    detectedLanguages: z.array(z.string()),
  })
  .meta({ id: 'SuggestCommentScoreResponse' });

export const operation: PerspectiveOperation = {
  method: 'post',
  path: '/perspective/v1alpha1/comments:suggestscore',
  operationId: 'perspectiveSuggestScore',
  tags: ['Perspective'],
  summary: 'Tell what a score should have been, as Perspective’s comments:suggestscore does',
  description:
    'Kept only where the site’s setting `storeSuggestedScores` is on, and then without the text: the scores, and which stored comment they are of where the request tells its id. Otherwise taken and dropped.',
  security: keySecurity,
  request: { body: { required: true, content: jsonContent(suggestRequest) } },
  responses: {
    200: { description: 'Taken', content: jsonContent(suggestResponse) },
    default: { description: 'An error in Google’s form', content: jsonContent(googleErrorSchema) },
  },
};
