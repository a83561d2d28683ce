import { randomBytes } from 'node:crypto';
import { newId } from '@moderato/domain';
import pg from 'pg';
import { forgetAppealsOfAuthor, forgetAppealsOfComments } from '../appeals/forget-appeals.js';
import type { Queryable } from '../database.js';
import { type MasterKeys, type Profile, seal } from '../master-keys.js';
import { forgetReported } from '../reports/resolve-reports.js';
import { removedMail } from './kept-mails.js';
import { forgetWaiting } from './undecided.js';

/** An author's row as it is stored: nothing in it can be read without the master key. */
export interface SealedAuthor {
  id: string;
  externalId: string;
  wrappedKey: Buffer;
  keyVersion: number;
  profile: Buffer;
  profileHash: Buffer;
  emailHash: Buffer | null;
  ipHash: Buffer | null;
  /** Equal for names that look alike; null where there is no name. */
  nameKey: Buffer | null;
}

/**
 * Seals `profile` under a fresh key of the author's own, wrapped by the newest master key. `look`: the author's name as
 * it looks at a glance.
 */
export function sealAuthor(
  masterKeys: MasterKeys,
  siteId: string,
  { externalId, profile, look, at }: { externalId: string; profile: Profile; look?: string | undefined; at: Date },
): SealedAuthor {
  const key = randomBytes(32);
  const { wrapped, version } = masterKeys.wrap(key);
  const text = JSON.stringify(profile);
  return {
    id: newId(at),
    externalId,
    wrappedKey: wrapped,
    keyVersion: version,
    profile: seal(key, text),
    profileHash: masterKeys.match(siteId, 'profile', text),
    emailHash: profile.email ? masterKeys.match(siteId, 'email', profile.email) : null,
    ipHash: profile.ip ? masterKeys.match(siteId, 'ip', profile.ip) : null,
    nameKey: look ? masterKeys.match(siteId, 'look', look) : null,
  };
}

const erasureLock = (siteId: string): string => `hashtextextended(${pg.escapeLiteral(siteId)}, 78)`;

/** The opening of every transaction that writes comments: an erasure of the site waits for them, and they for it. */
export const holdOffErasures = (siteId: string): string =>
  `select pg_advisory_xact_lock_shared(${erasureLock(siteId)})`;

/**
 * Inserts unknown authors and rewrites those whose profile changed or who were erased before; leaves the others as
 * they are. `authors` names each external id once, sorted. Returns ids by external id.
 */
export async function upsertAuthors(
  tx: Queryable,
  siteId: string,
  authors: SealedAuthor[],
  at: Date,
): Promise<Map<string, string>> {
  const written = await tx.query<{ id: string; external_id: string }>(
    `insert into author as a (id, site_id, external_id, wrapped_key, key_version, profile, profile_hash, email_hash,
       ip_hash, name_key, created_at, updated_at)
     select n.id, $1, n.external_id, n.wrapped_key, n.key_version, n.profile, n.profile_hash, n.email_hash, n.ip_hash,
       n.name_key, $2, $2
     from unnest($3::uuid[], $4::text[], $5::bytea[], $6::smallint[], $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[],
       $11::bytea[]) as n(id, external_id, wrapped_key, key_version, profile, profile_hash, email_hash, ip_hash, name_key)
     on conflict (site_id, external_id) do update set wrapped_key = excluded.wrapped_key,
       key_version = excluded.key_version, profile = excluded.profile, profile_hash = excluded.profile_hash,
       email_hash = excluded.email_hash, ip_hash = excluded.ip_hash, name_key = excluded.name_key, updated_at = $2,
       erased_at = null
     where a.profile_hash is distinct from excluded.profile_hash or a.name_key is distinct from excluded.name_key
       or a.erased_at is not null
     returning id, external_id`,
    [
      siteId,
      at,
      authors.map((a) => a.id),
      authors.map((a) => a.externalId),
      authors.map((a) => a.wrappedKey),
      authors.map((a) => a.keyVersion),
      authors.map((a) => a.profile),
      authors.map((a) => a.profileHash),
      authors.map((a) => a.emailHash),
      authors.map((a) => a.ipHash),
      authors.map((a) => a.nameKey),
    ],
  );
  const ids = new Map(written.rows.map((row) => [row.external_id, row.id]));
  const unchanged = authors.filter(({ externalId }) => !ids.has(externalId)).map(({ externalId }) => externalId);
  if (unchanged.length > 0) {
    const known = await tx.query<{ id: string; external_id: string }>(
      'select id, external_id from author where site_id = $1 and external_id = any($2::text[])',
      [siteId, unchanged],
    );
    for (const row of known.rows) ids.set(row.external_id, row.id);
  }
  return ids;
}

