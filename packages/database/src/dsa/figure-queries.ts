import { type ClauseKind, firstIdAt, type NoticeCategory } from '@moderato/domain';
import type { Queryable } from '../database.js';

/** A calendar year in UTC, as the ids of what was made in it. */
export interface Span {
  siteId: string;
  from: string;
  to: string;
}

export const spanOfYear = (siteId: string, year: number): Span => ({
  siteId,
  from: firstIdAt(new Date(Date.UTC(year, 0))),
  to: firstIdAt(new Date(Date.UTC(year + 1, 0))),
});

const median = (of: string, where: string): string =>
  `percentile_cont(0.5) within group (order by extract(epoch from ${of}) / 3600.0) filter (where ${where})::float8`;

export interface NoticeCounts {
  category: NoticeCategory;
  received: number;
  trusted: number;
  danger: number;
  upheld: number;
  dismissed: number;
  moot: number;
  open: number;
  medianHours: number | null;
}

export async function countNotices(db: Queryable, { siteId, from, to }: Span): Promise<NoticeCounts[]> {
  const { rows } = await db.query<NoticeCounts>(
    `select n.category, count(*)::int as received, count(n.trusted_flagger)::int as trusted,
       count(*) filter (where n.danger)::int as danger,
       count(*) filter (where r.state = 'upheld')::int as upheld,
       count(*) filter (where r.state = 'dismissed')::int as dismissed,
       count(*) filter (where r.state = 'moot')::int as moot, count(*) filter (where r.state = 'open')::int as open,
       ${median('r.resolved_at - n.created_at', `r.state in ('upheld', 'dismissed')`)} as "medianHours"
     from notice n join reader_report r on r.id = n.report_id and r.site_id = $1
     where n.site_id = $1 and n.id >= $2 and n.id < $3 group by n.category`,
    [siteId, from, to],
  );
  return rows;
}

export interface ReportCounts {
  received: number;
  upheld: number;
  dismissed: number;
  medianHours: number | null;
}

/** Readers' reports that are no notices. */
export async function countOtherReports(db: Queryable, { siteId, from, to }: Span): Promise<ReportCounts> {
  const { rows } = await db.query<ReportCounts>(
    `select count(*)::int as received, count(*) filter (where r.state = 'upheld')::int as upheld,
       count(*) filter (where r.state = 'dismissed')::int as dismissed,
       ${median('r.resolved_at - r.created_at', `r.state in ('upheld', 'dismissed')`)} as "medianHours"
     from reader_report r
     where r.site_id = $1 and r.id >= $2 and r.id < $3
       and not exists (select from notice n where n.site_id = $1 and n.report_id = r.id)`,
    [siteId, from, to],
  );
  return rows[0] as ReportCounts;
}

export interface RemovalCounts {
  /** Of the clause that weighs most; null where a decision cites none. */
  kind: ClauseKind | null;
  decidedBy: 'rules' | 'moderator';
  decisions: number;
}

/** Decisions that took a comment down; one that upholds what was down already is not another. */
export async function countRemovals(db: Queryable, { siteId, from, to }: Span): Promise<RemovalCounts[]> {
  const { rows } = await db.query<RemovalCounts>(
    `with clauses as materialized (
       select g.version, clause->>'id' as id, clause->>'kind' as kind
       from guidelines g cross join jsonb_array_elements(g.policy->'clauses') as clause where g.site_id = $1)
     select k.kind, d.decided_by as "decidedBy", count(*)::int as decisions
     from decision d
     left join lateral (
       select f.clause_id, f.guidelines_version from finding f where f.site_id = $1 and f.decision_id = d.id
       order by array_position(array['severe', 'moderate', 'mild'], f.severity), f.confidence desc, f.position limit 1)
       main on true
     left join clauses k on k.version = main.guidelines_version and k.id = main.clause_id
     where d.site_id = $1 and d.id >= $2 and d.id < $3 and d.outcome = 'reject'
       and (select b.outcome from decision b
         where b.site_id = $1 and b.comment_id = d.comment_id and b.revision = d.revision
           and b.id >= earliest_decision_id(d.comment_id)
           and (b.block_height, b.block_index) < (d.block_height, d.block_index)
         order by b.block_height desc, b.block_index desc limit 1) is distinct from 'reject'
     group by 1, 2`,
    [siteId, from, to],
  );
  return rows;
}

