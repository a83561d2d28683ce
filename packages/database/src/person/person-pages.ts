import type { CommentStatus, Decision, ReportReason, ReportSource, ReportState } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { InboundMailRow } from '../reports/inbound-mails.js';

interface PersonRevision {
  revision: number;
  /** Null once it was erased, withdrawn or has expired. */
  text: string | null;
  submittedAt: string | null;
  receivedAt: string;
}

/** A comment of a person with all that is kept of it. Nothing in it tells who else had to do with it. */
export interface PersonComment extends PersonRevision {
  id: string;
  externalId: string;
  story: { id: string; url: string; title: string | null };
  status: CommentStatus;
  language: string | null;
  /** The site's own id of the comment that it answers. */
  inReplyTo: string | null;
  meta: unknown;
  form: unknown;
  acceptedGuidelinesVersion: number | null;
  earlierRevisions: PersonRevision[];
  /** Oldest first. */
  decisions: Decision[];
  /** What others reported: never who, nor in which words, for those may tell who. */
  reports: { reason: ReportReason; source: ReportSource; state: ReportState; createdAt: string }[];
  /** Mails to the guidelines' report address. */
  mails: { kind: string; state: string; createdAt: string }[];
}

/** The comments of an author after `after`, in the order of their ids. */
export async function listPersonComments(
  db: Queryable,
  siteId: string,
  { authorId, after, limit }: { authorId: string; after: string | null; limit: number },
): Promise<PersonComment[]> {
  const { rows } = await db.query<{ document: PersonComment }>(
    `select json_build_object('id', c.id, 'externalId', c.external_id,
         'story', json_build_object('id', s.external_id, 'url', s.url, 'title', s.title),
         'status', stands.status, 'language', c.language, 'inReplyTo', c.parent->>'id', 'meta', c.meta, 'form', c.form,
         'acceptedGuidelinesVersion', c.accepted_version, 'revision', c.revision, 'text', c.body,
         'submittedAt', c.submitted_at, 'receivedAt', c.received_at,
         'earlierRevisions', coalesce((select json_agg(json_build_object('revision', r.revision, 'text', r.body,
             'submittedAt', r.submitted_at, 'receivedAt', r.received_at) order by r.revision)
           from superseded_revision r where r.site_id = $1 and r.comment_id = c.id
             and coalesce(r.author_id, $2) = $2), '[]'),
         'decisions', coalesce((select json_agg(d.document order by d.block_height, d.block_index)
           from decision d where d.site_id = $1 and d.comment_id = c.id and d.id >= earliest_decision_id(c.id)), '[]'),
         'reports', coalesce((select json_agg(json_build_object('reason', p.reason, 'source', p.source,
             'state', p.state, 'createdAt', p.created_at) order by p.id)
           from (select id, reason, source, state, created_at from reader_report
                 where site_id = $1 and comment_id = c.id order by id limit 1000) p), '[]'),
         'mails', coalesce((select json_agg(json_build_object('kind', m.kind, 'state', m.state,
             'createdAt', m.created_at) order by m.id)
           from report_item i join mail m on m.id = i.mail_id and m.site_id = $1
           where i.site_id = $1 and i.comment_id = c.id), '[]')) as document
     from (select k from comment k
           where k.site_id = $1 and k.author_id = $2 and ($3::uuid is null or k.id > $3) order by k.id limit $4) page
     cross join lateral (select (page.k).*) c
     cross join lateral (select status(page.k) as status) stands
     left join story s on s.id = c.story_id and s.site_id = $1
     order by c.id`,
    [siteId, authorId, after, limit],
  );
  return rows.map(({ document }) => document);
}

export interface ReportMade {
  id: string;
  externalId: string;
  revision: number;
  reason: ReportReason;
  source: ReportSource;
  state: ReportState;
  wantsOutcome: boolean;
  wrappedKey: Buffer | null;
  keyVersion: number;
  words: Buffer | null;
  createdAt: Date;
  resolvedAt: Date | null;
}

/** The reports by any of these hashes after `after`, in the order of their ids. */
export async function listReportsMade(
  db: Queryable,
  siteId: string,
  { hashes, after, limit }: { hashes: Buffer[]; after: string | null; limit: number },
): Promise<ReportMade[]> {
  const { rows } = await db.query<ReportMade>(
    `select r.id, c.external_id as "externalId", r.revision, r.reason, r.source, r.state,
       r.wants_outcome as "wantsOutcome", r.wrapped_key as "wrappedKey", r.key_version as "keyVersion", r.words,
       r.created_at as "createdAt", r.resolved_at as "resolvedAt"
     from reader_report r join comment c on c.id = r.comment_id and c.site_id = $1
     where r.site_id = $1 and r.reporter_hash = any($2::bytea[]) and ($3::uuid is null or r.id > $3)
     order by r.id limit $4`,
    [siteId, hashes, after, limit],
  );
  return rows;
}

export type MailWritten = Pick<InboundMailRow, 'id' | 'state' | 'wrappedKey' | 'keyVersion' | 'content' | 'receivedAt'>;

/** The mails that a sender wrote to the reports mailbox, in the order of their ids. */
export async function listMailsWritten(
  db: Queryable,
  siteId: string,
  { hash, after, limit }: { hash: Buffer; after: string | null; limit: number },
): Promise<MailWritten[]> {
  const { rows } = await db.query<MailWritten>(
    `select id, state, wrapped_key as "wrappedKey", key_version as "keyVersion", content, received_at as "receivedAt"
     from inbound_mail where site_id = $1 and sender_hash = $2 and ($3::uuid is null or id > $3) order by id limit $4`,
    [siteId, hash, after, limit],
  );
  return rows;
}
