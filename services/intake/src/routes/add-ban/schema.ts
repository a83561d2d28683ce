import { jsonContent, type Route } from '@moderato/http';
import { z } from 'zod';
import { changedPenaltySchema } from '../../ban-view.js';
import type { IntakeDeps } from '../../deps.js';

export const addBanSchema = z
  .strictObject({
    author: z.string().min(1).max(200).describe('The site’s own id of the author, who has commented before'),
    kind: z.enum(['warning', 'strike', 'suspension', 'ban']),
    reason: z.string().trim().min(1).max(1_000).describe('In words that may be shown to the author'),
    clause: z.string().max(100).optional().describe('Id of the clause of the live guidelines that it rests on'),
    comment: z.uuid().optional().describe('Moderato’s id of the comment that it rests on'),
    hours: z
      .number()
      .int()
      .min(1)
      .max(87_600)
      .optional()
      .describe('How long a suspension lasts; default: the first of the site’s `suspensionHours`'),
  })
  .refine(({ kind, hours }) => hours === undefined || kind === 'suspension', {
    path: ['hours'],
    error: 'belongs to a suspension: leave it out, or set kind to suspension',
  })
  .meta({ id: 'NewPenalty' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/bans',
  operationId: 'addBan',
  tags: ['Authors'],
  summary: 'Warn, strike, suspend or ban an author',
  description:
    'By the site’s staff. A strike counts as one by the rules does, and may bring a suspension. A ban confirms one that ' +
    'was proposed. Trusted authors and staff are refused.',
  request: { body: { required: true, content: jsonContent(addBanSchema) } },
  responses: { 201: { description: 'Imposed, and on the record', content: jsonContent(changedPenaltySchema) } },
};
