import {
  isActive,
  type LadderSettings,
  ladderSettingsSchema,
  type Penalty,
  type PenaltyEnd,
  type PenaltyKind,
  type PenaltyView,
} from '@moderato/domain';
import type { Queryable } from '../database.js';

/** A penalty with all that is kept of it. */
export interface StoredPenalty extends Penalty {
  reason: string;
  clause: { id: string; text: string } | null;
  guidelinesVersion: number | null;
  revision: number | null;
  decisionId: string | null;
  /** `system` for the rules, else who: as in an action. */
  madeBy: string;
  endReason: string | null;
  endedAt: Date | null;
}

/** An author with everything that they were ever given. */
export interface AuthorLife {
  authorId: string;
  /** The site's own id. */
  externalId: string;
  penalties: StoredPenalty[];
}

const columns = `p.id, p.kind, p.reason, p.clause_id as "clauseId", p.clause_text as "clauseText",
  p.guidelines_version as "guidelinesVersion", p.comment_id as "commentId", p.revision, p.decision_id as "decisionId",
  p.made_by as "madeBy", p.follows_from as "followsFrom", p.expires_at as "expiresAt", p.created_at as "createdAt",
  e.how as ended, e.reason as "endReason", e.ended_at as "endedAt"`;
const withEnd = 'penalty p left join penalty_end e on e.penalty_id = p.id and e.site_id = $1';

type Columns = Omit<StoredPenalty, 'clause' | 'createdAt' | 'expiresAt' | 'endedAt'> & {
  clauseId: string | null;
  clauseText: string | null;
  createdAt: Date | string;
  expiresAt: Date | string | null;
  endedAt: Date | string | null;
};

const dateOf = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));

function penaltyOf({ clauseId, clauseText, createdAt, expiresAt, endedAt, ...rest }: Columns): StoredPenalty {
  const clause = clauseId === null ? null : { id: clauseId, text: clauseText ?? '' };
  const times = { createdAt: new Date(createdAt), expiresAt: dateOf(expiresAt), endedAt: dateOf(endedAt) };
  return { ...rest, clause, ...times };
}

const livesOf = `a.id as "authorId", a.external_id as "externalId",
  (select s.settings->'bans' from site s where s.id = $1) as settings,
  coalesce((select json_agg(row_to_json(x)) from (select ${columns} from ${withEnd}
    where p.site_id = $1 and p.author_id = a.id order by p.id) x), '[]') as penalties`;

interface LifeRow {
  authorId: string;
  externalId: string;
  settings: unknown;
  penalties: Columns[];
}

const lifeOf = ({ authorId, externalId, penalties }: LifeRow): AuthorLife => ({
  authorId,
  externalId,
  penalties: penalties.map(penaltyOf),
});
const settingsOf = (settings: unknown): LadderSettings => ladderSettingsSchema.parse(settings ?? {});

/** The authors of comments, by comment id, and the site's ladder. Comments of one author share one life. */
export async function loadLivesOfComments(
  db: Queryable,
  siteId: string,
  commentIds: string[],
): Promise<{ lives: Map<string, AuthorLife>; settings: LadderSettings }> {
  const { rows } = await db.query<LifeRow & { commentId: string }>({
    name: 'lives-of-comments',
    text: `select c.id as "commentId", ${livesOf} from comment c join author a on a.id = c.author_id and a.site_id = $1
     where c.site_id = $1 and c.id = any($2::uuid[])`,
    values: [siteId, commentIds],
  });
  const byAuthor = new Map<string, AuthorLife>();
  const lives = new Map<string, AuthorLife>();
  for (const row of rows) {
    const life = byAuthor.get(row.authorId) ?? lifeOf(row);
    byAuthor.set(row.authorId, life);
    lives.set(row.commentId, life);
  }
  return { lives, settings: settingsOf(rows[0]?.settings) };
}

/** Null where nobody of that id has commented at the site. */
export async function loadLife(
  db: Queryable,
  siteId: string,
  externalId: string,
): Promise<{ life: AuthorLife; settings: LadderSettings } | null> {
  const { rows } = await db.query<LifeRow>(
    `select ${livesOf} from author a where a.site_id = $1 and a.external_id = $2`,
    [siteId, externalId],
  );
  return rows[0] ? { life: lifeOf(rows[0]), settings: settingsOf(rows[0].settings) } : null;
}

export interface PenaltyFilter {
  /** The last id of the page before. */
  before?: string | undefined;
  limit: number;
  /** Only what holds at this time. */
  activeAt?: Date | undefined;
  kind?: PenaltyKind | undefined;
  /** The site's own id. */
  author?: string | undefined;
}

