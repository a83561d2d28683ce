import { Button, Kbd } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useDecisions } from './decisions.js';

/** Whole seconds until `until`, counted down. */
function useSecondsLeft(until: number | undefined): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (until === undefined) return;
    setNow(Date.now());
    const ticking = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(ticking);
  }, [until]);
  return until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1_000));
}

/** What was decided last: to be taken back before the site hears of it, and to be opened afterwards. */
export function UndoBar({ onUndo }: { onUndo(): void }) {
  const { undoable, last } = useDecisions();
  const seconds = useSecondsLeft(undoable?.until);
  if (undoable) {
    const what = undoable.outcome === 'approve' ? 'Approved' : 'Rejected';
    return (
      <p className="last-decision">
        <span role="status">
          {what} {undoable.comments === 1 ? 'the last one' : `${undoable.comments} comments`}.
        </span>{' '}
        <Button
          size="compact-sm"
          variant="default"
          onClick={onUndo}
          rightSection={
            <Kbd size="xs" aria-hidden="true">
              U
            </Kbd>
          }
          aria-keyshortcuts="u"
        >
          Undo
        </Button>{' '}
        <span className="undo-seconds" aria-hidden="true">
          {seconds} s
        </span>
      </p>
    );
  }
  if (!last) return null;
  return (
    <p className="last-decision">
      <span role="status">{last.choice.outcome === 'approve' ? 'Approved' : 'Rejected'} the last one.</span>{' '}
      <Link to="/comments/$commentId" params={{ commentId: last.comment.id }}>
        Open it
      </Link>
    </p>
  );
}
