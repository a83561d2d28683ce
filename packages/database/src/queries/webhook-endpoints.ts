import { newId } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';

/** A signing secret; `expiresAt` (RFC 3339) is set on one that a rotation replaced. Newest first in a list. */
export interface EndpointSecret {
  secret: string;
  expiresAt: string | null;
}

export interface WebhookEndpoint {
  id: string;
  url: string;
  description: string;
  /** Empty: every event. */
  eventTypes: string[];
  disabledAt: Date | null;
  disabledReason: string | null;
  failingSince: Date | null;
  createdAt: Date;
}

const columns = `id, url, description, event_types as "eventTypes", disabled_at as "disabledAt",
  disabled_reason as "disabledReason", failing_since as "failingSince", created_at as "createdAt"`;

const sealSecrets = (masterKeys: MasterKeys, secrets: EndpointSecret[]) =>
  masterKeys.wrap(Buffer.from(JSON.stringify(secrets)));

export interface NewWebhookEndpoint {
  id: string;
  url: string;
  description: string;
  eventTypes: string[];
  secret: string;
}

export async function insertWebhookEndpoint(
  tx: Queryable,
  masterKeys: MasterKeys,
  siteId: string,
  endpoint: NewWebhookEndpoint,
  at: Date,
): Promise<void> {
  const { wrapped, version } = sealSecrets(masterKeys, [{ secret: endpoint.secret, expiresAt: null }]);
  await tx.query(
    `insert into webhook_endpoint (id, site_id, url, description, event_types, secrets, key_version, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [endpoint.id, siteId, endpoint.url, endpoint.description, endpoint.eventTypes, wrapped, version, at],
  );
}

/** Oldest first, those after `after` where it is given; deleted ones left out. */
export async function listWebhookEndpoints(
  db: Queryable,
  siteId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<WebhookEndpoint[]> {
  const { rows } = await db.query<WebhookEndpoint>(
    `select ${columns} from webhook_endpoint
     where site_id = $1 and deleted_at is null and ($2::uuid is null or id > $2) order by id limit $3`,
    [siteId, after ?? null, limit],
  );
  return rows;
}

export async function findWebhookEndpoint(db: Queryable, siteId: string, id: string): Promise<WebhookEndpoint | null> {
  const { rows } = await db.query<WebhookEndpoint>(
    `select ${columns} from webhook_endpoint where site_id = $1 and id = $2 and deleted_at is null`,
    [siteId, id],
  );
  return rows[0] ?? null;
}

export interface EndpointChanges {
  url?: string | undefined;
  description?: string | undefined;
  eventTypes?: string[] | undefined;
  /** True takes an endpoint out of use; false takes it back in and ends its run of failures. */
  disabled?: boolean | undefined;
}

/** Null where the site has no such endpoint. */
export async function updateWebhookEndpoint(
  tx: Queryable,
  siteId: string,
  { id, changes }: { id: string; changes: EndpointChanges },
  at: Date,
): Promise<WebhookEndpoint | null> {
  const { rows } = await tx.query<WebhookEndpoint>(
    `update webhook_endpoint set url = coalesce($3, url), description = coalesce($4, description),
       event_types = coalesce($5, event_types),
       disabled_at = case when $6 then coalesce(disabled_at, $7::timestamptz) when not $6 then null else disabled_at end,
       disabled_reason = case when $6 then coalesce(disabled_reason, 'disabled by its owner') when not $6 then null
         else disabled_reason end,
       failing_since = case when not $6 then null else failing_since end
     where site_id = $1 and id = $2 and deleted_at is null returning ${columns}`,
    [
      siteId,
      id,
      changes.url ?? null,
      changes.description ?? null,
      changes.eventTypes ?? null,
      changes.disabled ?? null,
      at,
    ],
  );
  return rows[0] ?? null;
}

/** False where the site has no such endpoint. Its secrets go at once; its deliveries stay listed. */
export async function deleteWebhookEndpoint(tx: Queryable, siteId: string, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update webhook_endpoint set deleted_at = $3, secrets = '' where site_id = $1 and id = $2 and deleted_at is null`,
    [siteId, id, at],
  );
  return rowCount === 1;
}

/**
 * Puts `secret` first; those before it stay valid until `oldValidUntil` or their own end. False where the site has no
 * such endpoint.
 */
export async function rotateEndpointSecret(
  tx: Queryable,
  masterKeys: MasterKeys,
  siteId: string,
  rotation: { id: string; secret: string; at: Date; oldValidUntil: Date },
): Promise<boolean> {
  const { id, secret, at, oldValidUntil } = rotation;
  const { rows } = await tx.query<{ secrets: Buffer; keyVersion: number }>(
    `select secrets, key_version as "keyVersion" from webhook_endpoint
     where site_id = $1 and id = $2 and deleted_at is null for update`,
    [siteId, id],
  );
  const row = rows[0];
  if (!row) return false;
  const known = JSON.parse(
    masterKeys.unwrap({ wrapped: row.secrets, version: row.keyVersion }).toString('utf8'),
  ) as EndpointSecret[];
  const kept = known
    .map((old) => ({ ...old, expiresAt: old.expiresAt ?? oldValidUntil.toISOString() }))
    .filter(({ expiresAt }) => new Date(expiresAt) > at);
  const { wrapped, version } = sealSecrets(masterKeys, [{ secret, expiresAt: null }, ...kept]);
  await tx.query('update webhook_endpoint set secrets = $3, key_version = $4 where site_id = $1 and id = $2', [
    siteId,
    id,
    wrapped,
    version,
  ]);
  return true;
}

/** Puts one event for one endpoint into the outbox, whatever types it subscribed to. Returns the delivery's id. */
export async function insertEventFor(
  tx: Queryable,
  siteId: string,
  event: { endpointId: string; type: string; data: object },
  at: Date,
): Promise<string> {
  const [eventId, deliveryId] = [newId(at), newId(at)];
  await tx.query('insert into event (id, site_id, type, data, occurred_at) values ($1, $2, $3, $4, $5)', [
    eventId,
    siteId,
    event.type,
    event.data,
    at,
  ]);
  await tx.query(
    `insert into delivery (id, site_id, event_id, endpoint_id, event_type, next_attempt_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $6)`,
    [deliveryId, siteId, eventId, event.endpointId, event.type, at],
  );
  return deliveryId;
}

/** Whether the site has that delivery, and whether its endpoint would still take it. */
export async function findDelivery(
  db: Queryable,
  siteId: string,
  id: string,
): Promise<{ id: string; endpointInUse: boolean } | null> {
  const { rows } = await db.query<{ id: string; endpointInUse: boolean }>(
    `select d.id, e.disabled_at is null and e.deleted_at is null as "endpointInUse"
     from delivery d join webhook_endpoint e on e.id = d.endpoint_id and e.site_id = d.site_id
     where d.site_id = $1 and d.id = $2`,
    [siteId, id],
  );
  return rows[0] ?? null;
}
