import { type NoticeCategory, newId, type ReportState } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';
import { insertMail } from '../queries/mails.js';
import type { NewReport } from './open-reports.js';
import type { SealedTexts } from './reporters.js';

export interface NewNotice {
  id: string;
  category: NoticeCategory;
  trustedFlagger: string | null;
  danger: boolean;
  notifierHash: Buffer | null;
  texts: SealedTexts<'reasons' | 'legalGround' | 'name' | 'address'>;
}

/** Keeps the notice of each report that has none yet; returns the ids of the notices that stand, by report. */
export async function insertNotices(
  tx: Queryable,
  siteId: string,
  { commentId, notices }: { commentId: string; notices: { reportId: string; notice: NewNotice }[] },
  at: Date,
): Promise<Map<string, string>> {
  for (const { reportId, notice } of notices) {
    const { wrappedKey, keyVersion, sealed } = notice.texts;
    await tx.query(
      `insert into notice (id, site_id, report_id, comment_id, category, trusted_flagger, danger, wrapped_key, key_version,
         reasons, legal_ground, name, address, created_at, notifier_hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict (report_id) do nothing`,
      [
        notice.id,
        siteId,
        reportId,
        commentId,
        notice.category,
        notice.trustedFlagger,
        notice.danger,
        wrappedKey,
        keyVersion,
        sealed.reasons,
        sealed.legalGround,
        sealed.name,
        sealed.address,
        at,
        notice.notifierHash,
      ],
    );
  }
  const { rows } = await tx.query<{ id: string; reportId: string }>(
    'select id, report_id as "reportId" from notice where site_id = $1 and report_id = any($2::uuid[])',
    [siteId, notices.map(({ reportId }) => reportId)],
  );
  return new Map(rows.map(({ id, reportId }) => [reportId, id]));
}

export async function listSitesWithUntoldNotifiers(database: Database): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_untold_notifiers() as id');
  return rows.map(({ id }) => id);
}

/** Notices whose reports are settled and whose notifiers have not been told, locked; what others hold is passed over. */
export async function claimUntoldNotices(tx: Queryable, siteId: string, limit: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select n.id from notice n join reader_report r on r.id = n.report_id and r.site_id = $1
     where n.site_id = $1 and n.address is not null and n.outcome_mail_id is null and r.state <> 'open'
     order by n.id limit $2 for update of n skip locked`,
    [siteId, limit],
  );
  return rows.map(({ id }) => id);
}

export async function assignNoticeMail(
  tx: Queryable,
  siteId: string,
  { noticeId, mailId }: { noticeId: string; mailId: string },
): Promise<void> {
  await tx.query('update notice set outcome_mail_id = $3 where site_id = $1 and id = $2', [siteId, noticeId, mailId]);
}

export interface NoticeForMail {
  id: string;
  wrappedKey: Buffer | null;
  keyVersion: number;
  address: Buffer | null;
  createdAt: Date;
  commentId: string;
  externalId: string;
  storyTitle: string | null;
  storyUrl: string;
  state: ReportState;
  withdrawn: boolean;
  /** Who made the decision that stands, and whether the rules had something against the comment; null without any. */
  decidedBy: 'rules' | 'moderator' | null;
  detectedByRules: boolean;
}

/** What a mail to a notifier may say; null where there is no such notice. */
export async function findNoticeForMail(db: Queryable, siteId: string, id: string): Promise<NoticeForMail | null> {
  const { rows } = await db.query<NoticeForMail>(
    `select n.id, n.wrapped_key as "wrappedKey", n.key_version as "keyVersion", n.address,
       n.created_at as "createdAt", n.comment_id as "commentId", c.external_id as "externalId",
       s.title as "storyTitle", s.url as "storyUrl", r.state, c.fixed_status is not distinct from 'withdrawn' as withdrawn,
       (select d.decided_by from decision d
        where d.site_id = $1 and d.comment_id = c.id and d.revision = c.revision and d.id >= earliest_decision_id(c.id)
        order by d.block_height desc, d.block_index desc limit 1) as "decidedBy",
       exists (select from decision d
        where d.site_id = $1 and d.comment_id = c.id and d.revision = c.revision and d.id >= earliest_decision_id(c.id)
          and d.decided_by = 'rules' and d.outcome <> 'approve') as "detectedByRules"
     from notice n join reader_report r on r.id = n.report_id and r.site_id = $1
     join comment c on c.id = n.comment_id and c.site_id = $1 join story s on s.id = c.story_id and s.site_id = $1
     where n.site_id = $1 and n.id = $2`,
    [siteId, id],
  );
  return rows[0] ?? null;
}

/** Confirms each notice that is new by a mail (Art. 16(4)), owed in the same transaction. */
export async function keepNotices(
  tx: Queryable,
  siteId: string,
  about: { commentId: string; reports: NewReport[]; opened: { id: string }[] },
  at: Date,
): Promise<Map<string, string>> {
  const { commentId, reports, opened } = about;
  const given = reports.flatMap(({ notice }, i) => {
    const report = opened[i];
    return notice && report ? [{ reportId: report.id, ...notice }] : [];
  });
  if (given.length === 0) return new Map();
  const standing = await insertNotices(tx, siteId, { commentId, notices: given }, at);
  for (const { reportId, notice, receiptMessageId: messageId } of given) {
    if (messageId === null || standing.get(reportId) !== notice.id) continue;
    const mail = { id: newId(at), kind: 'notice-receipt' as const, recipient: '', messageId, aboutId: notice.id };
    await insertMail(tx, siteId, mail, at);
  }
  return standing;
}
