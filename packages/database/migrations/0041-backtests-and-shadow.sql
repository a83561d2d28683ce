-- A version of the guidelines run over past comments. Where it has come to and what it has counted change together, so
-- that one which is cut off goes on without counting anything twice.
create table backtest (
  id uuid primary key,
  site_id uuid not null references site,
  version integer not null,
  since timestamptz not null,
  until timestamptz not null,
  -- Comments at most, the newest.
  most integer not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  -- Comments with a smaller id are still to do.
  cursor uuid not null,
  done integer not null default 0,
  -- Null until counted.
  total integer,
  tally json not null,
  failure text,
  created_by text not null,
  created_at timestamptz not null,
  -- When it last came on: one that rests too long has lost its job.
  touched_at timestamptz not null,
  finished_at timestamptz
);
create index backtest_site on backtest (site_id, id);
create index backtest_open on backtest (touched_at) where state in ('queued', 'running');

-- How the version in shadow and the live one decided the same comments; `missed` where the former could not keep up.
create table shadow_count (
  site_id uuid not null,
  guidelines_id uuid not null,
  live text not null,
  shadow text not null check (shadow in ('approve', 'review', 'reject', 'missed')),
  comments bigint not null,
  primary key (site_id, guidelines_id, live, shadow)
);
create table shadow_disagreement (
  id uuid primary key,
  site_id uuid not null,
  guidelines_id uuid not null,
  comment_id uuid not null,
  external_id text not null,
  revision integer not null,
  live text not null,
  shadow text not null,
  -- Of the version in shadow.
  clause_ids text[] not null,
  decided_at timestamptz not null
);
create index shadow_disagreement_newest on shadow_disagreement (site_id, guidelines_id, id);

do $$ declare t text; begin
  foreach t in array array['backtest', 'shadow_count', 'shadow_disagreement'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = (select current_site())) with check (site_id = (select current_site()))', t);
  end loop;
end $$;

create function resting_backtests(before timestamptz) returns table (site_id uuid, backtest_id uuid) language sql stable security definer as
  $$ select b.site_id, b.id from backtest b where b.state in ('queued', 'running') and b.touched_at < before
     order by b.touched_at limit 100 $$;
do $$ declare f regprocedure := 'resting_backtests(timestamptz)'; begin
  execute format('revoke all on function %s from public', f);
  execute format('grant execute on function %s to moderato_app', f);
  execute format('alter function %s set search_path = %I', f, current_schema());
end $$;
