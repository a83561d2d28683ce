create table webhook_endpoint (
  id uuid primary key,
  site_id uuid not null references site,
  url text not null,
  description text not null default '',
  -- Empty: every event.
  event_types text[] not null default '{}',
  -- Signing secrets, encrypted under the master key; more than one while a rotation runs. [{secret, expiresAt}]
  secrets bytea not null,
  key_version smallint not null,
  disabled_at timestamptz,
  disabled_reason text,
  -- Start of an unbroken run of failures; null after a success.
  failing_since timestamptz,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create index webhook_endpoint_site on webhook_endpoint (site_id, created_at, id);

-- The outbox: what happened and must be told. `data` holds no comment text.
create table event (
  id uuid not null,
  site_id uuid not null,
  type text not null,
  data json not null,
  occurred_at timestamptz not null,
  primary key (id)
) partition by range (id);

create table delivery (
  id uuid not null,
  site_id uuid not null,
  event_id uuid not null,
  endpoint_id uuid not null,
  event_type text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts smallint not null default 0,
  next_attempt_at timestamptz,
  -- A dispatcher's lease: another may take the delivery once it has passed.
  leased_until timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (id)
) partition by range (id);
create index delivery_due on delivery (next_attempt_at) where state = 'pending';
create index delivery_list on delivery (site_id, id);
create index delivery_endpoint on delivery (endpoint_id, id);

create table delivery_attempt (
  delivery_id uuid not null,
  site_id uuid not null,
  attempt smallint not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  -- Null when there was no answer.
  status smallint,
  error text,
  -- First kilobyte of the answer.
  answer text,
  primary key (delivery_id, attempt)
) partition by range (delivery_id);

-- A rejected or severe comment that the guidelines' address must hear of; mail_id is set once a mail took it up.
create table report_item (
  id uuid primary key,
  site_id uuid not null references site,
  comment_id uuid not null,
  revision integer not null,
  decision_id uuid not null unique,
  mail_id uuid,
  created_at timestamptz not null
);
create index report_item_waiting on report_item (site_id, created_at) where mail_id is null;

create table mail (
  id uuid primary key,
  site_id uuid not null references site,
  kind text not null check (kind in ('report', 'digest')),
  recipient text not null,
  message_id text not null unique,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts smallint not null default 0,
  next_attempt_at timestamptz,
  leased_until timestamptz,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index mail_due on mail (next_attempt_at) where state = 'pending';
create index mail_site on mail (site_id, created_at);

-- Where no SMTP server is set, mail is kept here and read at the console's mailbox.
create table kept_mail (
  id uuid primary key,
  site_id uuid not null references site,
  message_id text not null unique,
  sender text not null,
  recipient text not null,
  subject text not null,
  text text not null,
  html text not null,
  -- Comments quoted in it: erasing one of them removes the mail's text.
  comment_ids uuid[] not null default '{}',
  kept_at timestamptz not null
);
create index kept_mail_newest on kept_mail (site_id, id);
