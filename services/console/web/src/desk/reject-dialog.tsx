import { Button, Modal, Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { useGuidelines } from '../api/queries.js';
import type { Choice } from '../decisions/decisions.js';
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

function RejectForm({ comment, onReject }: Pick<Props, 'comment' | 'onReject'>) {
  const [words, setWords] = useState('');
  const clauses = rejectableClauses(comment.decision, useGuidelines());
  const take = (clause: RejectableClause | undefined) => {
    const reason = words.trim();
    if (!clause && !reason) return;
    onReject({ outcome: 'reject', ...(clause && { clauseId: clause.id }), ...(reason && { reason }) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLTextAreaElement;
    if (typing && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      take(clauses[0]);
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const clause = clauses[Number(event.key) - 1];
    if (!clause) return;
    event.preventDefault();
    take(clause);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the digits are short cuts to the buttons inside
    <div onKeyDown={onKeyDown}>
      {clauses.length > 0 ? (
        <ol className="clause-list">
          {clauses.map((clause, i) => (
            <ClauseButton key={clause.id} clause={clause} number={i + 1} onTake={() => take(clause)} />
          ))}
        </ol>
      ) : (
        <p className="quiet">The site has no live guidelines: say why in your own words.</p>
      )}
      <Textarea
        label={clauses.length > 0 ? 'Your own words, if they help' : 'Why'}
        description={
          clauses.length > 0
            ? 'Kept on record and sent to the site. Write first, then pick the clause; Ctrl+Enter takes the first.'
            : 'Kept on record and sent to the site.'
        }
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
      />
      {clauses.length === 0 && (
        <Button mt="md" onClick={() => take(undefined)} disabled={words.trim() === ''}>
          Reject
        </Button>
      )}
    </div>
  );
}

/** R: the site's own clauses, numbered, the proposed one first; Enter takes it. */
export function RejectDialog({ comment, opened, onClose, onReject }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Reject: which clause does it break?"
      size="lg"
      lockScroll={false}
      returnFocus
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close without rejecting' }}
      classNames={{ title: 'dialog-title' }}
    >
      <RejectForm comment={comment} onReject={onReject} />
    </Modal>
  );
}
