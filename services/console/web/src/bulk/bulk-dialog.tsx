import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { BulkItem, ReviewComment } from '../api/contract.js';
import { useGuidelines } from '../api/queries.js';
import type { Choice } from '../decisions/decisions.js';
import { Dialog } from '../desk/dialog.js';
import { rejectableClauses } from '../desk/rejectable-clauses.js';

interface Props {
  opened: boolean;
  chosen: BulkItem[];
  /** Those of them whose words are here. */
  preview: ReviewComment[];
  onClose(): void;
  onDecide(choice: Choice): void;
}

const previewed = 12;

function Preview({ chosen, preview }: Pick<Props, 'chosen' | 'preview'>) {
  const shown = preview.slice(0, previewed);
  return (
    <>
      <ul
        className="bulk-preview"
        aria-label="What was selected"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so without a mouse
        tabIndex={0}
      >
        {shown.map(({ id, body, author }) => (
          <li key={id}>
            <bdi>{author.name ?? 'A reader'}</bdi>: <bdi>{body?.slice(0, 140) ?? 'text gone'}</bdi>
          </li>
        ))}
      </ul>
      {chosen.length > shown.length && <p className="quiet">and {chosen.length - shown.length} more</p>}
    </>
  );
}

/** Looks at what was selected before all of it is decided alike. */
export function BulkDialog({ opened, chosen, preview, onClose, onDecide }: Props) {
  const clauses = rejectableClauses(null, useGuidelines());
  const [clauseId, setClauseId] = useState('');
  const clause = clauseId || clauses[0]?.id;
  return (
    <Dialog title={`Decide ${chosen.length} comments alike`} opened={opened} onClose={onClose}>
      <Preview chosen={chosen} preview={preview} />
      <p className="quiet">
        One that somebody changes meanwhile is left as it is. All of it can be taken back with U while the time to undo
        runs.
      </p>
      {clauses.length > 0 && (
        <NativeSelect
          mt="md"
          label="The clause that they break, if they are rejected"
          value={clause}
          onChange={(event) => setClauseId(event.currentTarget.value)}
          data={clauses.map(({ id, text }) => ({ value: id, label: text.slice(0, 90) }))}
        />
      )}
      <div className="dialog-actions">
        <Button variant="default" onClick={() => onDecide({ outcome: 'approve' })}>
          Approve {chosen.length}
        </Button>
        {clause && (
          <Button color="red" variant="light" onClick={() => onDecide({ outcome: 'reject', clauseId: clause })}>
            Reject {chosen.length}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
