import type { Queryable } from '../database.js';

/** Comments looked through for a quotation: a site's newest. */
const comparedComments = 5_000;
const comparedStories = 2_000;

/** Those of `ids` that are reports, with their comments, or comments of the site. */
export async function findByIds(
  db: Queryable,
  siteId: string,
  ids: string[],
): Promise<{ reports: { id: string; commentId: string }[]; comments: string[] }> {
  if (ids.length === 0) return { reports: [], comments: [] };
  const reports = await db.query<{ id: string; commentId: string }>(
    'select id, comment_id as "commentId" from reader_report where site_id = $1 and id = any($2::uuid[])',
    [siteId, ids],
  );
  const comments = await db.query<{ id: string }>(
    'select id from comment where site_id = $1 and id = any($2::uuid[])',
    [siteId, ids],
  );
  return { reports: reports.rows, comments: comments.rows.map(({ id }) => id) };
}

/** Comments by the site's own ids, with the addresses of their stories. */
export async function findByExternalIds(
  db: Queryable,
  siteId: string,
  externalIds: string[],
): Promise<{ id: string; externalId: string; storyUrl: string }[]> {
  if (externalIds.length === 0) return [];
  const { rows } = await db.query<{ id: string; externalId: string; storyUrl: string }>(
    `select c.id, c.external_id as "externalId", s.url as "storyUrl"
     from comment c join story s on s.id = c.story_id and s.site_id = $1
     where c.site_id = $1 and c.external_id = any($2::text[])`,
    [siteId, externalIds],
  );
  return rows;
}

export async function listRecentStories(
  db: Queryable,
  siteId: string,
): Promise<{ id: string; url: string; title: string | null }[]> {
  const { rows } = await db.query<{ id: string; url: string; title: string | null }>(
    'select id, url, title from story where site_id = $1 order by id desc limit $2',
    [siteId, comparedStories],
  );
  return rows;
}

/** The texts of a site's newest comments; of those stories alone where they are given. */
export async function listRecentTexts(
  db: Queryable,
  siteId: string,
  storyIds: string[],
): Promise<{ id: string; body: string }[]> {
  const { rows } = await db.query<{ id: string; body: string }>(
    `select id, body from (
       select id, story_id, body from comment where site_id = $1 order by id desc limit $2) newest
     where body is not null and (cardinality($3::uuid[]) = 0 or story_id = any($3::uuid[]))`,
    [siteId, comparedComments, storyIds],
  );
  return rows;
}
