import type { Decision } from '@moderato/domain';
import type { Queryable } from '../database.js';
import { reachOf } from './held-place.js';

const weightOf = { mild: 0.6, moderate: 0.8, severe: 1 };

/** Where a held comment stands in the queue, 0..1: the worst first. */
export function priorityOf({ findings, probability }: Pick<Decision, 'findings' | 'probability'>): number {
  const weight = Math.max(0.5, ...findings.map(({ severity }) => weightOf[severity]));
  return probability * weight;
}

/** Moderators see what is held; what was, and is so no more, leaves their queue. */
export async function holdForReview(
  tx: Queryable,
  siteId: string,
  { decisions, first, moderatorId }: HeldBatch,
): Promise<void> {
  const held = decisions.filter(({ outcome }) => outcome === 'review');
  if (held.length > 0) await hold(tx, siteId, held);
  if (first || held.length === decisions.length) return;
  const settled = decisions.filter(({ outcome }) => outcome !== 'review').map((d) => d.commentId);
  // What readers reported is looked at by a moderator, whatever the rules say of it now.
  await tx.query(
    `with reported as (
       update held_comment set decided = 0, priority = reported, clause_id = null, unjudged = false
       where site_id = $1 and comment_id = any($2::uuid[]) and reported > 0 and not $3)
     delete from held_comment where site_id = $1 and comment_id = any($2::uuid[]) and (reported = 0 or $3)`,
    [siteId, settled, moderatorId !== undefined],
  );
}

interface HeldBatch {
  decisions: Decision[];
  first?: boolean;
  moderatorId?: string;
}

async function hold(tx: Queryable, siteId: string, held: Decision[]): Promise<void> {
  const gravest = held.map(gravestClause);
  await tx.query({
    name: 'hold-comments',
    text: `with h as (
       select n.*, c.story_id, c.author_id, c.language
       from unnest($2::uuid[], $3::real[], $4::text[], $5::bool[]) as n(id, priority, clause_id, unjudged)
       cross join lateral (
         select story_id, author_id, language from comment where site_id = $1 and id = n.id limit 1) c),
     reach as (select s.story_id, ${reachOf('s.story_id')} as reach from (select distinct story_id from h) s)
     insert into held_comment as held (comment_id, site_id, priority, clause_id, unjudged, story_id, author_id, language, reach)
     select h.id, $1, h.priority, h.clause_id, h.unjudged, h.story_id, h.author_id, h.language, r.reach
     from h join reach r on r.story_id = h.story_id
     on conflict (comment_id) do update set decided = excluded.priority, clause_id = excluded.clause_id,
       unjudged = excluded.unjudged, priority = 1 - (1 - excluded.priority) * (1 - held.reported)`,
    values: [
      siteId,
      held.map((d) => d.commentId),
      held.map(priorityOf),
      gravest,
      held.map(({ degraded }, i) => gravest[i] === null && degraded.length > 0),
    ],
  });
}

/** Of several equally grave findings the surest. */
function gravestClause({ findings }: Decision): string | null {
  const [first] = findings.toSorted(
    (a, b) => weightOf[b.severity] - weightOf[a.severity] || b.confidence - a.confidence,
  );
  return first?.clause.id ?? null;
}
