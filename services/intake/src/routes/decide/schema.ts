import { judgementSchema } from '@moderato/domain';
import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';

const text = z.string().max(100_000);
const word = z.string().max(500);

export const decideSchema = z
  .strictObject({
    body: text,
    author: z
      .strictObject({
        id: word.optional(),
        name: word.optional(),
        hasEmail: z
          .boolean()
          .optional()
          .describe('Whether an e-mail address came with it; left out where none is asked for'),
        isStaff: z.boolean().optional().describe('One of the site’s own: may bear a staff name'),
      })
      .optional(),
    story: z
      .strictObject({
        id: word.optional(),
        url: z.string().max(2_000).optional(),
        title: word.optional(),
        people: z.array(word).max(50).optional(),
        summary: z.string().max(5_000).optional().describe('What it is about, or how it begins'),
      })
      .optional(),
    parent: z.strictObject({ id: word.optional(), body: text.optional(), author: word.optional() }).optional(),
    language: z.string().max(35).optional(),
    acceptedTerms: z.boolean().optional(),
    missingFields: z.array(word).max(50).optional().describe('Required fields of the form that came empty'),
    context: z
      .strictObject({
        earlier: z
          .array(z.strictObject({ fingerprint: word, sameAuthor: z.boolean(), sameStory: z.boolean() }))
          .max(100)
          .optional()
          .describe('Comments of the days before that carry the fingerprint of this one, or stood in its thread'),
        staff: z.array(word).max(500).optional().describe('Names of the site’s staff'),
        commenters: z.array(word).max(500).optional().describe('Names of the others who comment on the story'),
      })
      .optional(),
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
