-- What readers say against a comment, and the mails in which they say it.

create table reader_report (
  id uuid primary key,
  site_id uuid not null,
  comment_id uuid not null,
  revision integer not null,
  -- Keyed hash of who reports: equal for the same person at one site, and worthless without the master key.
  reporter_hash bytea not null,
  reason text not null check (reason in ('insult', 'hate', 'threat', 'sexual', 'spam', 'privacy', 'falsehood', 'off_topic', 'illegal', 'other')),
  source text not null check (source in ('api', 'button', 'mail')),
  -- `moot`: the comment was gone before anybody looked at it, which says nothing of the reporter.
  state text not null default 'open' check (state in ('open', 'upheld', 'dismissed', 'moot')),
  -- What the report was worth when it came, 0..1, and whether nothing was known of the reporter.
  weight real not null,
  newcomer boolean not null,
  -- The report's own key, wrapped by the master key that key_version names; the two below are sealed under it.
  wrapped_key bytea,
  key_version smallint not null,
  words bytea,
  address bytea,
  wants_outcome boolean not null,
  -- The mail that told the reporter what came of it.
  outcome_mail_id uuid,
  created_at timestamptz not null,
  resolved_at timestamptz,
  -- One person counts once, however often and by whatever way they report.
  unique (site_id, comment_id, revision, reporter_hash)
);
create index reader_report_open on reader_report (comment_id, id) where state = 'open';
create index reader_report_reporter on reader_report (site_id, reporter_hash, id);
create index reader_report_untold on reader_report (site_id, id)
  where wants_outcome and address is not null and state <> 'open' and outcome_mail_id is null;

-- Sums over the open reports of a comment, kept with each report, so that the ten-thousandth costs what the first did.
create table reported_comment (
  comment_id uuid primary key,
  site_id uuid not null,
  reports integer not null,
  -- Summed weights of reporters of whom something is known.
  known_weight real not null,
  newcomers integer not null,
  -- Newcomers counted since the burst began.
  burst_began_at timestamptz not null,
  burst_newcomers integer not null,
  brigading_since timestamptz
);

-- 0 where nobody reported it; else what the reports alone would make of its priority. Such a comment stays in the
-- moderators' queue whatever the rules say of it.
alter table held_comment add column reported real not null default 0;
-- Its priority by the decision alone; null where that is `priority`.
alter table held_comment add column decided real;

create table inbound_mail (
  id uuid primary key,
  site_id uuid not null,
  source text not null check (source in ('imap', 'webhook')),
  -- SHA-256 over Message-ID and what the mail says: the same mail delivered twice is one, two that share an id are not.
  fingerprint bytea not null,
  -- SHA-256 of the Message-ID, for threads; null where it had none.
  message_hash bytea,
  -- SHA-256 of the Message-IDs that it answers.
  answers bytea[] not null default '{}',
  sender_hash bytea,
  state text not null default 'new' check (state in ('new', 'placed', 'unplaced', 'ignored')),
  -- A word for how it was placed, or why not.
  why text,
  -- What it might be about, where that is not certain.
  candidates uuid[] not null default '{}',
  report_id uuid,
  wrapped_key bytea,
  key_version smallint not null,
  content bytea,
  address bytea,
  acknowledged_at timestamptz,
  received_at timestamptz not null,
  unique (site_id, fingerprint)
);
create index inbound_mail_new on inbound_mail (received_at) where state = 'new';
create index inbound_mail_state on inbound_mail (site_id, state, id);
create index inbound_mail_message on inbound_mail (site_id, message_hash) where message_hash is not null;
create index inbound_mail_report on inbound_mail (report_id) where report_id is not null;
create index inbound_mail_sender on inbound_mail (site_id, sender_hash, acknowledged_at) where acknowledged_at is not null;

-- How far a mailbox was read: changed in the transaction that keeps what was read.
create table mailbox_position (
  site_id uuid not null,
  -- SHA-256 of server, account and folder.
  mailbox bytea not null,
  uid_validity bigint not null,
  last_uid bigint not null,
  read_at timestamptz not null,
  primary key (site_id, mailbox)
);

do $$ declare t text; begin
  foreach t in array array['reader_report', 'reported_comment', 'inbound_mail', 'mailbox_position'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = (select current_site())) with check (site_id = (select current_site()))', t);
  end loop;
end $$;

-- Whatever kinds there are by now, and those to a reader, whose address is not in the row.
do $$ declare kinds text; begin
  select string_agg(quote_literal(k), ', ') into kinds
  from (select (regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g'))[1] as k from pg_constraint
        where conname = 'mail_kind_check' and conrelid = 'mail'::regclass
        union select unnest(array['report-receipt', 'report-outcome'])) known;
  alter table mail drop constraint mail_kind_check;
  execute format('alter table mail add constraint mail_kind_check check (kind in (%s))', kinds);
end $$;

create function sites_with_new_mail() returns setof uuid language sql stable security definer as
  $$ select distinct m.site_id from inbound_mail m where m.state = 'new' $$;
create function sites_with_untold_reporters() returns setof uuid language sql stable security definer as
  $$ select distinct r.site_id from reader_report r
     where r.wants_outcome and r.address is not null and r.state <> 'open' and r.outcome_mail_id is null $$;
do $$ declare f regprocedure; begin
  foreach f in array array['sites_with_new_mail()', 'sites_with_untold_reporters()']::regprocedure[] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to moderato_app', f);
    execute format('alter function %s set search_path = %I', f, current_schema());
  end loop;
end $$;
create index reader_report_site on reader_report (site_id, id);
