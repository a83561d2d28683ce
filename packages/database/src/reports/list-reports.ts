import type { NoticeCategory, ReportReason, ReportSource, ReportState } from '@moderato/domain';
import type { Queryable } from '../database.js';

export interface ReportListing {
  id: string;
  commentId: string;
  externalId: string;
  revision: number;
  reason: ReportReason;
  source: ReportSource;
  state: ReportState;
  /** 0..1, when it came. */
  weight: number;
  newcomer: boolean;
  wrappedKey: Buffer | null;
  keyVersion: number;
  words: Buffer | null;
  /** Where it is a notice of illegal content. */
  notice: {
    id: string;
    category: NoticeCategory;
    trustedFlagger: string | null;
    danger: boolean;
    wrappedKey: Buffer | null;
    keyVersion: number;
    reasons: Buffer | null;
    legalGround: Buffer | null;
  } | null;
  createdAt: Date;
  resolvedAt: Date | null;
  /** When the comment's open reports began to look like a brigade; null where they do not. */
  brigadingSince: Date | null;
}

export interface ReportFilter {
  commentId?: string | undefined;
  state?: ReportState | undefined;
  /** The last id seen. */
  before?: string | undefined;
  limit: number;
}

interface NoticeColumns {
  noticeId: string | null;
  category: NoticeCategory;
  trustedFlagger: string | null;
  danger: boolean;
  noticeKey: Buffer | null;
  noticeKeyVersion: number;
  reasons: Buffer | null;
  legalGround: Buffer | null;
}

function listingOf(row: Omit<ReportListing, 'notice'> & NoticeColumns): ReportListing {
  const { noticeId, category, trustedFlagger, danger, noticeKey, noticeKeyVersion, reasons, legalGround, ...rest } =
    row;
  if (noticeId === null) return { ...rest, notice: null };
  const sealed = { wrappedKey: noticeKey, keyVersion: noticeKeyVersion, reasons, legalGround };
  return { ...rest, notice: { id: noticeId, category, trustedFlagger, danger, ...sealed } };
}

/** Newest first. */
export async function listReports(
  db: Queryable,
  siteId: string,
  { commentId, state, before, limit }: ReportFilter,
): Promise<ReportListing[]> {
  const { rows } = await db.query<Omit<ReportListing, 'notice'> & NoticeColumns>(
    `select r.id, r.comment_id as "commentId", c.external_id as "externalId", r.revision, r.reason, r.source, r.state,
       r.weight, r.newcomer, r.wrapped_key as "wrappedKey", r.key_version as "keyVersion", r.words,
       r.created_at as "createdAt", r.resolved_at as "resolvedAt", b.brigading_since as "brigadingSince",
       n.id as "noticeId", n.category, n.trusted_flagger as "trustedFlagger", n.danger,
       n.wrapped_key as "noticeKey", n.key_version as "noticeKeyVersion", n.reasons, n.legal_ground as "legalGround"
     from (select id, comment_id, revision, reason, source, state, weight, newcomer, wrapped_key, key_version, words, created_at,
             resolved_at from reader_report
           where site_id = $1 and ($2::uuid is null or comment_id = $2) and ($3::text is null or state = $3)
             and ($4::uuid is null or id < $4)
           order by id desc limit $5) r
     join comment c on c.id = r.comment_id and c.site_id = $1
     left join reported_comment b on b.comment_id = r.comment_id and b.site_id = $1
     left join notice n on n.report_id = r.id and n.site_id = $1
     order by r.id desc`,
    [siteId, commentId ?? null, state ?? null, before ?? null, limit],
  );
  return rows.map(listingOf);
}

/** The comment that a site means by its own id, and where its story stands; null where there is none. */
export async function findStoryOfComment(
  db: Queryable,
  siteId: string,
  externalId: string,
): Promise<{ commentId: string; storyUrl: string } | null> {
  const { rows } = await db.query<{ commentId: string; storyUrl: string }>(
    `select c.id as "commentId", s.url as "storyUrl" from comment c join story s on s.id = c.story_id and s.site_id = $1
     where c.site_id = $1 and c.external_id = $2`,
    [siteId, externalId],
  );
  return rows[0] ?? null;
}
