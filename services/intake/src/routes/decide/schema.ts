import { judgementSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

const text = z.string().max(100_000);
const word = z.string().max(500);

export const decideSchema = z
  .strictObject({
    body: text,
    author: z.strictObject({ id: word.optional(), name: word.optional() }).optional(),
    story: z
      .strictObject({
        id: word.optional(),
        url: z.string().max(2_000).optional(),
        title: word.optional(),
        people: z.array(word).max(50).optional(),
      })
      .optional(),
    parent: z.strictObject({ id: word.optional(), body: text.optional(), author: word.optional() }).optional(),
    language: z.string().max(35).optional(),
    guidelines: z
      .string()
      .max(200_000)
      .optional()
      .describe('Posted text to decide by; without it, the live guidelines'),
  })
  .meta({ id: 'DecideRequest' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/decide',
  operationId: 'decide',
  tags: ['Comments'],
  summary: 'Decide without storing anything',
  request: { body: { required: true, content: jsonContent(decideSchema) } },
  responses: {
    200: { description: 'What a decision would say', content: jsonContent(judgementSchema.meta({ id: 'Judgement' })) },
  },
};
