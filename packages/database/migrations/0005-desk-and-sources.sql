create table moderator (
  id uuid primary key,
  site_id uuid not null references site,
  name text not null,
  email text,
  created_at timestamptz not null,
  disabled_at timestamptz
);

create table console_session (
  id uuid primary key,
  site_id uuid not null references site,
  moderator_id uuid not null references moderator,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- Software of a site that sends its own signed webhooks to /ingest/{name}.
create table ingest_source (
  id uuid primary key,
  site_id uuid not null references site,
  name text not null,
  scheme text not null check (scheme in ('standard-webhooks', 'github', 'coral', 'hyvor', 'stripe')),
  -- Encrypted under the master key: JSON list of secrets.
  secrets bytea not null,
  key_version smallint not null,
  -- Which JSON Pointer of the payload is which field of a submission.
  mapping jsonb not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  unique (site_id, name)
);

-- Messages already taken in, so that a replay has no second effect.
create table ingest_receipt (
  site_id uuid not null references site,
  source_id uuid not null,
  message_id text not null,
  received_at timestamptz not null,
  primary key (source_id, message_id)
);
create index ingest_receipt_age on ingest_receipt (received_at);
