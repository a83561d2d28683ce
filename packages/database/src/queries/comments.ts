import { type CommentStatus, type Decision, millisecondsOfId } from '@moderato/domain';
import { byteaArray, intArray, textArray, uuidArray } from '../binary-arrays.js';
import type { Queryable } from '../database.js';
import { forgetQuotations } from './authors.js';
import { eachById } from './each-by-id.js';
import { addUndecided, forgetWaiting, listUndecided, type RevisionKey } from './undecided.js';

/** One comment as intake writes it. */
export interface NewComment {
  id: string;
  externalId: string;
  authorId: string;
  storyId: string;
  body: string;
  salt: Buffer;
  textHash: Buffer;
  /** JSON text. */
  parent: string | null;
  meta: string | null;
  language: string | null;
  acceptedVersion: number | null;
  /** RFC 3339. */
  submittedAt: string | null;
  /** By `MasterKeys.matchText`; null where nobody asks for it. */
  fingerprint: Buffer | null;
  /** JSON text. */
  form: string | null;
}

export interface Flush {
  /** Names the job that will decide these revisions. */
  flushId: string;
  receivedAt: Date;
}

/** What became of one written comment; `erased`: its author was erased meanwhile, and nothing was written. */
export type Written =
  | { kind: 'new' | 'edited' | 'same' | 'withdrawn'; id: string; revision: number; status: CommentStatus }
  | { kind: 'erased' };

const columnsOf = (comments: NewComment[]): unknown[] => [
  uuidArray(comments.map((c) => c.id)),
  textArray(comments.map((c) => c.externalId)),
  uuidArray(comments.map((c) => c.authorId)),
  uuidArray(comments.map((c) => c.storyId)),
  textArray(comments.map((c) => c.body)),
  byteaArray(comments.map((c) => c.salt)),
  byteaArray(comments.map((c) => c.textHash)),
  textArray(comments.map((c) => c.parent)),
  textArray(comments.map((c) => c.meta)),
  textArray(comments.map((c) => c.language)),
  intArray(comments.map((c) => c.acceptedVersion)),
  textArray(comments.map((c) => c.submittedAt)),
  byteaArray(comments.map((c) => c.fingerprint)),
  textArray(comments.map((c) => c.form)),
];
const unnested = `unnest($4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::bytea[], $10::bytea[],
    $11::text[], $12::text[], $13::text[], $14::int[], $15::text[], $16::bytea[], $17::text[])
  as n(id, external_id, author_id, story_id, body, salt, text_hash, parent, meta, language, accepted_version,
    submitted_at, fingerprint, form)`;
const authorIsThere = `not exists (
  select from author a where a.site_id = $1 and a.id = n.author_id and a.erased_at is not null)`;

/**
 * Writes comments, one statement in the usual case that all of them are new. A known external id with another body
 * becomes a new revision, the old one kept beside; with the same body nothing happens; a withdrawn comment stays
 * withdrawn. External ids must be unique within `comments` and sorted, so that two flushes cannot wait for each other.
 * Answers in the order of `comments`.
 */
export async function writeComments(
  tx: Queryable,
  siteId: string,
  comments: NewComment[],
  { flushId, receivedAt }: Flush,
): Promise<Written[]> {
  const { rows } = await tx.query<{ inserted: number }>({
    name: 'insert-comments',
    text: `with written as (
       insert into comment (id, site_id, external_id, author_id, story_id, body, salt, text_hash, parent, meta,
         language, accepted_version, submitted_at, fingerprint, form, received_at, flush_id)
       select n.id, $1, n.external_id, n.author_id, n.story_id, n.body, n.salt, n.text_hash, n.parent::jsonb,
         n.meta::jsonb, n.language, n.accepted_version, n.submitted_at::timestamptz, n.fingerprint, n.form::jsonb, $2, $3
       from ${unnested} where ${authorIsThere}
       on conflict (site_id, external_id) do nothing
       returning id)
     insert into undecided_flush as u (flush_id, site_id, comment_ids, revisions, received_at)
     select $3, $1, array_agg(id), array_agg(1), $2 from written having count(*) > 0
     on conflict (flush_id) do update
     set comment_ids = u.comment_ids || excluded.comment_ids, revisions = u.revisions || excluded.revisions
     returning (select count(*)::int from written) as inserted`,
    values: [siteId, receivedAt, flushId, ...columnsOf(comments)],
  });
  const asNew = ({ id }: NewComment): Written => ({ kind: 'new', id, revision: 1, status: 'pending' });
  if (rows[0]?.inserted === comments.length) return comments.map(asNew);
  const inserted = await listUndecided(tx, siteId, flushId);
  const others = comments.filter(({ id }) => !inserted.has(id));
  const changed = await changeKnown(tx, siteId, others, { flushId, receivedAt });
  return comments.map(
    (comment) => changed.get(comment.externalId) ?? (inserted.has(comment.id) ? asNew(comment) : { kind: 'erased' }),
  );
}

interface KnownRow {
  id: string;
  external_id: string;
  status: CommentStatus;
  revision: number;
  body: string | null;
}

async function changeKnown(
  tx: Queryable,
  siteId: string,
  comments: NewComment[],
  flush: Flush,
): Promise<Map<string, Written>> {
  const { rows } = await tx.query<KnownRow>(
    `select c.id, c.external_id, c.status, c.revision, c.body from comment c
     where c.site_id = $1 and c.external_id = any($2::text[]) order by c.external_id for update`,
    [siteId, comments.map(({ externalId }) => externalId)],
  );
  const known = new Map(rows.map((row) => [row.external_id, row]));
  const outcomes = new Map<string, Written>();
  const edits: NewComment[] = [];
  const edited: RevisionKey[] = [];
  for (const comment of comments) {
    const row = known.get(comment.externalId);
    if (!row) continue;
    const { id, revision, status } = row;
    if (status === 'withdrawn') outcomes.set(comment.externalId, { kind: 'withdrawn', id, revision, status });
    else if (row.body === comment.body) outcomes.set(comment.externalId, { kind: 'same', id, revision, status });
    else {
      edits.push({ ...comment, id });
      edited.push([id, revision]);
    }
  }
  if (edits.length > 0) {
    await forgetWaiting(tx, siteId, edited);
    for (const [externalId, written] of await reviseComments(tx, siteId, edits, flush))
      outcomes.set(externalId, written);
  }
  return outcomes;
}

