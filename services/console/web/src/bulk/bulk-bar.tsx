import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReviewComment, Selection } from '../api/contract.js';
import { request } from '../api/request.js';
import { useDecisions } from '../decisions/decisions.js';
import { type QueueSlice, sliceParameters } from '../queue/queue-slice.js';
import { BulkDialog } from './bulk-dialog.js';
import type { Selecting } from './use-selection.js';

interface Props {
  slice: QueueSlice;
  selecting: Selecting;
  /** What is loaded of the slice, for the preview. */
  items: ReviewComment[];
}

export function BulkProgress() {
  const { bulk } = useDecisions();
  if (!bulk) return null;
  const done = bulk.of - bulk.left;
  return (
    <div className="bulk-progress" role="status">
      <span>
        {done} of {bulk.of} on record
      </span>
      <Progress value={(100 * done) / bulk.of} aria-label="Decisions on record" />
    </div>
  );
}

/** Many at once: by checkbox, or all of the slice; looked at together before anything is decided. */
export function BulkBar({ slice, selecting, items }: Props) {
  const { decideMany, isDecided } = useDecisions();
  const [asking, setAsking] = useState(false);
  const all = useMutation({
    mutationFn: () => request<Selection>(`/queue/selection?${sliceParameters(slice)}`),
    onSuccess: (selection) => selecting.selectAll(selection.items),
  });
  if (!selecting.on) {
    return (
      <div className="bulk-bar">
        <Button size="compact-xs" variant="subtle" onClick={selecting.start}>
          Select several
        </Button>
      </div>
    );
  }
  const chosen = selecting.items;
  return (
    <div className="bulk-bar">
      <Button size="compact-xs" variant="default" loading={all.isPending} onClick={() => all.mutate()}>
        All in this view
      </Button>
      <Button size="compact-xs" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
        Decide {chosen.length}…
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={selecting.end}>
        Cancel
      </Button>
      {all.isSuccess && all.data.capped && <p className="quiet">The worst 500 are selected; more wait.</p>}
      {all.isError && <p role="alert">They could not be fetched. {all.error.message}</p>}
      <BulkDialog
        opened={asking}
        chosen={chosen}
        preview={items.filter((comment) => selecting.has(comment) && !isDecided(comment))}
        onClose={() => setAsking(false)}
        onDecide={(choice) => {
          setAsking(false);
          decideMany(chosen, choice);
          selecting.end();
        }}
      />
    </div>
  );
}
