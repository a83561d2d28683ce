import {
  burstMs,
  burstNewcomers,
  type CommentStatus,
  newId,
  type ReportReason,
  type ReportSource,
  type ReportState,
  reporterWeight,
  reportPriority,
} from '@moderato/domain';
import type { Queryable } from '../database.js';
import { reachOf } from '../desk/held-place.js';
import { insertEvents } from '../queries/events.js';
import { keepNotices, type NewNotice } from './notices.js';
import type { SealedTexts } from './reporters.js';

export interface NewReport {
  id: string;
  reporterHash: Buffer;
  reason: ReportReason;
  source: ReportSource;
  /** What the reporter wrote, and their e-mail address where they want to hear the outcome. */
  texts: SealedTexts<'words' | 'address'>;
  wantsOutcome: boolean;
  /** Where it says that the comment is illegal, with what it makes of the priority, and the mail that confirms it. */
  notice?: { notice: NewNotice; urgency: number; receiptMessageId: string | null };
}

export interface OpenedReport {
  id: string;
  state: ReportState;
  /** False where the same person had reported this revision before; `id` is then that report's. */
  isNew: boolean;
  /** Where it is a notice of illegal content. */
  noticeId: string | null;
}

export interface Opening {
  commentId: string;
  externalId: string;
  /** In the order of the reports that were given. */
  opened: OpenedReport[];
  /** Whether delivery has something to do. */
  outbox: boolean;
}

interface CommentRow {
  id: string;
  externalId: string;
  revision: number;
  status: CommentStatus;
}

/** Beyond this many reports of a comment, a webhook goes out at each doubling only. */
const eachIsTold = 100;
const isTold = (count: number): boolean => count <= eachIsTold || Number.isInteger(Math.log2(count));

/**
 * Opens reports of one comment, each reporter's once, and puts the comment before moderators. A comment that is down
 * already needs nobody: reports of it are `moot` from the start. Null where the site has no such comment.
 */
export async function openReports(
  tx: Queryable,
  siteId: string,
  { commentId, reports }: { commentId: string; reports: NewReport[] },
  at: Date,
): Promise<Opening | null> {
  // Shared: a decision or withdrawal of the comment comes before or after, other reports at the same time.
  const { rows } = await tx.query<CommentRow>(
    `select c.id, c.external_id as "externalId", c.revision, c.status from comment c
     where c.site_id = $1 and c.id = $2 for share`,
    [siteId, commentId],
  );
  const comment = rows[0];
  if (!comment) return null;
  const state = ['rejected', 'withdrawn'].includes(comment.status) ? 'moot' : 'open';
  const weighed = await weigh(tx, siteId, reports);
  const inserted = await insertReports(tx, siteId, { comment, weighed, state }, at);
  const fresh = weighed.filter(({ id }) => inserted.has(id));
  const urgency = Math.max(0, ...reports.map(({ notice }) => notice?.urgency ?? 0));
  const counts = state === 'open' && (fresh.length > 0 || urgency > 0);
  const count = counts ? await sumUp(tx, siteId, { commentId, fresh, urgency }, at) : null;
  const owed = count !== null && fresh.length > 0 && (await reportToDesk(tx, siteId, { comment, fresh }, at));
  const deliveries = await tellSite(tx, siteId, { comment, fresh, state, count }, at);
  const known = await knownReports(tx, siteId, comment, weighed);
  const opened = reports.map(({ id, reporterHash }) => {
    const kept = known.get(reporterHash.toString('hex')) ?? { id, state };
    return { ...kept, isNew: inserted.has(id) };
  });
  const notices = await keepNotices(tx, siteId, { commentId, reports, opened }, at);
  return {
    commentId,
    externalId: comment.externalId,
    opened: opened.map((report) => ({ ...report, noticeId: notices.get(report.id) ?? null })),
    outbox:
      deliveries > 0 ||
      owed ||
      notices.size > 0 ||
      (state === 'moot' && fresh.some(({ wantsOutcome }) => wantsOutcome)),
  };
}

/** By how each reporter's latest 200 reports ended. */
type Weighed = NewReport & { weight: number; newcomer: boolean };

