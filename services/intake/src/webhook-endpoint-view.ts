import type { WebhookEndpoint } from '@moderato/database';
import { eventTypes } from '@moderato/domain';
import { z } from 'zod';

const time = z.iso.datetime();

export const endpointViewSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    description: z.string(),
    eventTypes: z.array(z.enum(eventTypes)).describe('Empty: every event'),
    disabled: z.boolean(),
    disabledReason: z.string().nullable(),
    failingSince: time.nullable().describe('Start of an unbroken run of failures'),
    createdAt: time,
  })
  .meta({ id: 'WebhookEndpoint' });

export const endpointView = (endpoint: WebhookEndpoint): z.infer<typeof endpointViewSchema> => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description,
  eventTypes: endpoint.eventTypes as (typeof eventTypes)[number][],
  disabled: endpoint.disabledAt !== null,
  disabledReason: endpoint.disabledReason,
  failingSince: endpoint.failingSince?.toISOString() ?? null,
  createdAt: endpoint.createdAt.toISOString(),
});

/** The signing secret, told once: at creation and at a rotation. */
export const withSecretSchema = endpointViewSchema
  .extend({ secret: z.string().describe('whsec_…; not shown again') })
  .meta({ id: 'WebhookEndpointWithSecret' });

/** What may be said of an endpoint; of the URL's form only, since the address it leads to is checked at each sending. */
export const endpointFields = {
  url: z.string().max(2_000),
  description: z.string().max(500),
  eventTypes: z.array(z.enum(eventTypes)).max(eventTypes.length).describe('Empty: every event'),
};
