import type { EarlierComment } from '@moderato/domain';
import { uuidArray } from '../binary-arrays.js';
import type { Queryable } from '../database.js';
import { eachById } from './each-by-id.js';
import type { SealedProfile } from './review-queue.js';

/** What a site's form told beside a comment's text, as intake keeps it; what says nothing is left out. */
export interface FormFacts {
  hasEmail?: false;
  isStaff?: true;
  /** By the names that readers see. */
  missingFields?: string[];
  acceptedTerms?: false;
}

export interface CommentFacts {
  commentId: string;
  form: FormFacts | null;
  /** With this revision the author accepted the terms. */
  acceptedTerms: boolean;
  /** The author's e-mail address is known. */
  hasEmail: boolean;
  /** Null where none was asked for, nothing is kept, or the author was erased. */
  author: SealedProfile | null;
  summary: string | null;
}

/** The comments that $2 names. */
const eachComment = `${eachById} (
       select id, author_id, story_id, form, accepted_version, fingerprint, received_at from comment
       where site_id = $1 and id = wanted.id limit 1) c`;

/** What is kept beside the texts of these comments; of authors and stories only what is asked for. In no order. */
export async function listCommentFacts(
  db: Queryable,
  siteId: string,
  commentIds: string[],
  { authors, profiles, summaries }: { authors: boolean; profiles: boolean; summaries: boolean },
): Promise<CommentFacts[]> {
  const { rows } = await db.query<
    Omit<CommentFacts, 'author'> & { wrappedKey: Buffer | null; keyVersion: number; profile: Buffer | null }
  >({
    name: 'list-comment-facts',
    text: `select c.id as "commentId", c.form, c.accepted_version is not null as "acceptedTerms",
       coalesce(a.email_hash is not null, false) as "hasEmail", s.summary,
       case when $3 then a.wrapped_key end as "wrappedKey", a.key_version as "keyVersion",
       case when $3 then a.profile end as profile
     from ${eachComment}
     left join lateral (select summary from story where $5 and site_id = $1 and id = c.story_id limit 1) s on true
     left join lateral (
       select email_hash, wrapped_key, key_version, profile from author
       where $4 and site_id = $1 and id = c.author_id limit 1) a on true`,
    values: [siteId, uuidArray(commentIds), profiles, authors || profiles, summaries],
  });
  return rows.map(({ wrappedKey, keyVersion, profile, ...facts }) => ({
    ...facts,
    author: wrappedKey && profile ? { wrappedKey, keyVersion, profile } : null,
  }));
}

/** Comments before another that say the same, as many as are alike in the rest. */
export interface SameText extends Omit<EarlierComment, 'fingerprint'> {
  commentId: string;
  comments: number;
}

const dayMs = 86_400_000;
const repeatDays = 7;
/** Several times what any rule counts: where a text is posted over and over, reading all of it is what the flood wants. */
const mostEarlier = 20;

/**
 * For each of these comments those of the site that said the same in the seven days before it, the newest twenty. It
 * counts from when the comment came, and only what came before: whoever asks later, or in another order, is told the
 * same as long as those are there.
 */
export async function listSameTexts(db: Queryable, siteId: string, commentIds: string[]): Promise<SameText[]> {
  const { rows } = await db.query<SameText>({
    name: 'list-same-texts',
    text: `select c.id as "commentId", e.author_id = c.author_id as "sameAuthor", e.story_id = c.story_id as "sameStory",
       count(*)::int as comments
     from ${eachComment} cross join lateral (
       select e.author_id, e.story_id from comment e
       where e.site_id = $1 and e.fingerprint = c.fingerprint and e.received_at <= c.received_at
         and e.received_at >= c.received_at - $3 * interval '1 millisecond'
         and (e.received_at, e.id) < (c.received_at, c.id)
       order by e.received_at desc, e.id desc limit $4) e
     where c.fingerprint is not null
     group by 1, 2, 3 order by 1, 2, 3`,
    values: [siteId, uuidArray(commentIds), repeatDays * dayMs, mostEarlier],
  });
  return rows;
}

/** Somebody else whose name looks like that of the comment's author. */
export interface Namesake {
  commentId: string;
  author: SealedProfile;
}

/** Names that more people bear at a site are nobody's own. */
const mostNamesakes = 5;
/** Of each namesake's comments, the newest so many are looked through for the story. */
const mostComments = 200;

/** For each of these comments the others whose names look like its author's and who commented on its story before. */
export async function listNamesakes(db: Queryable, siteId: string, commentIds: string[]): Promise<Namesake[]> {
  const { rows } = await db.query<SealedProfile & { commentId: string }>({
    name: 'list-namesakes',
    text: `select c.id as "commentId", o.wrapped_key as "wrappedKey", o.key_version as "keyVersion", o.profile
     from ${eachComment}
     cross join lateral (select id, name_key from author where site_id = $1 and id = c.author_id limit 1) a
     cross join lateral (
       select o.id, o.wrapped_key, o.key_version, o.profile, count(*) over () as bearers
       from (select id, wrapped_key, key_version, profile from author
             where site_id = $1 and name_key = a.name_key and id <> a.id limit $3 + 1) o) o
     where a.name_key is not null and o.bearers <= $3 and o.profile is not null
       and exists (
         select from (select story_id, received_at, id from comment
                      where site_id = $1 and author_id = o.id order by id desc limit $4) e
         where e.story_id = c.story_id and (e.received_at, e.id) < (c.received_at, c.id))
     order by c.id, o.id`,
    values: [siteId, uuidArray(commentIds), mostNamesakes, mostComments],
  });
  return rows.map(({ commentId, ...author }) => ({ commentId, author }));
}
