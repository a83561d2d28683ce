import type { DeliveryListing } from '@moderato/database';
import { z } from 'zod';

const time = z.iso.datetime();
export const deliveryStates = ['pending', 'delivered', 'dead'] as const;

export const deliveryViewSchema = z
  .object({
    id: z.string(),
    eventId: z.string(),
    endpointId: z.string(),
    eventType: z.string(),
    state: z.enum(deliveryStates).describe('dead: given up, kept for a replay'),
    attempts: z.int(),
    nextAttemptAt: time.nullable(),
    createdAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: 'Delivery' });

export const deliveryView = (delivery: DeliveryListing): z.infer<typeof deliveryViewSchema> => ({
  ...delivery,
  nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
  createdAt: delivery.createdAt.toISOString(),
  finishedAt: delivery.finishedAt?.toISOString() ?? null,
});
