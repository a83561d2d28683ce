-- The moderators' queue: one order for all of it, and indexes for every view, so that a hundred thousand waiting comments
-- cost what a hundred do.

-- Twice as likely, twice as grave, twice as widely read or a day longer in the queue: each puts a comment one step up.
-- Since all comments age alike, their order does not change while they wait, and an index can keep it.
create function queue_rank(priority real, reach real, comment_id uuid) returns double precision
  language sql immutable parallel safe as $$
  select ln(greatest(priority, 0.01)::float8 * greatest(reach, 1)::float8) / ln(2::float8)
    - ('x' || left(replace(comment_id::text, '-', ''), 12))::bit(48)::bigint / 86400000.0::float8
$$;

alter table held_comment
  add column story_id uuid,
  add column author_id uuid,
  -- As the site told it; null where it did not.
  add column language text,
  -- Of the gravest finding; null where none was found.
  add column clause_id text,
  -- Held because something was missing, and not because of what it says.
  add column unjudged boolean not null default false,
  -- 1..2, by how many comments the story had when this one was held.
  add column reach real not null default 1,
  add column escalated_at timestamptz,
  add column escalated_by uuid,
  add column rank double precision generated always as (queue_rank(priority, reach, comment_id)) stored;

update held_comment h set story_id = c.story_id, author_id = c.author_id, language = c.language
from comment c where c.id = h.comment_id;
update held_comment h set clause_id = newest.clause_id, unjudged = newest.clause_id is null and newest.degraded
from (select distinct on (d.comment_id) d.comment_id, d.degraded,
        (select f.clause_id from finding f where f.decision_id = d.id
         order by array_position(array['severe', 'moderate', 'mild'], f.severity), f.confidence desc limit 1) as clause_id
      from decision d join held_comment waiting on waiting.comment_id = d.comment_id
      order by d.comment_id, d.block_height desc, d.block_index desc) newest
where newest.comment_id = h.comment_id;

drop index held_comment_worst;
create index held_comment_worst on held_comment (site_id, rank desc, comment_id) where escalated_at is null;
create index held_comment_reported on held_comment (site_id, rank desc, comment_id) where reported > 0;
create index held_comment_unjudged on held_comment (site_id, rank desc, comment_id) where unjudged;
create index held_comment_escalated on held_comment (site_id, rank desc, comment_id) where escalated_at is not null;
create index held_comment_clause on held_comment (site_id, clause_id, rank desc, comment_id);
create index held_comment_story on held_comment (site_id, story_id, rank desc, comment_id);
create index held_comment_author on held_comment (site_id, author_id, rank desc, comment_id);
create index held_comment_language on held_comment (site_id, language, rank desc, comment_id);

-- A story's comments: how far it reaches, and the thread around one of them.
create index comment_story on comment (site_id, story_id, id);
