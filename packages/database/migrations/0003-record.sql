-- Append-only: decisions and actions are the entries of each site's hash chain.
create table decision (
  id uuid not null,
  site_id uuid not null,
  comment_id uuid not null,
  revision integer not null,
  decided_by text not null check (decided_by in ('rules', 'moderator')),
  outcome text not null check (outcome in ('approve', 'review', 'reject')),
  -- The decision JSON of design.md, in the bytes in which it was made: jsonb would reorder them.
  document json not null,
  -- Salted hash of the text that was decided.
  text_hash bytea not null,
  moderator_id uuid,
  degraded boolean not null default false,
  block_height bigint not null,
  block_index integer not null,
  decided_at timestamptz not null,
  primary key (id)
) partition by range (id);
create index decision_comment on decision (comment_id, block_height, block_index);
-- Read by export and verification only, in the order in which it was written: the smallest index that will do.
create index decision_block on decision using brin (block_height);

create table finding (
  decision_id uuid not null,
  site_id uuid not null,
  position smallint not null,
  rule text not null,
  clause_id text not null,
  guidelines_version integer not null,
  severity text not null,
  confidence real not null,
  target text not null,
  primary key (decision_id, position)
) partition by range (decision_id);
create index finding_clause on finding (site_id, clause_id, decision_id);

-- What people and processes did besides deciding: withdrawals, erasures, published guidelines, keys made and revoked.
create table action (
  id uuid not null,
  site_id uuid not null,
  kind text not null,
  subject_id text not null,
  actor text not null,
  data json not null default '{}',
  block_height bigint not null,
  block_index integer not null,
  acted_at timestamptz not null,
  primary key (id)
) partition by range (id);
create index action_block on action (site_id, block_height, block_index);

create table ledger_block (
  site_id uuid not null references site,
  height bigint not null,
  previous_hash bytea not null,
  root bytea not null,
  entry_count integer not null,
  hash bytea not null,
  created_at timestamptz not null,
  primary key (site_id, height)
);

-- The record cannot be rewritten through the application's role, whatever its code does. Retention drops partitions.
do $$ declare t text; begin
  foreach t in array array['decision', 'finding', 'action', 'ledger_block'] loop
    execute format('revoke update, delete on %I from moderato_app', t);
  end loop;
end $$;
