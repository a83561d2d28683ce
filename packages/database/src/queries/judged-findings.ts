import { type ClauseBinding, firstIdAt, type Outcome, type Sample } from '@moderato/domain';
import type { Queryable } from '../database.js';

export interface JudgedFindings {
  /** By `key` of the bindings. */
  samples: (Sample & { key: number })[];
  /** By key: published by Moderato and then rejected by a moderator who named the clause. */
  missed: Map<number, number>;
  /** Automatic decisions of the time that moderators decided over, by both outcomes. */
  seen: { automatic: Outcome; final: Outcome; comments: number }[];
}

interface Asked {
  bindings: readonly ClauseBinding[];
  /** Automatic decisions made from `from` on and before `to`. */
  from: Date;
  to: Date;
}

/**
 * What moderators decided last of each revision, beside the newest automatic decision on it: `decision_looked_at` finds
 * them without reading the rest of the record.
 */
const seen = `bound as materialized (
    select * from unnest($4::int[], $5::text[], $6::text[], $7::int[], $8::real[], $9::bool[])
      as b(version, clause_id, rule, key, reject, mild)),
  looked as materialized (
    select id, comment_id, revision, decided_by, outcome, block_height, block_index from decision
    where site_id = $1 and id >= $2 and (decided_by = 'moderator' or degraded)),
  last_word as (
    select distinct on (comment_id, revision) id, comment_id, revision, outcome from looked
    where decided_by = 'moderator' order by comment_id, revision, block_height desc, block_index desc),
  seen as materialized (
    select d.id, d.outcome as automatic, l.outcome as final, l.id as by_moderator,
      exists (select from finding f where f.site_id = $1 and f.decision_id = l.id) as names
    from last_word l cross join lateral (
      select d.id, d.outcome from decision d
      where d.site_id = $1 and d.comment_id = l.comment_id and d.revision = l.revision and d.decided_by = 'rules'
        and d.id >= earliest_decision_id(l.comment_id)
      order by d.block_height desc, d.block_index desc limit 1) d
    where d.id >= $2 and d.id < $3),
  named as materialized (
    select distinct s.id, b.key from seen s join finding f on f.site_id = $1 and f.decision_id = s.by_moderator
    join bound b on b.version = f.guidelines_version and b.clause_id = f.clause_id
    where s.final = 'reject')`;

/** Confidences in whole thousandths; the margin undoes what `real` loses. */
const thousandths = (confidence: string): string => `floor(${confidence} * 1000 + 0.001)::int`;
const mayReject = `b.reject is not null and (b.mild or f.severity <> 'mild')`;

const samplesSql = `with ${seen},
  superseded as materialized (
    select k.id from looked k where k.decided_by = 'rules' and exists (
      select from decision n where n.site_id = $1 and n.comment_id = k.comment_id and n.revision = k.revision
        and n.decided_by = 'rules' and n.id >= $2
        and (n.block_height, n.block_index) > (k.block_height, k.block_index))),
  cited as (
    select f.decision_id, b.key, ${thousandths('max(f.confidence)')} as confidence,
      ${thousandths(`(max(f.confidence) filter (where ${mayReject}))`)} as rejecting,
      coalesce(bool_or(${mayReject} and f.confidence >= b.reject), false) as rejects
    from finding f
    left join bound b on b.version = f.guidelines_version and b.clause_id = f.clause_id and b.rule = f.rule
    where f.site_id = $1 and f.decision_id >= $2 and f.decision_id < $3
      and not exists (select from looked m where m.id = f.decision_id and m.decided_by = 'moderator')
      and not exists (select from superseded o where o.id = f.decision_id)
    group by f.decision_id, b.key),
  placed as (
    select c.*, count(*) over by_decision > 1 as accompanied,
      count(*) filter (where rejects) over by_decision > rejects::int as others_reject
    from cited c window by_decision as (partition by decision_id)),
  labelled as (
    select p.key, p.confidence, p.rejecting, p.others_reject, p.accompanied or k.id is not null as shared,
      case when s.id is null then 'unseen' when s.final = 'approve' then 'overturned'
        when s.names and n.id is null then 'elsewhere' else 'upheld' end as label
    from placed p left join seen s on s.id = p.decision_id
    left join named n on n.id = p.decision_id and n.key = p.key
    left join looked k on k.id = p.decision_id
    where p.key is not null)
  select key, confidence, rejecting, label, shared, others_reject as "othersReject", count(*)::int as decisions
  from labelled group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`;

const seenSql = `with ${seen}
  select automatic, final, null::int as key, count(*)::int as comments from seen group by 1, 2
  union all
  select s.automatic, s.final, n.key, count(*)::int from seen s join named n on n.id = s.id
  where s.automatic = 'approve' group by 1, 2, 3`;

/**
 * Findings of a site's automatic decisions with what moderators made of them: counted together where they are alike, so
 * that what comes back is small. Reads findings of that time and moderators' decisions, nobody's text.
 */
export async function readJudgedFindings(
  db: Queryable,
  siteId: string,
  { bindings, from, to }: Asked,
): Promise<JudgedFindings> {
  const values = [
    siteId,
    firstIdAt(from),
    firstIdAt(to),
    bindings.map(({ version }) => version),
    bindings.map(({ clauseId }) => clauseId),
    bindings.map(({ rule }) => rule),
    bindings.map(({ key }) => key),
    bindings.map(({ reject }) => reject),
    bindings.map(({ rejectsMild }) => rejectsMild),
  ];
  const samples = await db.query<Sample & { key: number }>(samplesSql, values);
  const looked = await db.query<{ automatic: Outcome; final: Outcome; key: number | null; comments: number }>(
    seenSql,
    values,
  );
  return { samples: samples.rows, ...summed(looked.rows) };
}

function summed(
  rows: { automatic: Outcome; final: Outcome; key: number | null; comments: number }[],
): Pick<JudgedFindings, 'missed' | 'seen'> {
  const missed = new Map(rows.flatMap(({ key, comments }) => (key === null ? [] : [[key, comments] as const])));
  const overall = rows.filter(({ key }) => key === null);
  return { missed, seen: overall.map(({ automatic, final, comments }) => ({ automatic, final, comments })) };
}
