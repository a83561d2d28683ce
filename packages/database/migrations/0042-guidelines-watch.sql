-- The page on which a site has posted its guidelines, looked at by the clock. What a look found, and when the next one
-- is due, change in one transaction with the draft, the backtest and the mails that come of it.
create table guidelines_watch (
  site_id uuid primary key references site,
  url text not null,
  -- E-mail addresses of staff.
  editors text[] not null,
  every_hours integer not null check (every_hours between 1 and 168),
  created_by text not null,
  created_at timestamptz not null,
  next_look_at timestamptz not null,
  -- No look before this, whoever asks for one: the server wants it, or there was one just now.
  not_before timestamptz,
  leased_until timestamptz,
  -- What the server said of the page as it was last read.
  page_url text,
  etag text,
  last_modified text,
  -- Of the guidelines found then: the hash of their words, and the addresses for reports that they name.
  seen_words text,
  seen_emails text[] not null default '{}',
  looked_at timestamptz,
  result text,
  result_words text,
  failures integer not null default 0,
  failing_since timestamptz,
  -- The draft that watching made, and the run over past comments.
  draft_version integer,
  backtest_id uuid,
  alarm text,
  -- What the alarm is about, beside its kind: another address is another alarm.
  alarm_about text,
  alarm_words text,
  alarm_since timestamptz
);
create index guidelines_watch_due on guidelines_watch (next_look_at);

-- What the editors are owed a mail about: made into one mail an editor when the backtest is done, or at `due_at`.
create table watch_notice (
  id uuid primary key,
  site_id uuid not null references site,
  kind text not null check (kind in ('changed', 'back', 'alarm', 'resolved')),
  data json not null,
  backtest_id uuid,
  due_at timestamptz not null,
  mailed_at timestamptz,
  created_at timestamptz not null
);
create index watch_notice_open on watch_notice (due_at) where mailed_at is null;

do $$ declare t text; begin
  foreach t in array array['guidelines_watch', 'watch_notice'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = (select current_site())) with check (site_id = (select current_site()))', t);
  end loop;
end $$;

alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('report', 'digest', 'endpoint-disabled', 'watch'));

create function sites_with_due_watch(at timestamptz) returns setof uuid language sql stable security definer as
  $$ select w.site_id from guidelines_watch w where w.next_look_at <= at
       and (w.leased_until is null or w.leased_until <= at) order by w.next_look_at limit 100 $$;
create function sites_with_due_notices(at timestamptz) returns setof uuid language sql stable security definer as
  $$ select distinct n.site_id from watch_notice n where n.mailed_at is null and (n.due_at <= at
       or exists (select 1 from backtest b where b.id = n.backtest_id and b.state in ('done', 'failed'))) $$;
-- For /metrics: how many sites have which alarm.
create function watch_alarms() returns table (kind text, sites bigint) language sql stable security definer as
  $$ select w.alarm, count(*) from guidelines_watch w where w.alarm is not null group by w.alarm $$;
do $$ declare f text; begin
  foreach f in array array['sites_with_due_watch(timestamptz)', 'sites_with_due_notices(timestamptz)', 'watch_alarms()'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to moderato_app', f);
    execute format('alter function %s set search_path = %I', f, current_schema());
  end loop;
end $$;
