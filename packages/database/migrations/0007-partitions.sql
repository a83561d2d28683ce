-- A month's rows are those whose UUIDv7 begins between its first and last millisecond.
create function first_id_of_month(month date) returns uuid language sql immutable as
  $$ select (lpad(to_hex((extract(epoch from month::timestamp) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid $$;

-- Makes the partitions of the months from `from_month` on, where they are missing. Runs as the owner: the application
-- may extend the tables but not drop from them.
create function ensure_partitions(from_month date, months integer) returns integer language plpgsql security definer as $$
declare
  parent text;
  month date;
  part text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('moderato.partitions'));
  foreach parent in array array['decision', 'finding', 'action', 'event', 'delivery', 'delivery_attempt'] loop
    for i in 0 .. months - 1 loop
      month := (date_trunc('month', from_month) + make_interval(months => i))::date;
      part := format('%s_%s', parent, to_char(month, 'YYYYMM'));
      if to_regclass(part) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)', part, parent,
          first_id_of_month(month), first_id_of_month((month + interval '1 month')::date));
        execute format('revoke all on %I from moderato_app', part);
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;
do $$ begin execute format('alter function ensure_partitions(date, integer) set search_path = %I', current_schema()); end $$;
revoke all on function ensure_partitions(date, integer) from public;
grant execute on function ensure_partitions(date, integer) to moderato_app;

-- Where no partition was made in time, rows land here rather than fail.
do $$ declare parent text; begin
  foreach parent in array array['decision', 'finding', 'action', 'event', 'delivery', 'delivery_attempt'] loop
    execute format('create table %I partition of %I default', parent || '_default', parent);
    execute format('revoke all on %I from moderato_app', parent || '_default');
  end loop;
end $$;
