-- Every table that belongs to a site is read and written under the role moderato_app, which row-level security binds
-- to the site named in the setting moderato.site_id. The owner of the tables runs migrations and nothing else.
do $$ begin
  create role moderato_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin execute format('grant moderato_app to %I', current_user); end $$;
do $$ begin execute format('grant usage on schema %I to moderato_app', current_schema()); end $$;
do $$ begin execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to moderato_app', current_schema()); end $$;

-- Null when no site is set, so that a query which forgets its site finds nothing.
create function current_site() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('moderato.site_id', true), '')::uuid $$;

create table site (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  settings jsonb not null,
  created_at timestamptz not null
);

create table api_key (
  id uuid primary key,
  site_id uuid not null references site,
  name text not null,
  -- SHA-256 of the key: the key itself is shown once and kept nowhere.
  key_hash bytea not null unique,
  -- The first characters, to recognise a key in a list.
  hint text not null,
  requests_per_minute integer not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index api_key_site on api_key (site_id, created_at, id);

create table guidelines (
  id uuid primary key,
  site_id uuid not null references site,
  version integer not null,
  hash text not null,
  source text not null,
  policy jsonb not null,
  state text not null check (state in ('draft', 'shadow', 'live', 'retired')),
  created_at timestamptz not null,
  published_at timestamptz,
  unique (site_id, version)
);
create unique index guidelines_live on guidelines (site_id) where state = 'live';

create table idempotency_key (
  site_id uuid not null references site,
  api_key_id uuid not null,
  key text not null,
  fingerprint bytea not null,
  -- All null while the first request runs.
  status smallint,
  headers jsonb,
  body text,
  created_at timestamptz not null,
  primary key (site_id, api_key_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);
