-- A comment that is open at somebody's desk: nobody else need read it. Holds until it is given back, decided, or its
-- time is up; what is expired is nobody's, and is overwritten by the next.
create table comment_claim (
  comment_id uuid primary key,
  -- No reference to site: each row written would lock the one row of its site.
  site_id uuid not null,
  moderator_id uuid not null,
  claimed_at timestamptz not null,
  expires_at timestamptz not null
);
create index comment_claim_moderator on comment_claim (site_id, moderator_id, expires_at);
create index comment_claim_site on comment_claim (site_id, expires_at);

-- What moderators tell each other about a comment. It is for the desk alone: no site and no author hears of it.
create table comment_note (
  id uuid primary key,
  site_id uuid not null,
  comment_id uuid not null,
  moderator_id uuid not null,
  -- `escalation`: why somebody else should decide.
  kind text not null check (kind in ('note', 'escalation')),
  words text not null,
  -- Moderators who are named in it.
  mentions uuid[] not null default '{}',
  created_at timestamptz not null
);
create index comment_note_comment on comment_note (site_id, comment_id, id);
create index comment_note_mentions on comment_note using gin (mentions);

-- What a moderator set for themselves: how severe text is shown, when to rest, whether they had the tour.
create table moderator_preference (
  moderator_id uuid primary key,
  site_id uuid not null,
  preferences jsonb not null,
  updated_at timestamptz not null
);

do $$ declare t text; begin
  foreach t in array array['comment_claim', 'comment_note', 'moderator_preference'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = (select current_site())) with check (site_id = (select current_site()))', t);
  end loop;
end $$;
