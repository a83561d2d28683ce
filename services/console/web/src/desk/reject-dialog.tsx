import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { useGuidelines } from '../api/queries.js';
import type { Choice } from '../decisions/decisions.js';
import { Dialog } from './dialog.js';
import { type RejectableClause, rejectableClauses } from './rejectable-clauses.js';

interface Props {
  comment: ReviewComment;
  opened: boolean;
  onClose(): void;
  onReject(choice: Choice): void;
}

const numbered = 9;

function ClauseButton({ clause, number, onTake }: { clause: RejectableClause; number: number; onTake(): void }) {
  return (
    <li>
      <button type="button" className="clause-button" onClick={onTake} data-autofocus={number === 1 || undefined}>
        <kbd>{number <= numbered ? number : ''}</kbd>
        <span dir="auto">{clause.text}</span>
        {clause.proposed && <span className="proposed-tag">proposed</span>}
      </button>
    </li>
  );
}

/** Which clause a key names, counted from 1; null for any other key, and for digits that belong to a text. */
function clauseNumberOf({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): number | null {
  const typing = target instanceof HTMLTextAreaElement;
  if (key === 'Enter') {
    const elsewhere = target === document.body && !ctrlKey && !metaKey;
    return elsewhere || (typing && (ctrlKey || metaKey)) ? 1 : null;
  }
  if (typing || ctrlKey || metaKey || altKey) return null;
  return /^[1-9]$/.test(key) ? Number(key) : null;
}

/** Heard on the document, so that R and a digit typed in one go both count, before the dialog has the focus. */
function useRejectKeys(takeNumber: (number: number) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const number = event.repeat ? null : clauseNumberOf(event);
      if (number === null) return;
      event.preventDefault();
      takeNumber(number);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}

function RejectForm({ comment, onReject }: Pick<Props, 'comment' | 'onReject'>) {
  const [words, setWords] = useState('');
  const guidelines = useGuidelines();
  const clauses = rejectableClauses(comment.decision, guidelines);
  const free = clauses.length === 0 && guidelines !== undefined;
  const take = (clause: RejectableClause | undefined) => {
    const reason = words.trim();
    if (!clause && !(free && reason)) return;
    onReject({ outcome: 'reject', ...(clause && { clauseId: clause.id }), ...(reason && { reason }) });
  };
  useRejectKeys((number) => take(clauses[number - 1]));
  return (
    <>
      {free ? (
        <p className="quiet">The site has no live guidelines: say why in your own words.</p>
      ) : (
        <ol className="clause-list">
          {clauses.map((clause, i) => (
            <ClauseButton key={clause.id} clause={clause} number={i + 1} onTake={() => take(clause)} />
          ))}
        </ol>
      )}
      <Textarea
        label={free ? 'Why' : 'Your own words, if they help'}
        description={
          free
            ? 'Kept on record and sent to the site.'
            : 'Kept on record and sent to the site. Write first, then pick the clause; Ctrl+Enter takes the first.'
        }
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
      />
      {free && (
        <Button mt="md" onClick={() => take(undefined)} disabled={words.trim() === ''}>
          Reject
        </Button>
      )}
    </>
  );
}

/** R: the site's own clauses, numbered, the proposed one first; Enter takes it. */
export function RejectDialog({ comment, opened, onClose, onReject }: Props) {
  return (
    <Dialog
      title="Reject: which clause does it break?"
      closeLabel="Close without rejecting"
      opened={opened}
      onClose={onClose}
    >
      <RejectForm comment={comment} onReject={onReject} />
    </Dialog>
  );
}