export interface AutomationCounts {
  approved: number;
  held: number;
  rejected: number;
  /** Decided by people, whatever stood before. */
  byModerators: number;
  /** Rejections by the rules that the next decision, a moderator's, undid; approvals likewise. */
  rejectedWrongly: number;
  approvedWrongly: number;
  /** Decisions by the rules that a moderator looked at next, those held left out. */
  lookedAt: number;
  /** From the decision by the rules to the moderator's, in hours. */
  medianHours: number | null;
}

export async function countAutomation(db: Queryable, { siteId, from, to }: Span): Promise<AutomationCounts> {
  const counted = await db.query<Pick<AutomationCounts, 'approved' | 'held' | 'rejected' | 'byModerators'>>(
    `select count(*) filter (where decided_by = 'rules' and outcome = 'approve')::int as approved,
       count(*) filter (where decided_by = 'rules' and outcome = 'review')::int as held,
       count(*) filter (where decided_by = 'rules' and outcome = 'reject')::int as rejected,
       count(*) filter (where decided_by = 'moderator')::int as "byModerators"
     from decision where site_id = $1 and id >= $2 and id < $3`,
    [siteId, from, to],
  );
  const judged = await db.query<
    Pick<AutomationCounts, 'rejectedWrongly' | 'approvedWrongly' | 'lookedAt' | 'medianHours'>
  >(
    `select count(*) filter (where before.outcome = 'reject' and d.outcome = 'approve')::int as "rejectedWrongly",
       count(*) filter (where before.outcome = 'approve' and d.outcome = 'reject')::int as "approvedWrongly",
       count(*) filter (where before.outcome <> 'review')::int as "lookedAt",
       ${median('d.decided_at - before.decided_at', 'true')} as "medianHours"
     from decision d cross join lateral (
       select b.outcome, b.decided_by, b.decided_at from decision b
       where b.site_id = $1 and b.comment_id = d.comment_id and b.revision = d.revision
         and b.id >= earliest_decision_id(d.comment_id)
         and (b.block_height, b.block_index) < (d.block_height, d.block_index)
       order by b.block_height desc, b.block_index desc limit 1) before
     where d.site_id = $1 and d.id >= $2 and d.id < $3 and d.decided_by = 'moderator' and before.decided_by = 'rules'`,
    [siteId, from, to],
  );
  return { ...counted.rows[0], ...judged.rows[0] } as AutomationCounts;
}

export interface PenaltyCounts {
  kind: string;
  byRules: number;
  byStaff: number;
  lifted: number;
}

export async function countPenalties(db: Queryable, { siteId, from, to }: Span): Promise<PenaltyCounts[]> {
  const { rows } = await db.query<PenaltyCounts>(
    `select p.kind, count(*) filter (where p.made_by = 'system')::int as "byRules",
       count(*) filter (where p.made_by <> 'system')::int as "byStaff",
       count(*) filter (where e.how in ('lifted', 'voided'))::int as lifted
     from penalty p left join penalty_end e on e.penalty_id = p.id and e.site_id = $1
     where p.site_id = $1 and p.id >= $2 and p.id < $3 group by p.kind order by p.kind`,
    [siteId, from, to],
  );
  return rows;
}

export interface ComplaintCounts {
  received: number;
  upheld: number;
  overturned: number;
  open: number;
  medianHours: number | null;
}

/** Authors' appeals, where this version keeps them; null where it does not. */
export async function countComplaints(db: Queryable, { siteId, from, to }: Span): Promise<ComplaintCounts | null> {
  const { rows: tables } = await db.query<{ there: boolean }>(`select to_regclass('appeal') is not null as there`);
  if (!tables[0]?.there) return null;
  const { rows } = await db.query<ComplaintCounts>(
    `select count(*)::int as received, count(*) filter (where state = 'upheld')::int as upheld,
       count(*) filter (where state = 'overturned')::int as overturned,
       count(*) filter (where state = 'open')::int as open,
       ${median('decided_at - created_at', `state in ('upheld', 'overturned')`)} as "medianHours"
     from appeal where site_id = $1 and id >= $2 and id < $3`,
    [siteId, from, to],
  );
  return rows[0] ?? null;
}

export async function countStatements(
  db: Queryable,
  siteId: string,
  year: number,
): Promise<{ state: string; statements: number }[]> {
  const { rows } = await db.query<{ state: string; statements: number }>(
    `select state, count(*)::int as statements from statement
     where site_id = $1 and created_at >= $2 and created_at < $3 group by state order by state`,
    [siteId, new Date(Date.UTC(year, 0)), new Date(Date.UTC(year + 1, 0))],
  );
  return rows;
}
