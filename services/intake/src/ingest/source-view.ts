import type { IngestSourceListing } from '@moderato/database';
import { inboundSchemes } from '@moderato/webhooks';
import { z } from 'zod';
import { mappingSchema } from './mapping.js';

export const sourceViewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scheme: z.enum(inboundSchemes),
    mapping: mappingSchema,
    path: z.string().describe('Where the sender posts to: /ingest/{id}'),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'IngestSource' });

export const sourceView = ({ id, name, scheme, mapping, createdAt }: IngestSourceListing): object => ({
  id,
  name,
  scheme,
  mapping,
  path: `/ingest/${id}`,
  createdAt: createdAt.toISOString(),
});
