import {
  type ClauseKind,
  type Decision,
  type DsaSettings,
  type FirmRestriction,
  firstIdAt,
  statementOf,
  type TransparencyStatement,
} from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { MasterKeys, Profile } from '../master-keys.js';
import { openText } from '../reports/reporters.js';

interface RestrictedRow {
  commentId: string;
  firstDecisionId: string;
  since: Date;
  document: Decision;
  outcome: 'approve' | 'review' | 'reject';
  detectedByRules: boolean;
  source: FirmRestriction['source'];
  contentDate: Date;
  language: string | null;
  body: string | null;
  parent: { body?: string; author?: string } | null;
  people: string[];
  wrappedKey: Buffer | null;
  keyVersion: number;
  profile: Buffer | null;
}

const onRevision =
  'd.site_id = $1 and d.comment_id = c.id and d.revision = c.revision and d.id >= earliest_decision_id(c.id)';

/**
 * How comments stand that are rejected or held: by the newest decision on the newest revision, since the first of those
 * that agree with it without a break. Comments that are gone, or shown, are left out.
 */
async function loadRestricted(db: Queryable, siteId: string, commentIds: string[]): Promise<RestrictedRow[]> {
  const { rows } = await db.query<RestrictedRow>(
    `select c.id as "commentId", first.id as "firstDecisionId", first.decided_at as since, newest.document,
       newest.outcome, c.language, c.body, c.parent, s.people,
       exists (select from decision d where ${onRevision} and d.decided_by = 'rules' and d.outcome <> 'approve')
         as "detectedByRules",
       case when newest.decided_by = 'moderator' then (
         select case when bool_or(n.trusted_flagger is not null) then 'trusted' when bool_or(n.id is not null) then 'notice'
           when count(*) > 0 then 'report' end
         from reader_report r left join notice n on n.report_id = r.id and n.site_id = $1
         where r.site_id = $1 and r.comment_id = c.id and r.revision = c.revision and r.state = 'upheld') end as source,
       case when c.submitted_at between '2000-01-01' and c.received_at then c.submitted_at else c.received_at end
         as "contentDate",
       a.wrapped_key as "wrappedKey", a.key_version as "keyVersion", a.profile
     from comment c
     join author a on a.id = c.author_id and a.site_id = $1 join story s on s.id = c.story_id and s.site_id = $1
     cross join lateral (
       select d.document, d.outcome, d.decided_by from decision d where ${onRevision}
       order by d.block_height desc, d.block_index desc limit 1) newest
     cross join lateral (
       select d.id, d.decided_at from decision d where ${onRevision} and d.outcome = newest.outcome
         and not exists (
           select from decision e where e.site_id = $1 and e.comment_id = c.id and e.revision = c.revision
             and e.id >= earliest_decision_id(c.id) and e.outcome <> newest.outcome
             and (e.block_height, e.block_index) > (d.block_height, d.block_index))
       order by d.block_height, d.block_index limit 1) first
     where c.site_id = $1 and c.id = any($2::uuid[]) and newest.outcome <> 'approve'
       and c.fixed_status is distinct from 'withdrawn'`,
    [siteId, commentIds],
  );
  return rows;
}

export interface StatedRestriction {
  commentId: string;
  decisionId: string;
  statement: TransparencyStatement;
}

interface Context {
  siteId: string;
  masterKeys: MasterKeys;
  settings: DsaSettings;
}

type Candidate = { id: string; commentId: string };

/** Rejections by id, after one and before another, oldest first. */
export async function listRejections(
  db: Queryable,
  siteId: string,
  { after, before, limit }: { after: string; before: string; limit: number },
): Promise<Candidate[]> {
  const { rows } = await db.query<Candidate>(
    `select id, comment_id as "commentId" from decision
     where site_id = $1 and outcome = 'reject' and id > $2 and id < $3 order by id limit $4`,
    [siteId, after, before, limit],
  );
  return rows;
}

