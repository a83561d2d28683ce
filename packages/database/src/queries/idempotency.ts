import type { Queryable } from '../database.js';

/** Answers are kept this long. */
export const idempotencyHours = 24;
/** A first request that has not answered by then died with its process; the next one takes its place. */
const leaseMs = 60_000;

export interface IdempotencyScope {
  siteId: string;
  apiKeyId: string;
  key: string;
}

export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export type BegunRequest = { state: 'new' | 'running' | 'mismatch' } | { state: 'finished'; answer: KeptAnswer };

interface Row {
  fingerprint: Buffer;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
  created_at: Date;
}

/** Takes the key for this request, or says what it was used for. Runs in a transaction of its own, before the work. */
export async function beginIdempotentRequest(
  tx: Queryable,
  { siteId, apiKeyId, key }: IdempotencyScope,
  fingerprint: Buffer,
  at: Date,
): Promise<BegunRequest> {
  const { rowCount } = await tx.query(
    `insert into idempotency_key (site_id, api_key_id, key, fingerprint, created_at) values ($1, $2, $3, $4, $5)
     on conflict (site_id, api_key_id, key) do nothing`,
    [siteId, apiKeyId, key, fingerprint, at],
  );
  if (rowCount === 1) return { state: 'new' };
  const { rows } = await tx.query<Row>(
    `select fingerprint, status, headers, body, created_at from idempotency_key
     where site_id = $1 and api_key_id = $2 and key = $3 for update`,
    [siteId, apiKeyId, key],
  );
  const row = rows[0];
  // The first request gave the key back in this very moment: as if it were still running, so that the caller repeats.
  if (!row) return { state: 'running' };
  const ageMs = at.getTime() - row.created_at.getTime();
  const isOver = ageMs >= idempotencyHours * 3_600_000;
  if (!isOver && !row.fingerprint.equals(fingerprint)) return { state: 'mismatch' };
  if (isOver || (row.status === null && ageMs >= leaseMs)) {
    await tx.query(
      `update idempotency_key set fingerprint = $4, created_at = $5, status = null, headers = null, body = null
       where site_id = $1 and api_key_id = $2 and key = $3`,
      [siteId, apiKeyId, key, fingerprint, at],
    );
    return { state: 'new' };
  }
  if (row.status === null) return { state: 'running' };
  return { state: 'finished', answer: { status: row.status, headers: row.headers ?? {}, body: row.body ?? '' } };
}

export async function finishIdempotentRequest(
  tx: Queryable,
  { siteId, apiKeyId, key }: IdempotencyScope,
  { status, headers, body }: KeptAnswer,
): Promise<void> {
  await tx.query(
    `update idempotency_key set status = $4, headers = $5, body = $6
     where site_id = $1 and api_key_id = $2 and key = $3`,
    [siteId, apiKeyId, key, status, headers, body],
  );
}

/** Gives the key back: the same request may be tried again. */
export async function abandonIdempotentRequest(
  tx: Queryable,
  { siteId, apiKeyId, key }: IdempotencyScope,
): Promise<void> {
  await tx.query('delete from idempotency_key where site_id = $1 and api_key_id = $2 and key = $3 and status is null', [
    siteId,
    apiKeyId,
    key,
  ]);
}
