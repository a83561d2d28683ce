do $$ declare t text; begin
  for t in
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'site_id'
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = current_site()) with check (site_id = current_site())', t);
  end loop;
end $$;
alter table site enable row level security;
create policy own_site on site to moderato_app using (id = current_site()) with check (id = current_site());

-- The few questions that are asked before, or across, sites. Each answers with ids alone.
create function site_of_api_key(hash bytea) returns table (site_id uuid, api_key_id uuid) language sql stable security definer as
  $$ select k.site_id, k.id from api_key k where k.key_hash = hash and k.revoked_at is null $$;
create function site_of_session(hash bytea, at timestamptz) returns table (site_id uuid, session_id uuid) language sql stable security definer as
  $$ select s.site_id, s.id from console_session s where s.token_hash = hash and s.expires_at > at $$;
create function site_of_source(source uuid) returns uuid language sql stable security definer as
  $$ select s.site_id from ingest_source s where s.id = source and s.disabled_at is null $$;
create function site_of_slug(wanted text) returns uuid language sql stable security definer as
  $$ select s.id from site s where s.slug = wanted $$;
create function all_sites() returns setof uuid language sql stable security definer as
  $$ select s.id from site s order by s.id $$;
create function sites_with_pending_comments(before timestamptz) returns setof uuid language sql stable security definer as
  $$ select distinct p.site_id from
     (select c.site_id from comment c where c.status = 'pending' and c.received_at < before order by c.received_at limit 10000) p $$;
create function sites_with_due_deliveries(at timestamptz) returns setof uuid language sql stable security definer as
  $$ select distinct d.site_id from delivery d where d.state = 'pending' and d.next_attempt_at <= at
       and (d.leased_until is null or d.leased_until <= at) $$;
create function sites_with_due_mail(at timestamptz) returns setof uuid language sql stable security definer as
  $$ select distinct m.site_id from mail m where m.state = 'pending' and m.next_attempt_at <= at
       and (m.leased_until is null or m.leased_until <= at) $$;
create function sites_with_waiting_reports() returns setof uuid language sql stable security definer as
  $$ select distinct r.site_id from report_item r where r.mail_id is null $$;
-- For /metrics: totals over all sites, no row of any.
create function backlog(at timestamptz) returns table (pending bigint, oldest_pending timestamptz, deliveries bigint, mails bigint) language sql stable security definer as
  $$ select (select count(*) from (select 1 from comment where status = 'pending' limit 100000) p),
            (select min(received_at) from comment where status = 'pending'),
            (select count(*) from (select 1 from delivery where state = 'pending' limit 100000) d),
            (select count(*) from (select 1 from mail where state = 'pending' limit 100000) m) $$;
do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.prosecdef loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to moderato_app', f);
    execute format('alter function %s set search_path = %I', f, current_schema());
  end loop;
end $$;
