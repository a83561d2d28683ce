import type { Queryable } from '../database.js';

export interface NewStory {
  id: string;
  externalId: string;
  url: string;
  /** Null and an empty list mean: not told this time, so what is known stays. */
  title: string | null;
  people: string[];
  summary: string | null;
}

/**
 * Inserts unknown stories and updates those that changed. `stories` names each external id once, sorted. Returns ids
 * by external id.
 */
export async function upsertStories(
  tx: Queryable,
  siteId: string,
  stories: NewStory[],
  at: Date,
): Promise<Map<string, string>> {
  const written = await tx.query<{ id: string; external_id: string }>(
    `insert into story as s (id, site_id, external_id, url, title, people, summary, created_at, updated_at)
     select n.id, $1, n.external_id, n.url, n.title, array(select jsonb_array_elements_text(n.people::jsonb)), n.summary,
       $2, $2
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       as n(id, external_id, url, title, people, summary)
     on conflict (site_id, external_id) do update set url = excluded.url, title = coalesce(excluded.title, s.title),
       people = case when excluded.people = '{}' then s.people else excluded.people end,
       summary = coalesce(excluded.summary, s.summary), updated_at = $2
     where s.url <> excluded.url or (excluded.title is not null and s.title is distinct from excluded.title)
       or (excluded.people <> '{}' and s.people <> excluded.people)
       or (excluded.summary is not null and s.summary is distinct from excluded.summary)
     returning id, external_id`,
    [
      siteId,
      at,
      stories.map((s) => s.id),
      stories.map((s) => s.externalId),
      stories.map((s) => s.url),
      stories.map((s) => s.title),
      stories.map((s) => JSON.stringify(s.people)),
      stories.map((s) => s.summary),
    ],
  );
  const ids = new Map(written.rows.map((row) => [row.external_id, row.id]));
  const unchanged = stories.filter(({ externalId }) => !ids.has(externalId)).map(({ externalId }) => externalId);
  if (unchanged.length > 0) {
    const known = await tx.query<{ id: string; external_id: string }>(
      'select id, external_id from story where site_id = $1 and external_id = any($2::text[])',
      [siteId, unchanged],
    );
    for (const row of known.rows) ids.set(row.external_id, row.id);
  }
  return ids;
}
