import type { GuidelinesState, Policy } from '@moderato/domain';
import type { Queryable } from '../database.js';

export interface StoredGuidelines {
  id: string;
  version: number;
  state: GuidelinesState;
  policy: Policy;
  createdAt: Date;
  /** When it last went live; null where it never did. */
  publishedAt: Date | null;
}

export const storedGuidelinesColumns =
  'id, version, state, policy, created_at as "createdAt", published_at as "publishedAt"';

export async function findLiveGuidelines(db: Queryable, siteId: string): Promise<StoredGuidelines | null> {
  const { rows } = await db.query<StoredGuidelines>(
    `select ${storedGuidelinesColumns} from guidelines where site_id = $1 and state = 'live'`,
    [siteId],
  );
  return rows[0] ?? null;
}

/** The version that is live and the one in shadow: both decide. */
export async function findDecidingGuidelines(
  db: Queryable,
  siteId: string,
): Promise<Record<'live' | 'shadow', StoredGuidelines | null>> {
  const { rows } = await db.query<StoredGuidelines>(
    `select ${storedGuidelinesColumns} from guidelines where site_id = $1 and state in ('live', 'shadow')`,
    [siteId],
  );
  const inState = (state: GuidelinesState) => rows.find((row) => row.state === state) ?? null;
  return { live: inState('live'), shadow: inState('shadow') };
}

export async function findGuidelines(db: Queryable, siteId: string, version: number): Promise<StoredGuidelines | null> {
  const { rows } = await db.query<StoredGuidelines>(
    `select ${storedGuidelinesColumns} from guidelines where site_id = $1 and version = $2`,
    [siteId, version],
  );
  return rows[0] ?? null;
}

export interface GuidelinesSummary extends Omit<StoredGuidelines, 'policy'> {
  hash: string;
}

/** A site's versions, newest first, without their text. */
export async function listGuidelines(
  db: Queryable,
  siteId: string,
  { before, limit, state }: { before?: number | undefined; limit: number; state?: GuidelinesState | undefined },
): Promise<GuidelinesSummary[]> {
  const { rows } = await db.query<GuidelinesSummary>(
    `select id, version, state, hash, created_at as "createdAt", published_at as "publishedAt" from guidelines
     where site_id = $1 and ($2::int is null or version < $2) and ($4::text is null or state = $4)
     order by version desc limit $3`,
    [siteId, before ?? null, limit, state ?? null],
  );
  return rows;
}

/** The newest versions that were ever live, newest first: those that decided. */
export async function listPublishedPolicies(db: Queryable, siteId: string, limit: number): Promise<Policy[]> {
  const { rows } = await db.query<{ policy: Policy }>(
    `select policy from guidelines where site_id = $1 and published_at is not null order by version desc limit $2`,
    [siteId, limit],
  );
  return rows.map(({ policy }) => policy);
}

/** Until the transaction ends nobody else makes or moves a version of the site's guidelines. */
export async function lockGuidelines(tx: Queryable, siteId: string): Promise<void> {
  // The weaker lock: rows that refer to the site may be written meanwhile.
  await tx.query('select id from site where id = $1 for no key update', [siteId]);
}

/** The next version's number, for this transaction alone. */
export async function nextGuidelinesVersion(tx: Queryable, siteId: string): Promise<number> {
  await lockGuidelines(tx, siteId);
  const { rows } = await tx.query<{ next: number }>(
    'select coalesce(max(version), 0) + 1 as next from guidelines where site_id = $1',
    [siteId],
  );
  return rows[0]?.next ?? 1;
}

interface NewGuidelines {
  id: string;
  siteId: string;
  policy: Policy;
  at: Date;
}

export async function insertDraft(tx: Queryable, { id, siteId, policy, at }: NewGuidelines): Promise<void> {
  await tx.query(
    `insert into guidelines (id, site_id, version, hash, source, policy, state, created_at)
     values ($1, $2, $3, $4, $5, $6, 'draft', $7)`,
    [id, siteId, policy.version, policy.hash, policy.source, policy, at],
  );
}

/** Moves one version; where there can be but one in `state`, the caller has moved the other before. */
export async function setGuidelinesState(
  tx: Queryable,
  siteId: string,
  { version, state, at }: { version: number; state: GuidelinesState; at: Date },
): Promise<void> {
  await tx.query(
    `update guidelines set state = $3, published_at = case when $3 = 'live' then $4 else published_at end
     where site_id = $1 and version = $2`,
    [siteId, version, state, at],
  );
}

/** Retires the live version, where there is one, and makes `policy` live in its place. */
export async function publishGuidelines(tx: Queryable, guidelines: NewGuidelines): Promise<void> {
  const { siteId, policy, at } = guidelines;
  await tx.query(`update guidelines set state = 'retired' where site_id = $1 and state = 'live'`, [siteId]);
  await insertDraft(tx, guidelines);
  await setGuidelinesState(tx, siteId, { version: policy.version, state: 'live', at });
}
