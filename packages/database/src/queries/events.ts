import { type EventType, newId } from '@moderato/domain';
import type { Queryable } from '../database.js';

export interface NewEvent {
  type: EventType;
  /** What the site is told: ids and decisions, no comment text. */
  data: object;
  /** `data` as JSON text, where that is there already. */
  json?: string;
}

/**
 * Puts events into the outbox, with one delivery for each enabled endpoint that wants their type. Events that nobody
 * wants are not kept. Returns how many deliveries were made.
 */
export async function insertEvents(db: Queryable, siteId: string, events: NewEvent[], at: Date): Promise<number> {
  const { rows: endpoints } = await db.query<{ id: string; types: string[] }>({
    name: 'find-endpoints',
    text: `select id, event_types as types from webhook_endpoint
     where site_id = $1 and disabled_at is null and deleted_at is null`,
    values: [siteId],
  });
  if (endpoints.length === 0) return 0;
  const wanted = events
    .map((event) => ({
      ...event,
      id: newId(at),
      endpoints: endpoints.filter(({ types }) => types.length === 0 || types.includes(event.type)),
    }))
    .filter((event) => event.endpoints.length > 0);
  if (wanted.length === 0) return 0;
  await db.query({
    name: 'insert-events',
    text: `insert into event (id, site_id, type, data, occurred_at)
     select e.id, $1, e.type, e.data::json, $2 from unnest($3::uuid[], $4::text[], $5::text[]) as e(id, type, data)`,
    values: [
      siteId,
      at,
      wanted.map((e) => e.id),
      wanted.map((e) => e.type),
      wanted.map((e) => e.json ?? JSON.stringify(e.data)),
    ],
  });
  const deliveries = wanted.flatMap((event) => event.endpoints.map((endpoint) => ({ event, endpoint })));
  await db.query({
    name: 'insert-deliveries',
    text: `insert into delivery (id, site_id, event_id, endpoint_id, event_type, next_attempt_at, created_at)
     select d.id, $1, d.event_id, d.endpoint_id, d.type, $2, $2
     from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[]) as d(id, event_id, endpoint_id, type)`,
    values: [
      siteId,
      at,
      deliveries.map(() => newId(at)),
      deliveries.map(({ event }) => event.id),
      deliveries.map(({ endpoint }) => endpoint.id),
      deliveries.map(({ event }) => event.type),
    ],
  });
  return deliveries.length;
}
