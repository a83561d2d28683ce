import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CommentContext, Notes as NotesAnswer } from '../api/contract.js';
import { contextQuery } from '../api/queries.js';
import { request } from '../api/request.js';
import { When } from '../desk/when.js';

/** What colleagues say of a comment, and a line to answer. `@` and a name tells that colleague. */
export function Notes({ commentId, context }: { commentId: string; context: CommentContext }) {
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const { queryKey } = contextQuery(commentId);
  const add = useMutation({
    mutationFn: () => request<NotesAnswer>(`/comments/${commentId}/notes`, { body: { words } }),
    onSuccess: ({ notes }) => {
      setWords('');
      client.setQueryData(queryKey, (was) => was && { ...was, notes });
    },
  });
  const names = context.colleagues.map(({ name }) => `@${name}`).join(', ');
  return (
    <div className="notes">
      {context.notes.length > 0 && (
        <ol>
          {context.notes.map((note) => (
            <li key={note.id} data-kind={note.kind}>
              <p className="quiet">
                <bdi>{note.by.name}</bdi> <When at={note.createdAt} />
                {note.kind === 'escalation' && ' · escalated it'}
              </p>
              <p dir="auto">{note.words}</p>
            </li>
          ))}
        </ol>
      )}
      <Textarea
        label="A note for colleagues"
        description={names ? `Name one to tell them: ${names.slice(0, 120)}` : undefined}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && words.trim()) add.mutate();
        }}
        maxLength={2_000}
        autosize
        minRows={1}
        maxRows={6}
        dir="auto"
        error={add.isError ? `It was not kept. ${add.error.message}` : undefined}
      />
      {words.trim() !== '' && (
        <Button mt="xs" size="compact-sm" variant="default" loading={add.isPending} onClick={() => add.mutate()}>
          Keep the note
        </Button>
      )}
    </div>
  );
}
