import type { Queryable } from '../database.js';
import { conditionsOf, type QueueFilter, type QueueView, queueViews } from './queue-filter.js';

export { type QueueFilter, type QueueView, queueViews } from './queue-filter.js';

/** How many wait in each view, counted to `atMost`: derived each time, so that no number can drift. */
export async function countQueueViews(
  db: Queryable,
  siteId: string,
  who: Pick<QueueFilter, 'moderatorId' | 'at'>,
  atMost: number,
): Promise<Record<QueueView, number>> {
  const counts = { worst: 0, reported: 0, unjudged: 0, mine: 0, escalated: 0 };
  for (const view of queueViews) {
    const { where, values } = conditionsOf(siteId, { view, ...who });
    const { rows } = await db.query<{ waiting: number }>(
      `select count(*)::int as waiting from (select from held_comment h where ${where} limit $${values.length + 1}) w`,
      [...values, atMost],
    );
    counts[view] = rows[0]?.waiting ?? 0;
  }
  return counts;
}

/** One value that the queue can be narrowed down to. */
export interface QueueFacet {
  /** Clause id, story id, author id or language; null where there is none. */
  value: string | null;
  /** How many wait, counted to the cap. */
  waiting: number;
}

/**
 * Which clauses, or languages, the queue has, each with how many wait, counted to `atMost`. Goes from one value to the
 * next in the index, so that it costs what there are values, not rows.
 */
export async function listQueueFacets(
  db: Queryable,
  siteId: string,
  column: 'clause_id' | 'language',
  { values, atMost }: { values: number; atMost: number },
): Promise<QueueFacet[]> {
  const { rows } = await db.query<QueueFacet>(
    `with recursive found(value, place) as (
       (select ${column}, 1 from held_comment where site_id = $1 and ${column} is not null order by ${column} limit 1)
       union all
       select next.value, found.place + 1 from found cross join lateral (
         select ${column} as value from held_comment where site_id = $1 and ${column} > found.value
         order by ${column} limit 1) next
       where found.place < $2)
     select found.value, (select count(*)::int from (
       select from held_comment h where h.site_id = $1 and h.${column} = found.value limit $3) w) as waiting
     from found
     union all
     select null, count(*)::int from (select from held_comment h where h.site_id = $1 and h.${column} is null limit $3) w
     order by waiting desc, value`,
    [siteId, values, atMost],
  );
  return rows.filter(({ waiting }) => waiting > 0);
}

export interface NamedFacet extends QueueFacet {
  value: string;
  title: string | null;
}

/** The stories that most of the worst `among` comments belong to, with how many of these each has. */
export async function listQueueStories(
  db: Queryable,
  siteId: string,
  { among, values }: { among: number; values: number },
): Promise<NamedFacet[]> {
  const { rows } = await db.query<NamedFacet>(
    `select w.story_id as value, s.title, w.waiting
     from (select story_id, count(*)::int as waiting from (
             select h.story_id from held_comment h where h.site_id = $1 and h.escalated_at is null
             order by h.rank desc, h.comment_id limit $2) worst
           where story_id is not null group by story_id order by waiting desc, story_id limit $3) w
     join story s on s.id = w.story_id and s.site_id = $1
     order by w.waiting desc, s.title`,
    [siteId, among, values],
  );
  return rows;
}
