-- What people said that a comment's scores should have been (Perspective's comments:suggestscore), where the site
-- permits that it is kept. No text: a comment that is stored here has its own, and loses it when its author is erased.
create table score_suggestion (
  id uuid primary key,
  site_id uuid not null,
  -- Null where no stored comment has that external id, or none was told.
  comment_id uuid,
  external_id text,
  scores jsonb not null,
  languages text[] not null,
  received_at timestamptz not null
);
create index score_suggestion_comment on score_suggestion (site_id, comment_id) where comment_id is not null;
create index score_suggestion_age on score_suggestion (site_id, received_at);
alter table score_suggestion enable row level security;
create policy own_site on score_suggestion to moderato_app using (site_id = current_site()) with check (site_id = current_site());
