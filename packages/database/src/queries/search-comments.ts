import type { Outcome } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';

export interface CommentSearch {
  /** As one types them into a search engine. */
  words?: string | undefined;
  authorIds?: string[] | undefined;
  storyIds?: string[] | undefined;
  /** Of the newest decision on it. */
  outcome?: Outcome | undefined;
  /** Comments of which any decision cites the clause. */
  clauseId?: string | undefined;
  /** Received from this id on; before that one. */
  fromId: string;
  beforeId: string;
  limit: number;
  /** So many that meet the rest are looked through for outcome and clause. */
  lookThrough: number;
}

export interface FoundComments {
  /** Newest first, `limit` at most. */
  ids: string[];
  /** Where to go on; null where everything was looked through. */
  next: string | null;
}

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
export const everyId = { fromId: '00000000-0000-0000-0000-000000000000', beforeId: lastId };

async function listCandidates(db: Queryable, siteId: string, search: CommentSearch, limit: number): Promise<string[]> {
  const { words, fromId, beforeId, authorIds = null, storyIds = null } = search;
  const among = [fromId, beforeId, authorIds, storyIds, limit];
  const { rows } =
    words === undefined
      ? await db.query<{ id: string }>(
          `select c.id from comment c
           where c.site_id = $1 and c.id >= $2 and c.id < $3 and ($4::uuid[] is null or c.author_id = any($4))
             and ($5::uuid[] is null or c.story_id = any($5))
           order by c.id desc limit $6`,
          [siteId, ...among],
        )
      : await db.query<{ id: string }>('select id from comments_with_words($1, $2, $3, $4, $5, $6) as id', [
          words,
          ...among,
        ]);
  return rows.map(({ id }) => id);
}

/** Those of `ids`, in their order, whose newest decision is `outcome` and of which a decision cites the clause. */
async function keepDecided(
  db: Queryable,
  siteId: string,
  ids: string[],
  { outcome, clauseId, limit }: CommentSearch,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select w.id from unnest($2::uuid[]) with ordinality as w(id, place)
     where ($3::text is null or (
         select d.outcome from decision d join comment c on c.id = d.comment_id and c.revision = d.revision
         where d.site_id = $1 and d.comment_id = w.id and d.id >= earliest_decision_id(w.id)
         order by d.block_height desc, d.block_index desc limit 1) = $3)
       and ($4::text is null or exists (
         select from decision d join finding f on f.decision_id = d.id and f.site_id = $1 and f.clause_id = $4
         where d.site_id = $1 and d.comment_id = w.id and d.id >= earliest_decision_id(w.id)))
     order by w.place limit $5`,
    [siteId, ids, outcome ?? null, clauseId ?? null, limit],
  );
  return rows.map(({ id }) => id);
}

/** Comments that meet all that is asked. Bounded: a rare outcome among frequent words may take several calls. */
export async function searchComments(db: Queryable, siteId: string, search: CommentSearch): Promise<FoundComments> {
  const { outcome, clauseId, limit, lookThrough } = search;
  if (outcome === undefined && clauseId === undefined) {
    const ids = await listCandidates(db, siteId, search, limit + 1);
    return { ids: ids.slice(0, limit), next: ids.length > limit ? (ids[limit - 1] ?? null) : null };
  }
  const candidates = await listCandidates(db, siteId, search, lookThrough);
  const ids = await keepDecided(db, siteId, candidates, { ...search, limit: limit + 1 });
  if (ids.length > limit) return { ids: ids.slice(0, limit), next: ids[limit - 1] ?? null };
  return { ids, next: candidates.length === lookThrough ? (candidates.at(-1) ?? null) : null };
}

/** Takes the words out of `atMost` comments that have none yet, of all sites, so that they are found. Returns how many. */
export async function indexCommentWords(database: Database, atMost: number): Promise<number> {
  const [row] = await database.acrossSites<{ done: number }>('select index_comment_words($1) as done', [atMost]);
  return row?.done ?? 0;
}

/** Stories whose title or address has these characters, newest first. */
export async function findStoryIds(db: Queryable, siteId: string, part: string, limit: number): Promise<string[]> {
  const pattern = `%${part.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await db.query<{ id: string }>(
    `select id from story where site_id = $1 and (title ilike $2 or url ilike $2 or external_id = $3)
     order by id desc limit $4`,
    [siteId, pattern, part, limit],
  );
  return rows.map(({ id }) => id);
}

export interface FoundAuthor {
  authorId: string;
  externalId: string;
  wrappedKey: Buffer | null;
  keyVersion: number;
  profile: Buffer | null;
  erasedAt: Date | null;
}

/** Authors by the site's own id of them, or its beginning, or by the keyed hash of how their name looks. */
export async function findAuthors(
  db: Queryable,
  siteId: string,
  { externalId, nameKey, limit }: { externalId: string; nameKey: Buffer | null; limit: number },
): Promise<FoundAuthor[]> {
  const { rows } = await db.query<FoundAuthor>(
    `select id as "authorId", external_id as "externalId", wrapped_key as "wrappedKey", key_version as "keyVersion",
       profile, erased_at as "erasedAt"
     from author
     where site_id = $1 and (external_id = $2 or ($3::bytea is not null and name_key = $3)
       or (external_id >= $2 and external_id < $4))
     order by external_id = $2 desc, external_id limit $5`,
    [siteId, externalId, nameKey, `${externalId}\u{10ffff}`, limit],
  );
  return rows;
}