async function reviseComments(
  tx: Queryable,
  siteId: string,
  edits: NewComment[],
  { flushId, receivedAt }: Flush,
): Promise<[string, Written][]> {
  const { rows } = await tx.query<{ id: string; external_id: string; revision: number }>(
    `with kept as (
       insert into superseded_revision (site_id, comment_id, revision, body, salt, text_hash, parent, accepted_version,
         submitted_at, received_at, author_id)
       select c.site_id, c.id, c.revision, c.body, c.salt, c.text_hash, c.parent, c.accepted_version, c.submitted_at,
         c.received_at, nullif(c.author_id, n.author_id)
       from ${unnested} join comment c on c.site_id = $1 and c.id = n.id where ${authorIsThere})
     update comment c set revision = c.revision + 1, fixed_status = null, author_id = n.author_id,
       story_id = n.story_id, body = n.body, salt = n.salt, text_hash = n.text_hash, parent = n.parent::jsonb,
       meta = n.meta::jsonb, language = n.language, accepted_version = n.accepted_version,
       submitted_at = n.submitted_at::timestamptz, fingerprint = n.fingerprint, form = n.form::jsonb,
       received_at = $2, flush_id = $3
     from ${unnested}
     where c.site_id = $1 and c.id = n.id and ${authorIsThere}
     returning c.id, c.external_id, c.revision`,
    [siteId, receivedAt, flushId, ...columnsOf(edits)],
  );
  const revisions = rows.map(({ id, revision }): RevisionKey => [id, revision]);
  await addUndecided(tx, siteId, { flushId, receivedAt, revisions });
  return rows.map((row) => [
    row.external_id,
    { kind: 'edited', id: row.id, revision: row.revision, status: 'pending' },
  ]);
}

/** External ids of those that the site has sent before with the same words. */
export async function listSameComments(
  db: Queryable,
  siteId: string,
  comments: Pick<NewComment, 'externalId' | 'body'>[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ external_id: string; body: string | null }>(
    'select external_id, body from comment where site_id = $1 and external_id = any($2::text[])',
    [siteId, comments.map(({ externalId }) => externalId)],
  );
  const bodies = new Map(rows.map((row) => [row.external_id, row.body]));
  return new Set(comments.flatMap(({ externalId, body }) => (bodies.get(externalId) === body ? [externalId] : [])));
}

/** Where a comment stands, with every decision on it. */
export interface CommentState {
  id: string;
  externalId: string;
  status: CommentStatus;
  revision: number;
  /** Oldest first. */
  history: Decision[];
}

/** A decision is younger than its comment but for clocks that differ: a day's margin spares the older partitions. */
export function earliestDecisionId(commentIds: string[]): string {
  const first = Math.min(...commentIds.map(millisecondsOfId)) - 86_400_000;
  const hex = Math.max(0, first).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Comments by id, in no order; `decidedOnly` leaves out those that still wait. */
export async function findComments(
  db: Queryable,
  siteId: string,
  ids: string[],
  { decidedOnly = false } = {},
): Promise<CommentState[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<CommentState>({
    name: decidedOnly ? 'find-decided-comments' : 'find-comments',
    text: `select c.id, c.external_id as "externalId", c.status, c.revision, coalesce(h.documents, '[]') as history
     from ${eachById} (
       select k.id, k.external_id, k.status, k.revision from comment k where k.site_id = $1 and k.id = wanted.id limit 1) c
     left join lateral (
       select json_agg(d.document order by d.block_height, d.block_index) as documents
       from decision d where d.site_id = $1 and d.comment_id = c.id and d.id >= $3) h on true
     ${decidedOnly ? `where c.status <> 'pending'` : ''}`,
    values: [siteId, ids, earliestDecisionId(ids)],
  });
  return rows;
}

export async function findCommentId(db: Queryable, siteId: string, externalId: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>('select id from comment where site_id = $1 and external_id = $2', [
    siteId,
    externalId,
  ]);
  return rows[0]?.id ?? null;
}

export interface Withdrawal {
  id: string;
  externalId: string;
  /** False where it had been withdrawn before. */
  changed: boolean;
}

/** Removes a comment's text, of all its revisions and of kept mails that quote it. Null where there is no such comment. */
export async function withdrawComment(tx: Queryable, siteId: string, id: string): Promise<Withdrawal | null> {
  const { rows } = await tx.query<{ external_id: string; revision: number; withdrawn: boolean }>(
    `select external_id, revision, fixed_status is not distinct from 'withdrawn' as withdrawn from comment
     where site_id = $1 and id = $2 for update`,
    [siteId, id],
  );
  const row = rows[0];
  if (!row) return null;
  if (!row.withdrawn) {
    await forgetWaiting(tx, siteId, [[id, row.revision]]);
    await tx.query(
      `update comment set fixed_status = 'withdrawn', body = null, salt = null, fingerprint = null,
         parent = null, meta = null, form = null
       where site_id = $1 and id = $2`,
      [siteId, id],
    );
    await forgetQuotations(tx, siteId, [id]);
  }
  return { id, externalId: row.external_id, changed: !row.withdrawn };
}
