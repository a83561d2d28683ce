import { flipOf, newId, type Outcome } from '@moderato/domain';
import type { Queryable } from '../database.js';

/** How the version in shadow decided a comment beside the live one. */
export interface ShadowComparison {
  commentId: string;
  externalId: string;
  revision: number;
  live: Outcome;
  shadow: Outcome;
  /** Clauses of the version in shadow that it cites. */
  clauseIds: string[];
}

export interface ShadowCount {
  live: Outcome;
  /** `missed`: the shadow could not keep up, or failed. */
  shadow: Outcome | 'missed';
  comments: number;
}

const countsOf = (comparisons: ShadowComparison[], missed: ShadowCount[]): ShadowCount[] => {
  const counts = new Map<string, ShadowCount>();
  for (const one of [...comparisons.map(({ live, shadow }) => ({ live, shadow, comments: 1 })), ...missed]) {
    const key = `${one.live} ${one.shadow}`;
    const known = counts.get(key);
    counts.set(key, { ...one, comments: one.comments + (known?.comments ?? 0) });
  }
  // In one order, so that two who count at once cannot wait for each other.
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
};

/** Counts comparisons and keeps those that disagree. */
export async function recordShadow(
  tx: Queryable,
  siteId: string,
  guidelinesId: string,
  { comparisons, missed, at }: { comparisons: ShadowComparison[]; missed: ShadowCount[]; at: Date },
): Promise<void> {
  const differing = comparisons.filter(({ live, shadow }) => live !== shadow);
  if (differing.length > 0) {
    await tx.query(
      `insert into shadow_disagreement (id, site_id, guidelines_id, comment_id, external_id, revision, live, shadow,
         clause_ids, decided_at)
       select d.id, $1, $2, d.comment_id, d.external_id, d.revision, d.live, d.shadow,
         string_to_array(d.clauses, ' '), $3
       from unnest($4::uuid[], $5::uuid[], $6::text[], $7::int[], $8::text[], $9::text[], $10::text[])
         as d(id, comment_id, external_id, revision, live, shadow, clauses)`,
      [
        siteId,
        guidelinesId,
        at,
        differing.map(() => newId(at)),
        differing.map((d) => d.commentId),
        differing.map((d) => d.externalId),
        differing.map((d) => d.revision),
        differing.map((d) => d.live),
        differing.map((d) => d.shadow),
        differing.map((d) => d.clauseIds.join(' ')),
      ],
    );
  }
  const counts = countsOf(comparisons, missed);
  await tx.query(
    `insert into shadow_count as s (site_id, guidelines_id, live, shadow, comments)
     select $1, $2, c.live, c.shadow, c.comments from unnest($3::text[], $4::text[], $5::bigint[]) as c(live, shadow, comments)
     on conflict (site_id, guidelines_id, live, shadow) do update set comments = s.comments + excluded.comments`,
    [siteId, guidelinesId, counts.map((c) => c.live), counts.map((c) => c.shadow), counts.map((c) => c.comments)],
  );
}

export async function listShadowCounts(db: Queryable, siteId: string, guidelinesId: string): Promise<ShadowCount[]> {
  const { rows } = await db.query<Omit<ShadowCount, 'comments'> & { comments: string }>(
    `select live, shadow, comments from shadow_count where site_id = $1 and guidelines_id = $2 order by live, shadow`,
    [siteId, guidelinesId],
  );
  return rows.map((row) => ({ ...row, comments: Number(row.comments) }));
}

/** How often a version in shadow was compared, fell behind, and decided otherwise, e.g. `approve→reject`. */
export function summedShadow(counts: ShadowCount[]) {
  const sum = { compared: 0, missed: 0, flips: {} as Record<string, number> };
  for (const { live, shadow, comments } of counts) {
    if (shadow === 'missed') sum.missed += comments;
    else {
      sum.compared += comments;
      if (live !== shadow) sum.flips[flipOf(live, shadow)] = comments;
    }
  }
  return sum;
}

export interface Disagreement extends ShadowComparison {
  id: string;
  decidedAt: Date;
}

/** Newest first; those before `before` where it is given. */
export async function listDisagreements(
  db: Queryable,
  siteId: string,
  { guidelinesId, before, limit }: { guidelinesId: string; before?: string | undefined; limit: number },
): Promise<Disagreement[]> {
  const { rows } = await db.query<Disagreement>(
    `select id, comment_id as "commentId", external_id as "externalId", revision, live, shadow,
       clause_ids as "clauseIds", decided_at as "decidedAt"
     from shadow_disagreement where site_id = $1 and guidelines_id = $2 and ($3::uuid is null or id < $3)
     order by id desc limit $4`,
    [siteId, guidelinesId, before ?? null, limit],
  );
  return rows;
}
