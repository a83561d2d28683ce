-- Whose words an earlier revision holds, where the site has since said that the comment is another author's.
alter table superseded_revision add column author_id uuid;
create index superseded_revision_author on superseded_revision (site_id, author_id) where author_id is not null;

-- A person's own mails, for their export and erasure.
create index inbound_mail_from on inbound_mail (site_id, sender_hash, id) where sender_hash is not null;

-- Notices of illegal content (Art. 16 of Regulation (EU) 2022/2065): a report with what the law asks for. A row stays
-- for the yearly figures; what tells who wrote it, and in which words, goes with the report's.
create table notice (
  id uuid primary key,
  -- No reference to site: each row written would lock the one row of its site.
  site_id uuid not null,
  report_id uuid not null unique,
  comment_id uuid not null,
  category text not null,
  -- The id in the site's list; null where nobody of it sent the notice.
  trusted_flagger text,
  -- Somebody's life or safety is in danger, the notifier says (Art. 18).
  danger boolean not null,
  -- Keyed hash of the notifier's e-mail address: finds the notices of a person who is to be erased.
  notifier_hash bytea,
  -- The notice's own key; the four below are sealed under it.
  wrapped_key bytea,
  key_version smallint not null,
  reasons bytea,
  legal_ground bytea,
  name bytea,
  address bytea,
  outcome_mail_id uuid,
  created_at timestamptz not null
);
create index notice_site on notice (site_id, id);
create index notice_comment on notice (comment_id);
create index notice_notifier on notice (site_id, notifier_hash) where notifier_hash is not null;
create index notice_untold on notice (site_id, report_id) where address is not null and outcome_mail_id is null;

-- What notices alone make of the comment's priority, 0..1.
alter table reported_comment add column urgency real not null default 0;

do $$ begin
  alter table notice enable row level security;
  create policy own_site on notice to moderato_app using (site_id = (select current_site())) with check (site_id = (select current_site()));
end $$;

do $$ declare kinds text; begin
  select string_agg(quote_literal(k), ', ') into kinds
  from (select (regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g'))[1] as k from pg_constraint
        where conname = 'mail_kind_check' and conrelid = 'mail'::regclass
        union select unnest(array['notice-receipt', 'notice-outcome'])) known;
  alter table mail drop constraint mail_kind_check;
  execute format('alter table mail add constraint mail_kind_check check (kind in (%s))', kinds);
end $$;

create function sites_with_untold_notifiers() returns setof uuid language sql stable security definer as
  $$ select distinct n.site_id from notice n join reader_report r on r.id = n.report_id
     where n.address is not null and n.outcome_mail_id is null and r.state <> 'open' $$;
do $$ declare f regprocedure := 'sites_with_untold_notifiers()'; begin
  execute format('revoke all on function %s from public', f);
  execute format('grant execute on function %s to moderato_app', f);
  execute format('alter function %s set search_path = %I', f, current_schema());
end $$;
