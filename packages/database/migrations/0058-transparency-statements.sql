-- What goes to the EU's Transparency Database (Art. 24(5) of Regulation (EU) 2022/2065).

-- The site's token, encrypted under the master key.
create table transparency_token (
  id uuid primary key,
  site_id uuid not null unique references site,
  token bytea not null,
  key_version smallint not null,
  changed_at timestamptz not null
);

-- One row a statement of reasons. Its words pass a filter for personal data before they come here, and stay.
create table statement (
  -- Made of the decision that began the restriction: the same however often it is made.
  puid text primary key,
  site_id uuid not null,
  comment_id uuid not null,
  decision_id uuid not null,
  document json not null,
  state text not null default 'pending' check (state in ('pending', 'accepted', 'refused')),
  attempts smallint not null default 0,
  -- It may have been stored though no answer came: the database is asked before it is sent again.
  uncertain boolean not null default false,
  next_attempt_at timestamptz not null,
  leased_until timestamptz,
  -- What the database gave it, to show and keep.
  permalink text,
  -- Fields and what the database has against them, or a word for what went wrong.
  problem json,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index statement_due on statement (next_attempt_at) where state = 'pending';
create index statement_site on statement (site_id, created_at, puid);
create index statement_comment on statement (comment_id);

-- How far a site's decisions were looked through: every rejection with a smaller id has its statement, or needs none.
create table statement_mark (
  site_id uuid primary key,
  below uuid not null,
  looked_at timestamptz not null
);

do $$ declare t text; begin
  foreach t in array array['transparency_token', 'statement', 'statement_mark'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = (select current_site())) with check (site_id = (select current_site()))', t);
  end loop;
end $$;

-- Sites that send statements.
create function sites_with_submission() returns setof uuid language sql stable security definer as
  $$ select s.id from site s where (s.settings #>> '{dsa,submission,enabled}')::boolean order by s.id $$;
do $$ declare f regprocedure := 'sites_with_submission()'; begin
  execute format('revoke all on function %s from public', f);
  execute format('grant execute on function %s to moderato_app', f);
  execute format('alter function %s set search_path = %I', f, current_schema());
end $$;
