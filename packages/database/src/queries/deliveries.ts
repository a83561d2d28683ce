import type { Database, Queryable } from '../database.js';

export async function listSitesWithDueDeliveries(database: Database, at: Date): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_due_deliveries($1) as id', [at]);
  return rows.map(({ id }) => id);
}

/** A delivery that the caller alone may attempt until `leasedUntil`. */
export interface ClaimedDelivery {
  id: string;
  endpointId: string;
  eventType: string;
  /** Attempts made in this round; a replay begins a new one. */
  attempts: number;
  leasedUntil: Date;
  url: string;
  /** Sealed JSON `[{secret, expiresAt}]`. */
  secrets: Buffer;
  keyVersion: number;
  data: Record<string, unknown>;
  occurredAt: Date;
}

export interface Claim {
  at: Date;
  leasedUntil: Date;
  /** At most this many for one endpoint, so that none holds up another. */
  perEndpoint: number;
  /** The same for one whose newest attempt failed: it may hang. */
  perFailingEndpoint: number;
  limit: number;
  /** Endpoints that have enough in hand, or asked for a rest. */
  except: string[];
}

/** Leases due deliveries, the longest due first; those that another dispatcher holds are passed over. */
export async function claimDeliveries(db: Queryable, siteId: string, claim: Claim): Promise<ClaimedDelivery[]> {
  const { rows } = await db.query<ClaimedDelivery>(
    `with due as (
       select d.id, e.url, e.secrets, e.key_version
       from webhook_endpoint e cross join lateral (
         select w.id, w.next_attempt_at from delivery w
         where w.site_id = $1 and w.endpoint_id = e.id and w.state = 'pending' and w.next_attempt_at <= $2
           and (w.leased_until is null or w.leased_until <= $2)
         order by w.next_attempt_at limit case when e.failing_since is null then $4::int else $7::int end for update skip locked
       ) d
       where e.site_id = $1 and e.disabled_at is null and e.deleted_at is null and e.id <> all($6::uuid[])
       order by d.next_attempt_at limit $5
     ), leased as (
       update delivery d set leased_until = $3 from due where d.id = due.id and d.site_id = $1
       returning d.id, d.event_id, d.endpoint_id, d.event_type, d.attempts, due.url, due.secrets, due.key_version
     )
     select l.id, l.endpoint_id as "endpointId", l.event_type as "eventType", l.attempts, $3::timestamptz as "leasedUntil",
       l.url, l.secrets, l.key_version as "keyVersion", v.data, v.occurred_at as "occurredAt"
     from leased l join event v on v.id = l.event_id and v.site_id = $1`,
    [siteId, claim.at, claim.leasedUntil, claim.perEndpoint, claim.limit, claim.except, claim.perFailingEndpoint],
  );
  return rows;
}

/** Puts aside what is due to endpoints that were disabled or deleted; a replay brings it back. Returns how many. */
export async function buryUndeliverable(db: Queryable, siteId: string, at: Date): Promise<number> {
  const { rowCount } = await db.query(
    `update delivery d set state = 'dead', finished_at = $2, next_attempt_at = null, leased_until = null
     from webhook_endpoint e
     where e.site_id = $1 and (e.disabled_at is not null or e.deleted_at is not null)
       and d.site_id = $1 and d.endpoint_id = e.id and d.state = 'pending'
       and (d.leased_until is null or d.leased_until <= $2)`,
    [siteId, at],
  );
  return rowCount ?? 0;
}

export interface DeliveryOutcome {
  deliveryId: string;
  endpointId: string;
  /** The lease under which the attempt was made. */
  leasedUntil: Date;
  startedAt: Date;
  durationMs: number;
  /** Null when there was no answer. */
  status: number | null;
  /** A word or two: never what the receiver or the event said. */
  error: string | null;
  answer: string | null;
  state: 'pending' | 'delivered' | 'dead';
  nextAttemptAt: Date | null;
}

/**
 * Writes attempts and the states they lead to. Returns the deliveries it wrote: one whose lease has run out and been
 * taken by another dispatcher is left to that one.
 */
