-- A decision used to rewrite its comment's row, for the status: as costly as writing the comment, and dead weight in
-- each of its indexes. Now comments are written once. What waits is one row a flush, which the worker deletes in the
-- transaction that decides; where a comment stands is read from the decisions themselves.

-- Revisions that wait to be decided, one row a flush.
create table undecided_flush (
  flush_id uuid primary key,
  -- No reference to site: each row written would lock the one row of its site.
  site_id uuid not null,
  comment_ids uuid[] not null check (cardinality(comment_ids) <= 200),
  revisions integer[] not null check (cardinality(revisions) = cardinality(comment_ids)),
  received_at timestamptz not null
);
-- Written once, read once: not worth compressing.
alter table undecided_flush alter column comment_ids set storage plain, alter column revisions set storage plain;
create index undecided_flush_age on undecided_flush (received_at);

-- What moderators have still to look at.
create table held_comment (
  comment_id uuid primary key,
  site_id uuid not null,
  -- 0..1, the worst first.
  priority real not null
);
create index held_comment_worst on held_comment (site_id, priority desc, comment_id);

insert into undecided_flush (flush_id, site_id, comment_ids, revisions, received_at)
select gen_random_uuid(), site_id, array_agg(id), array_agg(revision), min(received_at)
from (select site_id, id, revision, received_at, row_number() over (partition by site_id order by received_at) / 200 as part
      from comment where status = 'pending') waiting
group by site_id, part;
update comment c set flush_id = u.flush_id
from undecided_flush u, unnest(u.comment_ids) as waiting(id) where c.id = waiting.id;
insert into held_comment (comment_id, site_id, priority)
select id, site_id, priority from comment where status = 'review';

-- What the decisions do not say: that the comment was withdrawn, or where it stood before they were dropped with their
-- month.
alter table comment add column fixed_status text check (fixed_status in ('approved', 'review', 'rejected', 'withdrawn'));
update comment set fixed_status = 'withdrawn' where status = 'withdrawn';
drop index comment_pending, comment_queue;
alter table comment drop column status, drop column priority, drop column decided_at;
-- Rows are written once: room for a second version of each would stand empty.
alter table comment set (fillfactor = 100);

-- A decision is younger than its comment but for clocks that differ: a day's margin spares the older partitions.
create function earliest_decision_id(comment_id uuid) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex(greatest(('x' || left(replace(comment_id::text, '-', ''), 12))::bit(48)::bigint - 86400000, 0)), 12, '0')
    || '00000000000000000000')::uuid
$$;

-- Read as a column, `c.status`: what the newest decision on the newest revision says.
create function status(c comment) returns text language sql stable as $$
  select case when c.fixed_status = 'withdrawn' then 'withdrawn' else coalesce(
    (select case d.outcome when 'approve' then 'approved' when 'reject' then 'rejected' else 'review' end
     from decision d
     where d.site_id = c.site_id and d.comment_id = c.id and d.revision = c.revision and d.id >= earliest_decision_id(c.id)
     order by d.block_height desc, d.block_index desc limit 1),
    c.fixed_status, 'pending') end
$$;

create or replace function sites_with_pending_comments(before timestamptz) returns setof uuid language sql stable security definer as
  $$ select distinct u.site_id from undecided_flush u where u.received_at < before $$;
create or replace function backlog(at timestamptz) returns table (pending bigint, oldest_pending timestamptz, deliveries bigint, mails bigint) language sql stable security definer as
  $$ select (select coalesce(sum(cardinality(comment_ids)), 0) from (select comment_ids from undecided_flush limit 10000) u),
            (select min(received_at) from undecided_flush where comment_ids <> '{}'),
            (select count(*) from (select 1 from delivery where state = 'pending' limit 100000) d),
            (select count(*) from (select 1 from mail where state = 'pending' limit 100000) m) $$;
do $$ declare f regprocedure; begin
  foreach f in array array['sites_with_pending_comments(timestamptz)', 'backlog(timestamptz)']::regprocedure[] loop
    execute format('alter function %s set search_path = %I', f, current_schema());
  end loop;
end $$;

-- The site is asked for once a statement, not once a row.
do $$ declare t text; begin
  foreach t in array array['undecided_flush', 'held_comment'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_site on %I to moderato_app using (site_id = current_site())', t);
  end loop;
  for t in select tablename from pg_policies where policyname = 'own_site' and schemaname = current_schema() and tablename <> 'site' loop
    execute format('alter policy own_site on %I using (site_id = (select current_site())) with check (site_id = (select current_site()))', t);
  end loop;
  alter policy own_site on site using (id = (select current_site())) with check (id = (select current_site()));
end $$;