/** A site's penalties, newest first. */
export async function listPenalties(
  db: Queryable,
  siteId: string,
  { before, limit, activeAt, kind, author }: PenaltyFilter,
): Promise<{ penalty: StoredPenalty; externalId: string }[]> {
  const { rows } = await db.query<Columns & { externalId: string }>(
    `select ${columns}, a.external_id as "externalId"
     from ${withEnd} join author a on a.id = p.author_id and a.site_id = $1
     where p.site_id = $1 and ($2::uuid is null or p.id < $2) and ($3::text is null or p.kind = $3)
       and ($4::timestamptz is null or (e.how is null and (p.expires_at is null or p.expires_at > $4)))
       and ($5::text is null or a.external_id = $5)
     order by p.id desc limit $6`,
    [siteId, before ?? null, kind ?? null, activeAt ?? null, author ?? null, limit],
  );
  return rows.map(({ externalId, ...row }) => ({ penalty: penaltyOf(row), externalId }));
}

/** Whose penalty it is, by the site's own id; null where the site has no such penalty. */
export async function findPunished(db: Queryable, siteId: string, penaltyId: string): Promise<string | null> {
  const { rows } = await db.query<{ external_id: string }>(
    `select a.external_id from penalty p join author a on a.id = p.author_id and a.site_id = $1
     where p.site_id = $1 and p.id = $2`,
    [siteId, penaltyId],
  );
  return rows[0]?.external_id ?? null;
}

export async function insertPenalties(
  tx: Queryable,
  siteId: string,
  penalties: { authorId: string; penalty: StoredPenalty }[],
): Promise<void> {
  if (penalties.length === 0) return;
  const all = penalties.map(({ penalty }) => penalty);
  await tx.query(
    `insert into penalty (id, site_id, author_id, kind, reason, clause_id, clause_text, guidelines_version, comment_id,
       revision, decision_id, made_by, follows_from, expires_at, created_at)
     select n.id, $1, n.author_id, n.kind, n.reason, n.clause_id, n.clause_text, n.version, n.comment_id, n.revision,
       n.decision_id, n.made_by, string_to_array(n.follows_from, ' ')::uuid[], n.expires_at, n.created_at
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::uuid[],
         $10::int[], $11::uuid[], $12::text[], $13::text[], $14::timestamptz[], $15::timestamptz[])
       as n(id, author_id, kind, reason, clause_id, clause_text, version, comment_id, revision, decision_id, made_by,
         follows_from, expires_at, created_at)`,
    [
      siteId,
      all.map((p) => p.id),
      penalties.map(({ authorId }) => authorId),
      all.map((p) => p.kind),
      all.map((p) => p.reason),
      all.map((p) => p.clause?.id ?? null),
      all.map((p) => p.clause?.text ?? null),
      all.map((p) => p.guidelinesVersion),
      all.map((p) => p.commentId),
      all.map((p) => p.revision),
      all.map((p) => p.decisionId),
      all.map((p) => p.madeBy),
      all.map((p) => p.followsFrom.join(' ')),
      all.map((p) => p.expiresAt),
      all.map((p) => p.createdAt),
    ],
  );
}

export interface PenaltyEnding {
  penaltyId: string;
  how: PenaltyEnd;
  reason: string;
  endedBy: string;
}

export async function endPenalties(tx: Queryable, siteId: string, endings: PenaltyEnding[], at: Date): Promise<void> {
  if (endings.length === 0) return;
  await tx.query(
    `insert into penalty_end (penalty_id, site_id, how, reason, ended_by, ended_at)
     select e.penalty_id, $1, e.how, e.reason, e.ended_by, $2
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) as e(penalty_id, how, reason, ended_by)`,
    [
      siteId,
      at,
      endings.map((e) => e.penaltyId),
      endings.map((e) => e.how),
      endings.map((e) => e.reason),
      endings.map((e) => e.endedBy),
    ],
  );
}

/** What sites read of a penalty. */
export const penaltyView = (penalty: StoredPenalty, externalId: string, at: Date): PenaltyView => ({
  id: penalty.id,
  author: externalId,
  kind: penalty.kind,
  active: isActive(penalty, at),
  reason: penalty.reason,
  clause: penalty.clause,
  guidelinesVersion: penalty.guidelinesVersion,
  commentId: penalty.commentId,
  decisionId: penalty.decisionId,
  by: penalty.madeBy === 'system' ? 'rules' : 'staff',
  followsFrom: [...penalty.followsFrom],
  createdAt: penalty.createdAt.toISOString(),
  expiresAt: penalty.expiresAt?.toISOString() ?? null,
  statement: penalty.kind === 'proposed_ban' ? null : `/v1/bans/${penalty.id}/statement`,
  ended: penalty.ended && {
    how: penalty.ended,
    reason: penalty.endReason ?? '',
    at: (penalty.endedAt ?? at).toISOString(),
  },
});
