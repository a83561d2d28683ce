import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { useGuidelines } from '../api/queries.js';
import { useKeys } from '../desk/use-keys.js';
import type { CommentsSearch } from './searches.js';

type Fields = Record<keyof CommentsSearch, string>;

const fieldsOf = (search: CommentsSearch): Fields => ({
  q: search.q ?? '',
  author: search.author ?? '',
  story: search.story ?? '',
  clause: search.clause ?? '',
  outcome: search.outcome ?? '',
  from: search.from ?? '',
  to: search.to ?? '',
});

const outcomes = [
  { value: '', label: 'Any outcome' },
  { value: 'approve', label: 'Approved' },
  { value: 'review', label: 'Held' },
  { value: 'reject', label: 'Rejected' },
];

/** What is searched for. It is asked when the form is sent; `/` comes back to the words. */
export function SearchForm({ search, onSearch }: { search: CommentsSearch; onSearch(search: Fields): void }) {
  const guidelines = useGuidelines();
  const words = useRef<HTMLInputElement>(null);
  const form = useForm<Fields>({ mode: 'uncontrolled', initialValues: fieldsOf(search) });
  useKeys({ '/': () => words.current?.select() });
  useEffect(() => words.current?.focus(), []);
  const clauses = (guidelines?.clauses ?? []).filter(({ demand }) => demand === 'forbid' || demand === 'require');
  return (
    <search>
      <form className="search-form" onSubmit={form.onSubmit(onSearch)}>
        <TextInput
          ref={words}
          className="search-words"
          label="Words of the comment"
          description="Any form of a word is found; “a phrase” in quotes, -without a word, or."
          type="search"
          aria-keyshortcuts="/"
          {...form.getInputProps('q')}
        />
        <TextInput label="Author" placeholder="Whole name, or id" {...form.getInputProps('author')} />
        <TextInput label="Story" placeholder="Part of the title" {...form.getInputProps('story')} />
        <NativeSelect
          label="Clause"
          data={[
            { value: '', label: 'Any clause' },
            ...clauses.map(({ id, text }) => ({ value: id, label: text.length > 60 ? `${text.slice(0, 59)}…` : text })),
          ]}
          {...form.getInputProps('clause')}
          key={`clauses ${clauses.length}`}
        />
        <NativeSelect label="Outcome" data={outcomes} {...form.getInputProps('outcome')} />
        <TextInput label="From" type="date" {...form.getInputProps('from')} />
        <TextInput label="To" type="date" {...form.getInputProps('to')} />
        <Button type="submit">Search</Button>
      </form>
    </search>
  );
}