/** Waits until nobody writes comments of the site, and holds them back to the end of the transaction. */
export async function holdBackWrites(tx: Queryable, siteId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${erasureLock(siteId)})`);
}

export interface Erasure {
  authorId: string;
  /** Comments whose text went; none where the author had been erased before. */
  commentIds: string[];
  /** Their ids at the site, under which others' comments may quote them. */
  externalIds: string[];
  erasedBefore: boolean;
}

/**
 * Destroys an author's key and profile and the text of all their comments, revisions and mails that quote them. What
 * had still to be decided is withdrawn. Null when the site has no such author.
 */
export async function eraseAuthor(
  tx: Queryable,
  siteId: string,
  externalId: string,
  at: Date,
): Promise<Erasure | null> {
  await holdBackWrites(tx, siteId);
  const found = await tx.query<{ id: string; erased_at: Date | null }>(
    'select id, erased_at from author where site_id = $1 and external_id = $2 for update',
    [siteId, externalId],
  );
  const author = found.rows[0];
  if (!author) return null;
  if (author.erased_at) return { authorId: author.id, commentIds: [], externalIds: [], erasedBefore: true };
  await tx.query(
    `update author set wrapped_key = null, profile = null, profile_hash = null, email_hash = null, ip_hash = null,
       name_key = null, erased_at = $3, updated_at = $3
     where site_id = $1 and id = $2`,
    [siteId, author.id, at],
  );
  const { rows } = await tx.query<{ id: string; external_id: string; revision: number }>(
    `select id, external_id, revision from comment where site_id = $1 and author_id = $2 order by external_id for update`,
    [siteId, author.id],
  );
  await forgetWaiting(
    tx,
    siteId,
    rows.map(({ id, revision }) => [id, revision]),
  );
  await tx.query(
    `update comment c set body = null, salt = null, fingerprint = null, parent = null, meta = null, form = null,
       fixed_status = case when c.status in ('pending', 'review') then 'withdrawn' else c.fixed_status end
     where c.site_id = $1 and c.author_id = $2`,
    [siteId, author.id],
  );
  // Earlier revisions of comments that the site has since given to somebody else.
  await tx.query(
    `update superseded_revision set body = null, salt = null, parent = null where site_id = $1 and author_id = $2`,
    [siteId, author.id],
  );
  const commentIds = rows.map(({ id }) => id);
  await forgetQuotations(tx, siteId, commentIds);
  await forgetAppealsOfAuthor(tx, siteId, author.id);
  return { authorId: author.id, commentIds, externalIds: rows.map((row) => row.external_id), erasedBefore: false };
}

/** Removes the older revisions' texts of these comments, and what kept mails, readers' reports and appeals say of them. */
export async function forgetQuotations(tx: Queryable, siteId: string, commentIds: string[]): Promise<void> {
  await tx.query(
    `update superseded_revision set body = null, salt = null, parent = null
     where site_id = $1 and comment_id = any($2::uuid[])`,
    [siteId, commentIds],
  );
  await tx.query(`update kept_mail set text = $3, html = $4 where site_id = $1 and comment_ids && $2::uuid[]`, [
    siteId,
    commentIds,
    removedMail.text,
    removedMail.html,
  ]);
  // Mails that nobody could place, but which may be about them.
  await tx.query('update inbound_mail set content = null where site_id = $1 and candidates && $2::uuid[]', [
    siteId,
    commentIds,
  ]);
  await forgetReported(tx, siteId, commentIds);
  await forgetAppealsOfComments(tx, siteId, commentIds);
}

/**
 * Removes what replies of others, and what receivers of webhooks answered since the first of these comments, quote of
 * them. Apart from `eraseAuthor`, since it reads much of what a site has, and nobody should wait for it.
 */
export async function forgetEchoes(
  tx: Queryable,
  siteId: string,
  { externalIds, commentIds }: Pick<Erasure, 'externalIds' | 'commentIds'>,
): Promise<void> {
  if (externalIds.length === 0) return;
  for (const table of ['comment', 'superseded_revision']) {
    await tx.query(
      `update ${table} set parent = parent - 'body' - 'author'
       where site_id = $1 and parent is not null and parent->>'id' = any($2::text[])`,
      [siteId, externalIds],
    );
  }
  await tx.query(
    `update delivery_attempt set answer = null
     where site_id = $1 and delivery_id >= earliest_decision_id($2::uuid) and answer <> ''`,
    [siteId, commentIds.reduce((first, id) => (id < first ? id : first))],
  );
}
