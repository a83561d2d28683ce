import type { Queryable } from '../database.js';
import type { DeskClaim } from '../queries/review-queue.js';

/** How long a claim holds without a sign of life. */
export const claimMinutes = 4;

export interface ClaimRequest {
  commentId: string;
  moderatorId: string;
  at: Date;
  /** Takes it also from a colleague. */
  evenFromOthers?: boolean;
}

/**
 * Claims a held comment, or renews the claim. Answers with the claim that holds now, which may be a colleague's; null
 * where the comment does not wait any more.
 */
export async function claimComment(
  tx: Queryable,
  siteId: string,
  { commentId, moderatorId, at, evenFromOthers = false }: ClaimRequest,
): Promise<DeskClaim | null> {
  const until = new Date(at.getTime() + claimMinutes * 60_000);
  await tx.query(
    `insert into comment_claim as q (comment_id, site_id, moderator_id, claimed_at, expires_at)
     select h.comment_id, $1, $3, $4, $5 from held_comment h where h.site_id = $1 and h.comment_id = $2
     on conflict (comment_id) do update set moderator_id = $3, expires_at = $5,
       claimed_at = case when q.moderator_id = $3 then q.claimed_at else $4 end
     where q.moderator_id = $3 or q.expires_at <= $4 or $6`,
    [siteId, commentId, moderatorId, at, until, evenFromOthers],
  );
  const { rows } = await tx.query<{ id: string; name: string | null; until: Date }>(
    `select q.moderator_id as id, m.name, q.expires_at as until
     from comment_claim q left join moderator m on m.id = q.moderator_id and m.site_id = q.site_id
     where q.site_id = $1 and q.comment_id = $2 and q.expires_at > $3`,
    [siteId, commentId, at],
  );
  const claim = rows[0];
  return claim ? { by: { id: claim.id, name: claim.name ?? '' }, until: claim.until } : null;
}

/** Gives back what the moderator has claimed of these; returns which. */
export async function releaseClaims(
  tx: Queryable,
  siteId: string,
  { commentIds, moderatorId }: { commentIds: string[]; moderatorId: string },
): Promise<string[]> {
  const { rows } = await tx.query<{ comment_id: string }>(
    `delete from comment_claim where site_id = $1 and comment_id = any($2::uuid[]) and moderator_id = $3
     returning comment_id`,
    [siteId, commentIds, moderatorId],
  );
  return rows.map((row) => row.comment_id);
}

/** A comment that is decided is nobody's any more. */
export async function dropClaims(tx: Queryable, siteId: string, commentIds: string[]): Promise<void> {
  await tx.query('delete from comment_claim where site_id = $1 and comment_id = any($2::uuid[])', [siteId, commentIds]);
}

/** The claims of a site that hold at `at`: what a desk starts from. */
export async function listClaims(
  db: Queryable,
  siteId: string,
  at: Date,
): Promise<(DeskClaim & { commentId: string })[]> {
  const { rows } = await db.query<{ commentId: string; id: string; name: string | null; until: Date }>(
    `select q.comment_id as "commentId", q.moderator_id as id, m.name, q.expires_at as until
     from comment_claim q left join moderator m on m.id = q.moderator_id and m.site_id = q.site_id
     where q.site_id = $1 and q.expires_at > $2 order by q.expires_at desc limit 500`,
    [siteId, at],
  );
  return rows.map(({ commentId, id, name, until }) => ({ commentId, by: { id, name: name ?? '' }, until }));
}
