import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useDecisions } from '../decisions/decisions.js';
import { Notices } from '../decisions/notices.js';
import { ActionBar } from '../desk/action-bar.js';
import { DeskComment } from '../desk/desk-comment.js';
import { ReasonPanel } from '../desk/reason-panel.js';
import { RejectDialog } from '../desk/reject-dialog.js';
import { useKeys } from '../desk/use-keys.js';
import { momentWords } from '../desk/when.js';
import { useMay } from '../session/use-may.js';
import { QueueList } from './queue-list.js';
import { EmptyQueue, FailedPage, QueueSkeleton } from './queue-states.js';
import { type QueueDesk, useQueueDesk } from './use-queue-desk.js';

/** The way back to the decision just made. */
function LastDecision() {
  const { last } = useDecisions();
  if (!last) return null;
  return (
    <p className="last-decision" role="status">
      {last.choice.outcome === 'approve' ? 'Approved' : 'Rejected'} the last one.{' '}
      <Link to="/comments/$commentId" params={{ commentId: last.comment.id }}>
        Open it
      </Link>
    </p>
  );
}

const Gone = () => (
  <p className="gone" role="status">
    This comment has left the queue: somebody decided it, or its author edited or withdrew it. Go on with J.
  </p>
);

function StaleNote({ desk: { queue } }: { desk: QueueDesk }) {
  if (!queue.isError) return null;
  return (
    <p className="stale" role="status">
      The queue could not be refreshed: you see it as of {momentWords(new Date(queue.dataUpdatedAt))}. It is tried again
      by itself.
    </p>
  );
}

function Desk({ desk }: { desk: QueueDesk }) {
  const { current, gone, items, at, next, previous, decideCurrent } = desk;
  const [rejecting, setRejecting] = useState(false);
  const folded = useMediaQuery('(max-width: 43.99em)') ?? false;
  const mayDecide = useMay('decide');
  const approve = () => mayDecide && decideCurrent({ outcome: 'approve' });
  const reject = () => setRejecting(mayDecide && !gone);
  useKeys({ a: approve, r: reject, j: next, k: previous }, 'jk');
  if (!current) return null;
  const place = gone ? `${items.length} waiting` : `${at + 1} of ${items.length}${desk.queue.hasNextPage ? '+' : ''}`;
  return (
    <div className="desk">
      <QueueList desk={desk} />
      <div className="desk-middle">
        <StaleNote desk={desk} />
        <Notices />
        <DeskComment comment={current} notice={gone && <Gone />} />
        <LastDecision />
        <ActionBar
          onApprove={approve}
          onReject={reject}
          disabled={gone || !mayDecide}
          step={{ place, onNext: next, onPrevious: previous }}
        />
      </div>
      <ReasonPanel key={current.id} comment={current} folded={folded} />
      <RejectDialog
        key={`reject ${current.id}`}
        comment={current}
        opened={rejecting}
        onClose={() => setRejecting(false)}
        onReject={(choice) => {
          setRejecting(false);
          decideCurrent(choice);
        }}
      />
    </div>
  );
}

export function QueuePage() {
  const desk = useQueueDesk();
  const { queue, current, items } = desk;
  if (queue.isPending) return <QueueSkeleton />;
  if (!queue.data) return <FailedPage what="The queue" error={queue.error} onRetry={() => void queue.refetch()} />;
  if (!current || (items.length === 0 && !desk.gone)) {
    return (
      <>
        <div className="page-notices">
          <StaleNote desk={desk} />
          <Notices />
        </div>
        <EmptyQueue lastDecidedAt={queue.data.pages[0]?.lastDecidedAt ?? null}>
          <LastDecision />
        </EmptyQueue>
      </>
    );
  }
  return <Desk desk={desk} />;
}
