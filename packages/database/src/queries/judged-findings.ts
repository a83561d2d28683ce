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

/** Confidences in whole thousandths; the margin undoes what `real` loses. */
const thousandths = (confidence: string): string => `floor(${confidence} * 1000 + 0.001)::int`;
const mayReject = `b.reject is not null and (b.mild or f.severity <> 'mild')`;

/**
 * Findings of the time are read once. What moderators decided last of each revision, and the newest automatic decision
 * under it, are found by `decision_looked_at` and by the comments' keys, without reading the rest of the record.
 */
const judgedSql = `with bound as materialized (
    select * from unnest($4::int[], $5::text[], $6::text[], $7::int[], $8::real[], $9::bool[])
      as b(version, clause_id, rule, key, reject, mild)),
  clause as materialized (select distinct version, clause_id, key from bound),
  found as materialized (
    select decision_id, rule, clause_id, guidelines_version, severity, confidence from finding
    where site_id = $1 and decision_id >= $2),
  looked as materialized (
    select id, comment_id, revision, decided_by, outcome, block_height, block_index from decision
    where site_id = $1 and id >= $2 and (decided_by = 'moderator' or degraded)),
  last_word as materialized (
    select distinct on (comment_id, revision) id, comment_id, revision, outcome from looked
    where decided_by = 'moderator' order by comment_id, revision, block_height desc, block_index desc),
  seen as materialized (
    select d.id, d.outcome as automatic, l.outcome as final, l.id as by_moderator
    from last_word l cross join lateral (
      select d.id, d.outcome from decision d
      where d.site_id = $1 and d.comment_id = l.comment_id and d.revision = l.revision and d.decided_by = 'rules'
        and d.id >= earliest_decision_id(l.comment_id) and d.id < latest_decision_id(l.id)
      order by d.block_height desc, d.block_index desc limit 1) d
    where d.id >= $2 and d.id < $3),
  named as materialized (
    select distinct s.id, c.key from seen s join found f on f.decision_id = s.by_moderator
    left join clause c on c.version = f.guidelines_version and c.clause_id = f.clause_id
    where s.final = 'reject'),
  superseded as materialized (
    select k.id from looked k cross join lateral (
      select from decision n where n.site_id = $1 and n.comment_id = k.comment_id and n.revision = k.revision
        and n.decided_by = 'rules' and n.id >= earliest_decision_id(k.id)
        and (n.block_height, n.block_index) > (k.block_height, k.block_index) limit 1) later
    where k.decided_by = 'rules'),
  cited as (
    select f.decision_id, b.key, ${thousandths('max(f.confidence)')} as confidence,
      ${thousandths(`(max(f.confidence) filter (where ${mayReject}))`)} as rejecting,
      coalesce(bool_or(${mayReject} and f.confidence >= b.reject), false) as rejects
    from found f
    left join bound b on b.version = f.guidelines_version and b.clause_id = f.clause_id and b.rule = f.rule
    where f.decision_id < $3 and not exists (select from superseded o where o.id = f.decision_id)
      and not exists (select from looked m where m.id = f.decision_id and m.decided_by = 'moderator')
    group by f.decision_id, b.key),
  placed as (
    select c.*, count(*) over by_decision > 1 as accompanied,
      count(*) filter (where rejects) over by_decision > rejects::int as others_reject
    from cited c window by_decision as (partition by decision_id)),
  labelled as (
    select p.key, p.confidence, p.rejecting, p.others_reject, p.accompanied or k.id is not null as shared,
      case when s.id is null then 'unseen' when s.final = 'approve' then 'overturned'
        when n.id is null and exists (select from named o where o.id = s.id) then 'elsewhere' else 'upheld' end as label
    from placed p left join seen s on s.id = p.decision_id
    left join named n on n.id = p.decision_id and n.key = p.key
    left join looked k on k.id = p.decision_id
    where p.key is not null)
  select 'sample' as what, key, confidence, rejecting, label, shared, others_reject as "othersReject",
    null as automatic, null as final, count(*)::int as decisions
  from labelled group by key, confidence, rejecting, label, shared, others_reject
  union all
  select 'seen', null, null, null, null, null, null, automatic, final, count(*)::int from seen group by automatic, final
  union all
  select 'missed', n.key, null, null, null, null, null, null, null, count(*)::int from seen s join named n on n.id = s.id
  where s.automatic = 'approve' and n.key is not null group by n.key`;

type Row =
  | ({ what: 'sample'; key: number } & Sample)
  | { what: 'seen'; automatic: Outcome; final: Outcome; decisions: number }
  | { what: 'missed'; key: number; decisions: number };

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
  const { rows } = await db.query<Row>(judgedSql, values);
  const judged: JudgedFindings = { samples: [], missed: new Map(), seen: [] };
  for (const row of rows) {
    const { decisions } = row;
    if (row.what === 'missed') judged.missed.set(row.key, decisions);
    else if (row.what === 'seen') {
      judged.seen.push({ automatic: row.automatic, final: row.final, comments: decisions });
    } else {
      const { key, confidence, rejecting, label, shared, othersReject } = row;
      judged.samples.push({ key, confidence, rejecting, label, shared, othersReject, decisions });
    }
  }
  return judged;
}
