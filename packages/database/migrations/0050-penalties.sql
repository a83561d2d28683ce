-- What authors were given for what: append-only, as the rest of the record. Where an author stands is told from these
-- rows and the time; nothing has to run for a penalty to expire.
create table penalty (
  id uuid primary key,
  -- No reference to site: each row written would lock the one row of its site.
  site_id uuid not null,
  author_id uuid not null,
  kind text not null check (kind in ('warning', 'strike', 'suspension', 'proposed_ban', 'ban')),
  reason text not null,
  clause_id text,
  clause_text text,
  guidelines_version integer,
  -- The evidence; null where staff named none, and for what followed from other penalties.
  comment_id uuid,
  revision integer,
  decision_id uuid,
  -- As in `action`: `system` for the rules, else `api-key:<id>`, `moderator:<id>`, `cli`.
  made_by text not null,
  -- The penalties that brought it.
  follows_from uuid[] not null default '{}',
  -- Null: for good.
  expires_at timestamptz,
  created_at timestamptz not null
);
create index penalty_author on penalty (site_id, author_id, id);
create index penalty_newest on penalty (site_id, id);
-- A decision costs its author one thing, whatever runs twice.
create unique index penalty_decision on penalty (decision_id) where decision_id is not null;

-- Penalties that ended before their time.
create table penalty_end (
  penalty_id uuid primary key,
  site_id uuid not null,
  how text not null check (how in ('lifted', 'voided', 'confirmed')),
  reason text not null,
  ended_by text not null,
  ended_at timestamptz not null
);
revoke update, delete on penalty, penalty_end from moderato_app;

-- Penalties that bear on new comments, with what else tells their author: what intake asks for every flush. Told from
-- `penalty`, and as small as the number of those who are barred now. The hashes go when the author is erased.
create table barred_author (
  penalty_id uuid primary key,
  site_id uuid not null,
  author_id uuid not null,
  external_id text not null,
  -- `infinity` for what has no end.
  until timestamptz not null,
  email_hash bytea,
  ip_hash bytea,
  name_hash bytea
);
create index barred_author_id on barred_author (site_id, external_id);
create index barred_author_email on barred_author (site_id, email_hash) where email_hash is not null;
create index barred_author_ip on barred_author (site_id, ip_hash) where ip_hash is not null;
create index barred_author_name on barred_author (site_id, name_hash) where name_hash is not null;

-- Revisions that are held because of who wrote them.
create table barred_comment (
  comment_id uuid not null,
  revision integer not null,
  site_id uuid not null,
  -- Null: the author is barred; else what they have in common with an author who is.
  sign text check (sign in ('email', 'ip', 'name')),
  penalty_id uuid not null,
  primary key (comment_id, revision)
);

do $$ declare t text; begin
  foreach t in array array['penalty', 'penalty_end', 'barred_author', 'barred_comment'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = (select current_site())) with check (site_id = (select current_site()))', t);
  end loop;
end $$;