export async function recordAttempts(
  db: Queryable,
  siteId: string,
  outcomes: DeliveryOutcome[],
  at: Date,
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `with outcome as (
       select * from unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::int[], $7::smallint[], $8::text[],
         $9::text[], $10::text[], $11::timestamptz[])
         as o(id, leased_until, started_at, duration_ms, status, error, answer, state, next_attempt_at)
     ), written as (
       update delivery d set state = o.state, attempts = d.attempts + 1, next_attempt_at = o.next_attempt_at,
         leased_until = null, finished_at = case when o.state = 'pending' then null else $2::timestamptz end
       from outcome o
       where d.site_id = $1 and d.id = o.id and d.state = 'pending' and d.leased_until = o.leased_until
       returning d.id
     )
     insert into delivery_attempt (delivery_id, site_id, attempt, started_at, duration_ms, status, error, answer)
     select o.id, $1, 1 + coalesce((select max(a.attempt) from delivery_attempt a where a.delivery_id = o.id), 0),
       o.started_at, o.duration_ms, o.status, o.error, o.answer
     from outcome o join written w on w.id = o.id
     returning delivery_id as id`,
    [
      siteId,
      at,
      outcomes.map((o) => o.deliveryId),
      outcomes.map((o) => o.leasedUntil),
      outcomes.map((o) => o.startedAt),
      outcomes.map((o) => o.durationMs),
      outcomes.map((o) => o.status),
      outcomes.map((o) => o.error),
      outcomes.map((o) => o.answer),
      outcomes.map((o) => o.state),
      outcomes.map((o) => o.nextAttemptAt),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Starts or ends the unbroken run of failures of endpoints; what is as it should be is not written again. */
export async function noteEndpointHealth(
  db: Queryable,
  siteId: string,
  { succeeded, failed }: { succeeded: string[]; failed: string[] },
  at: Date,
): Promise<void> {
  await db.query(
    `update webhook_endpoint set failing_since = case when id = any($2::uuid[]) then null else $4::timestamptz end
     where site_id = $1 and ((id = any($2::uuid[]) and failing_since is not null)
       or (id = any($3::uuid[]) and not id = any($2::uuid[]) and failing_since is null))`,
    [siteId, succeeded, failed, at],
  );
}

/** Disables those of `endpointIds` that are enabled, and, where `failingBefore` is given, have failed since before it. */
export async function disableEndpoints(
  db: Queryable,
  siteId: string,
  endpointIds: string[],
  { reason, at, failingBefore }: { reason: string; at: Date; failingBefore?: Date },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `update webhook_endpoint set disabled_at = $3, disabled_reason = $4
     where site_id = $1 and id = any($2::uuid[]) and disabled_at is null
       and ($5::timestamptz is null or failing_since <= $5)
     returning id`,
    [siteId, endpointIds, at, reason, failingBefore ?? null],
  );
  return rows.map(({ id }) => id);
}

/**
 * Sends a finished delivery again, under the same message id and with all its attempts before it. False where the
 * site has no such delivery, or it is still on its way.
 */
export async function replayDelivery(db: Queryable, siteId: string, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update delivery set state = 'pending', attempts = 0, next_attempt_at = $3, leased_until = null, finished_at = null
     where site_id = $1 and id = $2 and state <> 'pending'`,
    [siteId, id, at],
  );
  return rowCount === 1;
}

export interface DeliveryListing {
  id: string;
  eventId: string;
  endpointId: string;
  eventType: string;
  state: 'pending' | 'delivered' | 'dead';
  attempts: number;
  nextAttemptAt: Date | null;
  createdAt: Date;
  finishedAt: Date | null;
}

const columns = `id, event_id as "eventId", endpoint_id as "endpointId", event_type as "eventType", state, attempts,
  next_attempt_at as "nextAttemptAt", created_at as "createdAt", finished_at as "finishedAt"`;

/** Newest first, those older than `before` where it is given; state `dead` is the dead-letter list. */
export async function listDeliveries(
  db: Queryable,
  siteId: string,
  filter: { state?: string; endpointId?: string; before?: string; limit: number },
): Promise<DeliveryListing[]> {
  const { rows } = await db.query<DeliveryListing>(
    `select ${columns} from delivery
     where site_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or endpoint_id = $3)
       and ($4::uuid is null or id < $4)
     order by id desc limit $5`,
    [siteId, filter.state ?? null, filter.endpointId ?? null, filter.before ?? null, filter.limit],
  );
  return rows;
}

export interface AttemptListing {
  attempt: number;
  startedAt: Date;
  durationMs: number;
  status: number | null;
  error: string | null;
  answer: string | null;
}

export async function listDeliveryAttempts(
  db: Queryable,
  siteId: string,
  deliveryId: string,
): Promise<AttemptListing[]> {
  const { rows } = await db.query<AttemptListing>(
    `select attempt, started_at as "startedAt", duration_ms as "durationMs", status, error, answer
     from delivery_attempt where site_id = $1 and delivery_id = $2 order by attempt`,
    [siteId, deliveryId],
  );
  return rows;
}

/** The dead-letter list, oldest first. */
export async function listDeadDeliveryIds(db: Queryable, siteId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from delivery where site_id = $1 and state = 'dead' order by id`,
    [siteId],
  );
  return rows.map(({ id }) => id);
}
