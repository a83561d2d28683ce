import { jsonContent, type Route } from '@moderato/http';
import { inboundSchemes } from '@moderato/webhooks';
import { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { mappingSchema, plainMapping } from '../../ingest/mapping.js';
import { sourceViewSchema } from '../../ingest/source-view.js';

export const createSourceSchema = z
  .strictObject({
    name: z.string().min(1).max(100),
    scheme: z.enum(inboundSchemes).describe('How the sender signs'),
    secret: z
      .string()
      .min(8)
      .max(500)
      .optional()
      .describe('The sender’s own secret; needed but for standard-webhooks, where one is made'),
    mapping: mappingSchema.default(plainMapping).describe('Unset: the envelope’s `data` is a submission as it is'),
  })
  .meta({ id: 'NewIngestSource' });

export const operation: Route<IntakeDeps>['operation'] = {
  method: 'post',
  path: '/v1/ingest-sources',
  operationId: 'createIngestSource',
  tags: ['Ingest'],
  summary: 'Let a site’s software send its own signed webhooks',
  request: { body: { required: true, content: jsonContent(createSourceSchema) } },
  responses: {
    201: {
      description: 'Made; a secret of our making is shown once',
      content: jsonContent(sourceViewSchema.extend({ secret: z.string().optional() })),
    },
  },
};
