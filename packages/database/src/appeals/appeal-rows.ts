import { type AppealCase, type AppealSource, type AppealState, mayDo, roles } from '@moderato/domain';
import type { Queryable } from '../database.js';

/** An appeal as it is kept, with what tells what it is about. */
export interface AppealRow {
  id: string;
  state: AppealState;
  source: AppealSource;
  authorId: string;
  /** The site's own ids. */
  author: string;
  externalId: string | null;
  commentId: string | null;
  revision: number | null;
  decisionId: string | null;
  penaltyId: string | null;
  deciderId: string | null;
  claimedBy: string | null;
  claimedUntil: Date | null;
  wrappedKey: Buffer | null;
  keyVersion: number;
  words: Buffer | null;
  createdAt: Date;
  dueAt: Date;
  decidedBy: string | null;
  ownDecision: boolean;
  reason: string | null;
  resultDecisionId: string | null;
  decidedAt: Date | null;
}

const columns = `p.id, p.state, p.source, p.author_id as "authorId", a.external_id as author,
  c.external_id as "externalId", p.comment_id as "commentId", p.revision, p.decision_id as "decisionId",
  p.penalty_id as "penaltyId", p.decider_id as "deciderId", p.claimed_by as "claimedBy",
  p.claimed_until as "claimedUntil", p.wrapped_key as "wrappedKey", p.key_version as "keyVersion", p.words,
  p.created_at as "createdAt", p.due_at as "dueAt", p.decided_by as "decidedBy", p.own_decision as "ownDecision",
  p.reason, p.result_decision_id as "resultDecisionId", p.decided_at as "decidedAt"`;
const joins = `join author a on a.id = p.author_id and a.site_id = $1
  left join comment c on c.id = p.comment_id and c.site_id = $1`;

/** Null where the site has no such appeal. `lock`: until the transaction ends nobody else changes it. */
export async function findAppeal(
  db: Queryable,
  siteId: string,
  id: string,
  { lock = false } = {},
): Promise<AppealRow | null> {
  const { rows } = await db.query<AppealRow>(
    `select ${columns} from appeal p ${joins} where p.site_id = $1 and p.id = $2 ${lock ? 'for update of p' : ''}`,
    [siteId, id],
  );
  return rows[0] ?? null;
}

/** Open appeals, those first that are due first; after the position `after`. */
export async function listOpenAppeals(
  db: Queryable,
  siteId: string,
  { after, limit }: { after?: { dueAt: Date; id: string } | undefined; limit: number },
): Promise<AppealRow[]> {
  const { rows } = await db.query<AppealRow>(
    `select ${columns}
     from (select * from appeal where site_id = $1 and state = 'open'
             and ($2::timestamptz is null or (due_at, id) > ($2, $3::uuid))
           order by due_at, id limit $4) p ${joins}
     order by p.due_at, p.id`,
    [siteId, after?.dueAt ?? null, after?.id ?? null, limit],
  );
  return rows;
}

export interface AppealFilter {
  state?: AppealState | undefined;
  commentId?: string | undefined;
  /** The last id seen. */
  before?: string | undefined;
  limit: number;
}

/** Appeals, newest first. */
export async function listAppeals(
  db: Queryable,
  siteId: string,
  { state, commentId, before, limit }: AppealFilter,
): Promise<AppealRow[]> {
  const { rows } = await db.query<AppealRow>(
    `select ${columns}
     from (select * from appeal where site_id = $1 and ($2::text is null or state = $2)
             and ($3::uuid is null or comment_id = $3) and ($4::uuid is null or id < $4)
           order by id desc limit $5) p ${joins}
     order by p.id desc`,
    [siteId, state ?? null, commentId ?? null, before ?? null, limit],
  );
  return rows;
}

/** An author's appeals, oldest first. */
export async function listPersonAppeals(
  db: Queryable,
  siteId: string,
  { authorId, after, limit }: { authorId: string; after: string | null; limit: number },
): Promise<AppealRow[]> {
  const { rows } = await db.query<AppealRow>(
    `select ${columns} from appeal p ${joins}
     where p.site_id = $1 and p.author_id = $2 and ($3::uuid is null or p.id > $3) order by p.id limit $4`,
    [siteId, authorId, after, limit],
  );
  return rows;
}

/** How many are open, counted to `atMost`, and how many of those are overdue at `at`. */
export async function countOpenAppeals(
  db: Queryable,
  siteId: string,
  { atMost, at }: { atMost: number; at: Date },
): Promise<{ open: number; overdue: number }> {
  const { rows } = await db.query<{ open: number; overdue: number }>(
    `select count(*)::int as open, (count(*) filter (where due_at < $3))::int as overdue
     from (select due_at from appeal where site_id = $1 and state = 'open' order by due_at limit $2) o`,
    [siteId, atMost, at],
  );
  return rows[0] ?? { open: 0, overdue: 0 };
}

/** Whose role lets them decide appeals, besides `deciderId`. */
export async function countOtherModerators(db: Queryable, siteId: string, deciderId: string | null): Promise<number> {
  const { rows } = await db.query<{ others: number }>(
    `select count(*)::int as others from moderator
     where site_id = $1 and disabled_at is null and ($2::uuid is null or id <> $2) and role = any($3::text[])`,
    [siteId, deciderId, deciding],
  );
  return rows[0]?.others ?? 0;
}

const deciding = roles.filter((role) => mayDo(role, 'decide'));

export const caseOf = ({
  state,
  deciderId,
  claimedBy,
  claimedUntil,
  decidedBy,
  ownDecision,
}: AppealRow): AppealCase => ({
  state,
  deciderId,
  claim: claimedBy && claimedUntil ? { by: claimedBy, until: claimedUntil } : null,
  decidedBy,
  ownDecision,
});

/** Writes how far an appeal is. */
export async function saveAppealCase(
  tx: Queryable,
  siteId: string,
  id: string,
  {
    appeal,
    reason = null,
    resultDecisionId = null,
    at,
  }: { appeal: AppealCase; reason?: string | null; resultDecisionId?: string | null; at: Date },
): Promise<void> {
  await tx.query(
    `update appeal set state = $3, claimed_by = $4, claimed_until = $5, decided_by = $6, own_decision = $7, reason = $8,
       result_decision_id = $9, decided_at = case when $3 = 'open' then null else $10::timestamptz end
     where site_id = $1 and id = $2`,
    [
      siteId,
      id,
      appeal.state,
      appeal.claim?.by ?? null,
      appeal.claim?.until ?? null,
      appeal.decidedBy,
      appeal.ownDecision,
      reason,
      resultDecisionId,
      at,
    ],
  );
}