async function weigh(tx: Queryable, siteId: string, reports: NewReport[]): Promise<Weighed[]> {
  const { rows } = await tx.query<{ upheld: number; dismissed: number }>(
    `select r.upheld, r.dismissed from unnest($2::bytea[]) with ordinality as h(hash, position)
     cross join lateral (
       select count(*) filter (where state = 'upheld')::int as upheld,
         count(*) filter (where state = 'dismissed')::int as dismissed
       from (select state from reader_report where site_id = $1 and reporter_hash = h.hash order by id desc limit 200) l) r
     order by h.position`,
    [siteId, reports.map(({ reporterHash }) => reporterHash)],
  );
  return reports.map((report, i) => {
    const record = rows[i] ?? { upheld: 0, dismissed: 0 };
    return { ...report, weight: reporterWeight(record), newcomer: record.upheld + record.dismissed === 0 };
  });
}

async function insertReports(
  tx: Queryable,
  siteId: string,
  { comment, weighed, state }: { comment: CommentRow; weighed: Weighed[]; state: ReportState },
  at: Date,
): Promise<Set<string>> {
  // In one order, so that two who report with the same people cannot wait for each other.
  const { rows } = await tx.query<{ id: string }>(
    `insert into reader_report (id, site_id, comment_id, revision, reporter_hash, reason, source, state, weight,
       newcomer, wrapped_key, key_version, words, address, wants_outcome, created_at, resolved_at)
     select n.id, $1, $2, $3, n.hash, n.reason, n.source, $4, n.weight, n.newcomer, n.key, n.version, n.words,
       n.address, n.wants, $5, case when $4 = 'open' then null else $5::timestamptz end
     from unnest($6::uuid[], $7::bytea[], $8::text[], $9::text[], $10::real[], $11::bool[], $12::bytea[],
         $13::smallint[], $14::bytea[], $15::bytea[], $16::bool[])
       as n(id, hash, reason, source, weight, newcomer, key, version, words, address, wants)
     order by n.hash
     on conflict (site_id, comment_id, revision, reporter_hash) do nothing returning id`,
    [
      siteId,
      comment.id,
      comment.revision,
      state,
      at,
      weighed.map((r) => r.id),
      weighed.map((r) => r.reporterHash),
      weighed.map((r) => r.reason),
      weighed.map((r) => r.source),
      weighed.map((r) => r.weight),
      weighed.map((r) => r.newcomer),
      weighed.map((r) => r.texts.wrappedKey),
      weighed.map((r) => r.texts.keyVersion),
      weighed.map((r) => r.texts.sealed.words),
      weighed.map((r) => r.texts.sealed.address),
      weighed.map((r) => r.wantsOutcome),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

export interface ReportCount {
  reports: number;
  brigading: boolean;
}

/** Adds new reports to the comment's sums, and ranks it by them. The sums' row is locked until the end. */
async function sumUp(
  tx: Queryable,
  siteId: string,
  { commentId, fresh, urgency }: { commentId: string; fresh: Weighed[]; urgency: number },
  at: Date,
): Promise<ReportCount> {
  const newcomers = fresh.filter(({ newcomer }) => newcomer).length;
  const knownWeight = fresh.reduce((sum, { weight, newcomer }) => sum + (newcomer ? 0 : weight), 0);
  const { rows } = await tx.query<{
    reports: number;
    knownWeight: number;
    newcomers: number;
    burst: number;
    since: Date | null;
    urgency: number;
  }>(
    `insert into reported_comment as r (comment_id, site_id, reports, known_weight, newcomers, burst_began_at, burst_newcomers, urgency)
     values ($2, $1, $3, $4, $5, $6, $5, $8)
     on conflict (comment_id) do update set reports = r.reports + $3, known_weight = r.known_weight + $4,
       newcomers = r.newcomers + $5, urgency = greatest(r.urgency, $8),
       burst_began_at = case when r.burst_began_at < $7 then $6 else r.burst_began_at end,
       burst_newcomers = case when r.burst_began_at < $7 then $5 else r.burst_newcomers + $5 end
     returning reports, known_weight as "knownWeight", newcomers, burst_newcomers as burst, brigading_since as since,
       urgency`,
    [siteId, commentId, fresh.length, knownWeight, newcomers, at, new Date(at.getTime() - burstMs), urgency],
  );
  const sums = rows[0] as (typeof rows)[number];
  const brigading = sums.since !== null || sums.burst >= burstNewcomers;
  if (brigading && sums.since === null) {
    await tx.query('update reported_comment set brigading_since = $3 where site_id = $1 and comment_id = $2', [
      siteId,
      commentId,
      at,
    ]);
  }
  const reported = Math.max(sums.urgency, reportPriority({ ...sums, brigading }));
  await tx.query(
    `insert into held_comment as h (comment_id, site_id, priority, reported, decided, story_id, author_id, language, reach)
     select $2, $1, $3, $3, 0, c.story_id, c.author_id, c.language, ${reachOf('c.story_id')}
     from comment c where c.site_id = $1 and c.id = $2
     on conflict (comment_id) do update set reported = $3, decided = coalesce(h.decided, h.priority),
       priority = 1 - (1 - coalesce(h.decided, h.priority)) * (1 - $3::real)`,
    [siteId, commentId, reported],
  );
  return { reports: sums.reports, brigading };
}

/** Somebody may be in danger, or the site liable: the desk hears of it at once. */
const urgent: ReadonlySet<ReportReason> = new Set<ReportReason>(['threat', 'illegal']);

/**
 * The desk hears of the decision that readers doubt, once, however many report it; nothing stands before there is one,
 * and a mail that is still to be made of it tells of the readers too. True where a mail is owed by this.
 */
async function reportToDesk(
  tx: Queryable,
  siteId: string,
  { comment, fresh }: { comment: CommentRow; fresh: Weighed[] },
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into report_item as i (id, site_id, comment_id, revision, decision_id, source, severe, created_at)
     select $3, $1, $2, $4, d.id, 'readers', $5, $6 from (
       select id from decision
       where site_id = $1 and comment_id = $2 and revision = $4 and id >= earliest_decision_id($2)
       order by block_height desc, block_index desc limit 1) d
     where not exists (select from report_item o where o.decision_id = d.id and o.source = 'rules' and o.mail_id is null)
     on conflict (decision_id, source) do update set severe = true
       where i.mail_id is null and excluded.severe and not i.severe`,
    [siteId, comment.id, newId(at), comment.revision, fresh.some(({ reason }) => urgent.has(reason)), at],
  );
  return (rowCount ?? 0) > 0;
}

function tellSite(
  tx: Queryable,
  siteId: string,
  about: { comment: CommentRow; fresh: Weighed[]; state: ReportState; count: ReportCount | null },
  at: Date,
): Promise<number> {
  const { comment, fresh, state, count } = about;
  const before = (count?.reports ?? fresh.length) - fresh.length;
  const told = fresh.flatMap(({ id, reason, source, notice }, i) => {
    const reports = before + i + 1;
    if (!isTold(reports) && !notice) return [];
    const { id: commentId, externalId, revision } = comment;
    const illegal = notice && {
      category: notice.notice.category,
      trusted: notice.notice.trustedFlagger !== null,
      danger: notice.notice.danger,
    };
    const about = { reportId: id, commentId, externalId, revision, reason, source, state, notice: illegal ?? null };
    const data = { ...about, reports: count ? reports : 0, possibleBrigading: count?.brigading ?? false };
    return [{ type: 'report.received' as const, data }];
  });
  return told.length === 0 ? Promise.resolve(0) : insertEvents(tx, siteId, told, at);
}

/** The reports that stand for these people on this revision, by the hex of their hashes. */
async function knownReports(
  tx: Queryable,
  siteId: string,
  { id, revision }: CommentRow,
  reports: NewReport[],
): Promise<Map<string, { id: string; state: ReportState }>> {
  const { rows } = await tx.query<{ id: string; state: ReportState; hash: Buffer }>(
    `select id, state, reporter_hash as hash from reader_report
     where site_id = $1 and comment_id = $2 and revision = $3 and reporter_hash = any($4::bytea[])`,
    [siteId, id, revision, reports.map(({ reporterHash }) => reporterHash)],
  );
  return new Map(rows.map(({ hash, ...report }) => [hash.toString('hex'), report]));
}
