-- Comments are found by their words. The index is over an expression: no column holds the words a second time, and a
-- text that is withdrawn, erased or expired takes its words out of it.

-- Punctuation goes first: PostgreSQL's parser looks for hosts, paths, tags and compound words, which nobody searches
-- for here, and on a text of nothing but `_a` it takes time by the square of the length.
create function words_of(body text) returns tsvector language sql immutable parallel safe as $$
  select pg_catalog.to_tsvector('pg_catalog.english'::pg_catalog.regconfig, pg_catalog.translate(body,
    '<>@/.:&-_+=~#%|\!"''()*,;?[]^`{}$', '                                  '))
$$;
-- What waits to be merged is looked through by every search, and merged by whoever fills it up: kept short for both.
create index comment_words on comment using gin (words_of(body)) with (gin_pending_list_limit = 1024)
  where body is not null;

-- The newest comments of the site in which `words` occur, as a search engine reads them ("a phrase", -without, or).
-- Runs as the owner of the tables: under row-level security no index but one for equality may be asked. It holds to the
-- site that is set, as the policies do, and answers with ids. Planned for each call, since how rare the words are
-- decides by which way they are found.
create function comments_with_words(words text, from_id uuid, before_id uuid, authors uuid[], stories uuid[], at_most integer)
returns setof uuid language plpgsql stable security definer as $$
begin
  return query execute
    'select c.id from comment c
     where c.site_id = current_site() and c.body is not null and words_of(c.body) @@ $1 and c.id >= $2 and c.id < $3
       and ($4 is null or c.author_id = any($4)) and ($5 is null or c.story_id = any($5))
     order by c.id desc limit $6'
    using websearch_to_tsquery('pg_catalog.english', regexp_replace(words, '(\w)[^\w\s"]+(?=\w)', '\1 ', 'g')),
      from_id, before_id, authors, stories, at_most;
end $$;
do $$ declare f regprocedure := 'comments_with_words(text, uuid, uuid, uuid[], uuid[], integer)'::regprocedure; begin
  execute format('alter function %s set search_path = %I, pg_catalog', f, current_schema());
  execute format('revoke all on function %s from public', f);
  execute format('grant execute on function %s to moderato_app', f);
end $$;
