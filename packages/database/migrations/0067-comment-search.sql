-- Comments are found by their words. The words are taken out of texts behind intake's back, so that what a comment costs
-- to accept does not grow; a text that changes, or is withdrawn, erased or expired, changes its words or takes them along.

-- Punctuation goes first: PostgreSQL's parser looks for hosts, paths, tags and compound words, which nobody searches
-- for here, and on a text of nothing but `_a` it takes time by the square of the length.
create function words_of(body text) returns tsvector language sql immutable parallel safe as $$
  select pg_catalog.to_tsvector('pg_catalog.english'::pg_catalog.regconfig, pg_catalog.translate(body,
    '<>@/.:&-_+=~#%|\!"''()*,;?[]^`{}$', '                                  '))
$$;

create table comment_words (
  comment_id uuid primary key,
  -- No reference to site: each row written would lock the one row of its site.
  site_id uuid not null,
  words tsvector not null
);
create index comment_words_found on comment_words using gin (words);
alter table comment_words enable row level security;
create policy own_site on comment_words to moderato_app
  using (site_id = (select current_site())) with check (site_id = (select current_site()));

-- Comments up to this one have been looked at. Of no site: the application sees nothing of it.
create table words_progress (
  only_row boolean primary key default true check (only_row),
  up_to uuid not null default '00000000-0000-0000-0000-000000000000'
);
insert into words_progress default values;
alter table words_progress enable row level security;

-- Takes the words out of the next comments, `at_most` of them; returns how many. One at a time: who comes second does
-- nothing. It goes back two minutes behind what it has seen, for a comment whose id is older may be committed later.
-- Rows that somebody changes just now are passed over till then; the others cannot change until their words are there.
create function index_comment_words(at_most integer) returns integer language plpgsql security definer as $$
declare
  seen uuid;
  from_id uuid;
  done integer;
  newest uuid;
begin
  if not pg_try_advisory_xact_lock(hashtext('moderato.words')) then return 0; end if;
  select up_to into seen from words_progress;
  from_id := (lpad(to_hex(greatest(0, ('x' || left(replace(seen::text, '-', ''), 12))::bit(48)::bigint - 120000)), 12, '0')
    || '00000000000000000000')::uuid;
  with fresh as (
    select c.id, c.site_id, c.body from comment c
    where c.id > from_id and c.body is not null
      and not exists (select from comment_words w where w.comment_id = c.id)
    order by c.id limit at_most for share of c skip locked),
  written as (
    insert into comment_words (comment_id, site_id, words) select id, site_id, words_of(body) from fresh
    returning comment_id)
  select count(*), max(comment_id::text)::uuid into done, newest from written;
  if done < at_most then
    select id into newest from comment order by id desc limit 1;
  end if;
  update words_progress set up_to = newest where newest > up_to;
  return done;
end $$;

create function follow_comment_words() returns trigger language plpgsql security definer as $$
begin
  if tg_op = 'DELETE' then
    delete from comment_words where comment_id = old.id;
  elsif new.body is null then
    delete from comment_words where comment_id = new.id;
  else
    update comment_words set words = words_of(new.body) where comment_id = new.id;
  end if;
  return null;
end $$;
create trigger comment_words_change after update of body on comment for each row
  when (old.body is distinct from new.body) execute function follow_comment_words();
create trigger comment_words_end after delete on comment for each row execute function follow_comment_words();

-- The newest comments of the site in which `words` occur, as a search engine reads them ("a phrase", -without, or).
-- Runs as the owner of the tables: under row-level security no index but one for equality may be asked. It holds to the
-- site that is set, as the policies do, and answers with ids. Planned for each call, since how rare the words are
-- decides by which way they are found.
create function comments_with_words(words text, from_id uuid, before_id uuid, authors uuid[], stories uuid[], at_most integer)
returns setof uuid language plpgsql stable security definer as $$
begin
  return query execute
    'select w.comment_id from comment_words w join comment c on c.id = w.comment_id
     where w.site_id = current_site() and w.words @@ $1 and w.comment_id >= $2 and w.comment_id < $3
       and ($4 is null or c.author_id = any($4)) and ($5 is null or c.story_id = any($5))
     order by w.comment_id desc limit $6'
    using websearch_to_tsquery('pg_catalog.english', regexp_replace(words, '(\w)[^\w\s"]+(?=\w)', '\1 ', 'g')),
      from_id, before_id, authors, stories, at_most;
end $$;

do $$ declare f regprocedure; begin
  foreach f in array array[
    'comments_with_words(text, uuid, uuid, uuid[], uuid[], integer)', 'index_comment_words(integer)',
    'follow_comment_words()']::regprocedure[] loop
    execute format('alter function %s set search_path = %I, pg_catalog', f, current_schema());
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to moderato_app', f);
  end loop;
end $$;
