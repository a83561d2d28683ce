create table author (
  id uuid primary key,
  site_id uuid not null references site,
  external_id text not null,
  -- The author's own key, wrapped by the master key that key_version names; null once the author was erased.
  wrapped_key bytea,
  key_version smallint not null,
  -- {name, email, ip} encrypted under the author's key.
  profile bytea,
  -- Keyed hash of the profile: tells whether it changed without decrypting it.
  profile_hash bytea,
  email_hash bytea,
  ip_hash bytea,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  erased_at timestamptz,
  unique (site_id, external_id)
);
create index author_email on author (site_id, email_hash) where email_hash is not null;
create index author_ip on author (site_id, ip_hash) where ip_hash is not null;

create table story (
  id uuid primary key,
  site_id uuid not null references site,
  external_id text not null,
  url text not null,
  title text,
  people text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (site_id, external_id)
);

-- One row a comment, holding its newest revision, so that intake writes one row a comment. Not partitioned: the
-- site's own id is unique for all time (promise 8), which a partitioned table cannot hold.
create table comment (
  id uuid primary key,
  site_id uuid not null references site,
  external_id text not null,
  author_id uuid not null,
  story_id uuid not null,
  status text not null default 'pending' check (status in ('pending', 'approved', 'review', 'rejected', 'withdrawn')),
  revision integer not null default 1,
  -- The newest revision: its text goes when the author is erased or the comment withdrawn, and the salt with it.
  body text,
  salt bytea,
  text_hash bytea not null,
  parent jsonb,
  meta jsonb,
  language text,
  -- Guidelines version that the commenter accepted with this revision; null where nothing was accepted.
  accepted_version integer,
  submitted_at timestamptz,
  received_at timestamptz not null,
  -- The flush that brought this revision: names its job, so that a lost job can be made again under the same id.
  flush_id uuid not null,
  -- Worst first: 0..1, from the newest automatic decision.
  priority real not null default 0,
  decided_at timestamptz,
  unique (site_id, external_id)
) with (fillfactor = 85);
create index comment_pending on comment (received_at) where status = 'pending';
create index comment_queue on comment (site_id, priority desc, id) where status = 'review';
create index comment_author on comment (author_id, id);

create table superseded_revision (
  site_id uuid not null references site,
  comment_id uuid not null,
  revision integer not null,
  body text,
  salt bytea,
  text_hash bytea not null,
  parent jsonb,
  accepted_version integer,
  submitted_at timestamptz,
  received_at timestamptz not null,
  primary key (comment_id, revision)
);
