import type { Queryable } from '../database.js';
import { type StoredGuidelines, storedGuidelinesColumns } from './guidelines.js';

/** What became of the comments whose automatic decision cites a clause. */
export interface ClauseActivity {
  rejected: number;
  /** Held for a person. */
  held: number;
  /** Of both: decided by a moderator since. */
  judged: number;
  /** Of those judged: approved. */
  overturned: number;
  /** True where there are more than were counted. */
  more: boolean;
}

/** One clause under the number of each version that has it. */
export type ClausePlace = { version: number; clauseId: string };

/** Counts the newest `atMost` decisions from the id `since` on that cite one of `places` and did not approve. */
export async function readClauseActivity(
  db: Queryable,
  siteId: string,
  { places, since, atMost }: { places: ClausePlace[]; since: string; atMost: number },
): Promise<ClauseActivity> {
  const { rows } = await db.query<ClauseActivity>(
    `with cited as (
       select f.decision_id from finding f
       where f.site_id = $1 and f.clause_id = any($2::text[]) and f.decision_id >= $4
         and (f.clause_id, f.guidelines_version) in (select * from unnest($2::text[], $3::int[]))
       order by f.decision_id desc limit $5),
     newest as (
       select distinct on (d.comment_id, d.revision) d.comment_id, d.revision, d.outcome
       from decision d where d.site_id = $1 and d.id >= $4 and d.id in (select decision_id from cited)
         and d.decided_by = 'rules' and d.outcome <> 'approve'
       order by d.comment_id, d.revision, d.block_height desc, d.block_index desc)
     select count(*) filter (where n.outcome = 'reject')::int as rejected,
       count(*) filter (where n.outcome = 'review')::int as held,
       count(m.outcome)::int as judged,
       count(*) filter (where m.outcome = 'approve')::int as overturned,
       (select count(*) = $5 from cited) as more
     from newest n left join lateral (
       select m.outcome from decision m
       where m.site_id = $1 and m.comment_id = n.comment_id and m.revision = n.revision
         and m.id >= earliest_decision_id(n.comment_id) and m.decided_by = 'moderator'
       order by m.block_height desc, m.block_index desc limit 1) m on true`,
    [siteId, places.map(({ clauseId }) => clauseId), places.map(({ version }) => version), since, atMost],
  );
  return rows[0] ?? { rejected: 0, held: 0, judged: 0, overturned: 0, more: false };
}

/** The versions that decided from `since` on: those published since, newest first, and the one that was live then. */
export async function listGuidelinesSince(
  db: Queryable,
  siteId: string,
  { since, limit }: { since: Date; limit: number },
): Promise<StoredGuidelines[]> {
  const { rows } = await db.query<StoredGuidelines>(
    `select ${storedGuidelinesColumns} from guidelines
     where site_id = $1 and published_at >= coalesce((select max(published_at) from guidelines
       where site_id = $1 and published_at < $2), $2)
     order by published_at desc limit $3`,
    [siteId, since, limit],
  );
  return rows;
}
