import { CloseButton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type RefObject, useState } from 'react';
import { viewsQuery } from '../api/queries.js';
import type { QueueSlice } from './queue-slice.js';

function SearchField({ slice, field }: { slice: QueueSlice; field: RefObject<HTMLInputElement | null> }) {
  const navigate = useNavigate();
  const [words, setWords] = useState(slice.words ?? '');
  const look = (next: string) => {
    const { words: _was, ...rest } = slice;
    void navigate({ to: '/', search: next.trim() === '' ? rest : { ...rest, words: next.trim() } });
  };
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          look(words);
          field.current?.blur();
        }}
      >
        <TextInput
          ref={field}
          size="xs"
          type="search"
          aria-label="Words in waiting comments (/)"
          placeholder="Words in comments ( / )"
          maxLength={200}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
          rightSection={
            words !== '' && (
              <CloseButton
                size="xs"
                aria-label="Look for no words"
                onClick={() => {
                  setWords('');
                  look('');
                }}
              />
            )
          }
        />
      </form>
    </search>
  );
}

const names = { clause: 'Clause', story: 'Story', author: 'One author', language: 'Language', words: 'Words' } as const;

/** What the queue is narrowed down to, each to be taken off again, and the field for words. */
export function FilterLine({ slice, field }: { slice: QueueSlice; field: RefObject<HTMLInputElement | null> }) {
  const { data } = useQuery(viewsQuery);
  const chosen = (Object.keys(names) as (keyof typeof names)[]).filter((name) => slice[name] !== undefined);
  const titleOf = (name: keyof typeof names): string | null => {
    const value = slice[name] ?? '';
    if (name === 'author') return null;
    if (name === 'words' || name === 'language') return value || 'not told';
    const list = name === 'clause' ? data?.clauses : data?.stories;
    return list?.find((facet) => facet.value === value)?.title ?? null;
  };
  return (
    <div className="filter-line">
      <SearchField key={slice.words ?? ''} slice={slice} field={field} />
      {chosen.map((name) => {
        const { [name]: _off, ...rest } = slice;
        const title = titleOf(name);
        return (
          <Link
            key={name}
            to="/"
            search={rest}
            className="filter-chip"
            aria-label={`Take off: ${names[name]} ${title ?? ''}`}
          >
            {names[name]}
            {title && (
              <>
                : <bdi>{title}</bdi>
              </>
            )}{' '}
            <span aria-hidden="true">×</span>
          </Link>
        );
      })}
    </div>
  );
}
