-- Authors who ask again: one appeal a decision, or a penalty that rests on none.
create table appeal (
  id uuid primary key,
  -- No reference to site: each row written would lock the one row of its site.
  site_id uuid not null,
  author_id uuid not null,
  comment_id uuid,
  revision integer,
  decision_id uuid,
  penalty_id uuid,
  check ((decision_id is null) <> (penalty_id is null) and (decision_id is null) = (comment_id is null)),
  -- The moderator who made what is appealed; null for the rules, and for staff outside the console.
  decider_id uuid,
  source text not null check (source in ('api', 'link')),
  state text not null default 'open' check (state in ('open', 'upheld', 'overturned', 'moot')),
  -- Who looks at it, and until when that keeps the others out.
  claimed_by uuid,
  claimed_until timestamptz,
  -- The appeal's own key, wrapped by the master key that key_version names; the two below are sealed under it.
  wrapped_key bytea,
  key_version smallint not null,
  words bytea,
  address bytea,
  wants_outcome boolean not null,
  -- The mail that told the author what came of it.
  outcome_mail_id uuid,
  created_at timestamptz not null,
  due_at timestamptz not null,
  decided_by uuid,
  own_decision boolean not null default false,
  reason text,
  -- What the moderator decided on the comment, where that was needed.
  result_decision_id uuid,
  decided_at timestamptz
);
create unique index appeal_decision on appeal (site_id, decision_id) where decision_id is not null;
create unique index appeal_penalty on appeal (site_id, penalty_id) where penalty_id is not null;
create index appeal_comment on appeal (site_id, comment_id) where comment_id is not null;
create index appeal_author on appeal (site_id, author_id);
create index appeal_open on appeal (site_id, due_at, id) where state = 'open';
create index appeal_newest on appeal (site_id, id);
create index appeal_untold on appeal (site_id, id)
  where wants_outcome and address is not null and state in ('upheld', 'overturned') and outcome_mail_id is null;

alter table appeal enable row level security;
create policy own_site on appeal to moderato_app
  using (site_id = (select current_site())) with check (site_id = (select current_site()));

-- Whatever kinds there are by now, and one more to an author, whose address is not in the row.
do $$ declare kinds text; begin
  select string_agg(quote_literal(k), ', ') into kinds
  from (select (regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g'))[1] as k from pg_constraint
        where conname = 'mail_kind_check' and conrelid = 'mail'::regclass
        union select 'appeal-outcome') known;
  alter table mail drop constraint mail_kind_check;
  execute format('alter table mail add constraint mail_kind_check check (kind in (%s))', kinds);
end $$;

create function sites_with_untold_appellants() returns setof uuid language sql stable security definer as
  $$ select distinct a.site_id from appeal a
     where a.wants_outcome and a.address is not null and a.state in ('upheld', 'overturned')
       and a.outcome_mail_id is null $$;
revoke all on function sites_with_untold_appellants() from public;
grant execute on function sites_with_untold_appellants() to moderato_app;
do $$ begin
  execute format('alter function sites_with_untold_appellants() set search_path = %I', current_schema());
end $$;
