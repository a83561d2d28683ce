import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Notes, ReviewComment } from '../api/contract.js';
import { request } from '../api/request.js';
import { Dialog } from './dialog.js';

interface Props {
  comment: ReviewComment;
  opened: boolean;
  onClose(): void;
  /** It has left the queue for the view of what is escalated. */
  onEscalated(): void;
}

function EscalateForm({ comment, onEscalated }: Pick<Props, 'comment' | 'onEscalated'>) {
  const [words, setWords] = useState('');
  const escalate = useMutation({
    mutationFn: () => {
      const why = words.trim();
      return request<Notes>(`/comments/${comment.id}/escalate`, { body: why ? { words: why } : {} });
    },
    onSuccess: onEscalated,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        escalate.mutate();
      }}
    >
      <Textarea
        label="Why somebody else should decide"
        description="Colleagues read it beside the comment; @ and a name tells one of them. Enter sends, Shift and Enter makes a new line."
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          escalate.mutate();
        }}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
        data-autofocus
        error={escalate.isError ? `It is still in the queue. ${escalate.error.message}` : undefined}
      />
      <div className="dialog-actions">
        <Button type="submit" loading={escalate.isPending}>
          Escalate
        </Button>
      </div>
    </form>
  );
}

/** E: puts the comment before those who see to hard cases. Nothing is decided, and the site hears nothing. */
export function EscalateDialog({ comment, opened, onClose, onEscalated }: Props) {
  return (
    <Dialog title="Escalate this comment" closeLabel="Close without escalating" opened={opened} onClose={onClose}>
      <EscalateForm comment={comment} onEscalated={onEscalated} />
    </Dialog>
  );
}
