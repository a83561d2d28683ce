-- Whatever kinds there are by now, and those to moderators.
do $$ declare kinds text; begin
  select string_agg(quote_literal(k), ', ') into kinds
  from (select (regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g'))[1] as k from pg_constraint
        where conname = 'mail_kind_check' and conrelid = 'mail'::regclass
        union select unnest(array['invitation', 'password-reset'])) known;
  alter table mail drop constraint mail_kind_check;
  execute format('alter table mail add constraint mail_kind_check check (kind in (%s))', kinds);
end $$;

-- To the minute: enough to tell a key that is in use from one that can go.
alter table api_key add column last_used_at timestamptz;