/** Comments that were sent before `before` and still wait for a moderator, after `after`, oldest first. */
export async function listHeldLong(
  db: Queryable,
  siteId: string,
  { after, before, limit, unstated }: { after: string; before: Date; limit: number; unstated: boolean },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select h.comment_id as id from held_comment h
     where h.site_id = $1 and h.comment_id > $2 and h.comment_id < $3
       and (not $5 or not exists (select from statement s where s.site_id = $1 and s.comment_id = h.comment_id))
     order by h.comment_id limit $4`,
    [siteId, after, firstIdAt(before), limit, unstated],
  );
  return rows.map(({ id }) => id);
}

/** Statements of those rejections that still hold and that began what holds: others have no statement of their own. */
export async function stateRejections(
  db: Queryable,
  context: Context,
  rejections: Candidate[],
): Promise<StatedRestriction[]> {
  const ids = new Set(rejections.map(({ id }) => id));
  const rows = await loadRestricted(db, context.siteId, [...new Set(rejections.map(({ commentId }) => commentId))]);
  return stateAll(
    db,
    context,
    rows.filter(({ outcome, firstDecisionId }) => outcome === 'reject' && ids.has(firstDecisionId)),
  );
}

/** Statements of those of the comments that have been held since before `before`. */
export async function stateHeld(
  db: Queryable,
  context: Context,
  { commentIds, before }: { commentIds: string[]; before: Date },
): Promise<StatedRestriction[]> {
  const rows = await loadRestricted(db, context.siteId, commentIds);
  return stateAll(
    db,
    context,
    rows.filter(({ outcome, since }) => outcome === 'review' && since < before),
  );
}

async function stateAll(db: Queryable, context: Context, rows: RestrictedRow[]): Promise<StatedRestriction[]> {
  const { siteId, masterKeys, settings } = context;
  const versions = [...new Set(rows.map(({ document }) => document.guidelines.version))];
  const kinds = await loadKinds(db, siteId, versions);
  return rows.flatMap((row) => {
    const { commentId, firstDecisionId, since, document: decision, outcome } = row;
    const { detectedByRules, source, contentDate, language } = row;
    const statement = statementOf({
      firstDecisionId,
      since,
      measure: outcome === 'reject' ? 'removed' : 'disabled',
      decision,
      kinds: kinds.get(decision.guidelines.version) ?? new Map(),
      detectedByRules,
      source,
      contentDate,
      language,
      territory: settings.statements.territory,
      personal: personalOf(row, masterKeys),
    });
    return statement ? [{ commentId, decisionId: firstDecisionId, statement }] : [];
  });
}

/** Null where the comment or its author is erased: what would give them away can no longer be told. */
function personalOf(row: RestrictedRow, masterKeys: MasterKeys): FirmRestriction['personal'] {
  const { body, parent, people } = row;
  const opened = openText(masterKeys, row, row.profile);
  if (body === null || opened === null) return null;
  const { name } = JSON.parse(opened) as Profile;
  const names = [name, parent?.author, ...people].filter((one) => one !== undefined && one !== '') as string[];
  return { names, texts: [body, ...(parent?.body ? [parent.body] : [])] };
}

/** The kinds of clauses by version of the guidelines. */
async function loadKinds(
  db: Queryable,
  siteId: string,
  versions: number[],
): Promise<Map<number, Map<string, ClauseKind>>> {
  const { rows } = await db.query<{ version: number; id: string; kind: ClauseKind }>(
    `select g.version, clause->>'id' as id, clause->>'kind' as kind
     from guidelines g cross join jsonb_array_elements(g.policy->'clauses') as clause
     where g.site_id = $1 and g.version = any($2::int[])`,
    [siteId, versions],
  );
  const byVersion = new Map<number, Map<string, ClauseKind>>();
  for (const { version, id, kind } of rows) {
    byVersion.set(version, (byVersion.get(version) ?? new Map()).set(id, kind));
  }
  return byVersion;
}
