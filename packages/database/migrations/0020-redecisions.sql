-- Decisions that were made while something was missing or had failed, and still stand: work that is owed, not record.
-- One row a comment. Apart from `decision`, whose rows the application may not change, and small in healthy times, so
-- that nobody looks through the record for what is to be decided again.
create table redecision (
  -- No reference to site: each row written would lock the one row of its site.
  site_id uuid not null,
  comment_id uuid not null,
  revision integer not null,
  decision_id uuid not null,
  -- Those of the decision's `degraded` that may pass.
  reasons text[] not null,
  -- The engine, model and guidelines of the newest try: where they change, the next one need not wait.
  made_by text not null,
  tries smallint not null default 0,
  due_at timestamptz not null,
  primary key (site_id, comment_id)
);
create index redecision_due on redecision (site_id, due_at, comment_id);
alter table redecision enable row level security;
create policy own_site on redecision to moderato_app using (site_id = current_site()) with check (site_id = current_site());

-- Whether the report address has heard of a comment is asked of those that are decided again.
create index report_item_comment on report_item (comment_id, revision);

create function is_passing(reason text) returns boolean language sql immutable as
  $$ select reason in ('model_missing', 'model_failed', 'engine_failed', 'decision_unwritable', 'no_guidelines')
       or reason like 'rule\_failed:%' $$;

-- What was held before this table was there.
insert into redecision (site_id, comment_id, revision, decision_id, reasons, made_by, due_at)
select site_id, comment_id, revision, id, reasons, '', decided_at
from (select distinct on (d.comment_id) d.*, array(select r from json_array_elements_text(d.document->'degraded') r where is_passing(r)) as reasons
      from decision d join comment c on c.id = d.comment_id and c.revision = d.revision
      where c.status not in ('pending', 'withdrawn')
      order by d.comment_id, d.block_height desc, d.block_index desc) newest
where decided_by = 'rules' and degraded and cardinality(reasons) > 0;
drop function is_passing(text);

create function sites_with_redecisions() returns setof uuid language sql stable security definer as
  $$ select s.id from site s where exists (select from redecision r where r.site_id = s.id) order by s.id $$;
-- For /metrics and /readyz: what is held over all sites, counted to 100,000.
create function held_degraded() returns bigint language sql stable security definer as
  $$ select count(*) from (
       select 1 from redecision r join comment c on c.id = r.comment_id and c.revision = r.revision
       where c.status not in ('pending', 'withdrawn') limit 100000) h $$;
do $$ declare f regprocedure; begin
  foreach f in array array['sites_with_redecisions()', 'held_degraded()']::regprocedure[] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to moderato_app', f);
    execute format('alter function %s set search_path = %I', f, current_schema());
  end loop;
end $$;
