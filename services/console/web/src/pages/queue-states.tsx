import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { momentWords } from '../desk/when.js';
import { isFiltered, type QueueSlice, type View } from '../queue/queue-slice.js';

/** The desk's own shape, while the first answer is on its way. */
export function QueueSkeleton() {
  return (
    <div className="desk" aria-busy="true">
      <div className="queue-list">
        <Skeleton height={150} mx={20} my={16} width="auto" />
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="queue-row">
            <Skeleton height={16} width={34} />
            <span className="row-words">
              <Skeleton height={15} />
              <Skeleton height={12} width="60%" mt={8} />
            </span>
          </div>
        ))}
      </div>
      <div className="desk-middle">
        <div className="desk-comment">
          <Skeleton height={24} width="70%" />
          <Skeleton height={14} width="30%" mt={12} mb={36} />
          <Skeleton height={20} mb={10} />
          <Skeleton height={20} mb={10} />
          <Skeleton height={20} width="60%" />
        </div>
      </div>
      <div className="desk-reason">
        <Skeleton height={14} width="30%" mb={12} />
        <Skeleton height={26} width="85%" mb={12} />
        <Skeleton height={14} width="65%" />
      </div>
    </div>
  );
}

interface EmptyQueueProps {
  lastDecidedAt: string | null;
  children: ReactNode;
}

export function EmptyQueue({ lastDecidedAt, children }: EmptyQueueProps) {
  return (
    <div className="whole-page">
      <h2>Nothing waits.</h2>
      <p>
        {lastDecidedAt ? `Last decision ${momentWords(new Date(lastDecidedAt))}.` : 'No comment has been decided yet.'}{' '}
        New comments appear here by themselves.
      </p>
      {children}
    </div>
  );
}

const emptyWords: Record<View, string> = {
  worst: 'Nothing that waits fits this.',
  reported: 'No reader’s report waits.',
  unjudged: 'All that waits could be judged.',
  mine: 'You have no comment open. One that you open is yours for some minutes, and given back when you go on.',
  escalated: 'Nothing is escalated. E on a comment leaves it to somebody else, with a note.',
};

/** A slice with nothing in it, and the way back to the rest. */
export function NothingHere({ slice, children }: { slice: QueueSlice; children: ReactNode }) {
  return (
    <div className="whole-page">
      <h2>Nothing here</h2>
      <p>{isFiltered(slice) ? emptyWords.worst : emptyWords[slice.view ?? 'worst']}</p>
      {slice.words && <p className="quiet">Words are looked for in the worst 5,000 comments that wait.</p>}
      <Link to="/" search={{}}>
        To the worst first
      </Link>
      {children}
    </div>
  );
}

interface FailedPageProps {
  what: string;
  error: unknown;
  onRetry(): void;
}

/** What failed, what is safe, and the way on. */
export function FailedPage({ what, error, onRetry }: FailedPageProps) {
  return (
    <div className="whole-page" role="alert">
      <h2>{what} could not be loaded</h2>
      <p>{error instanceof Error ? error.message : 'The console gave no reason.'}</p>
      <p>Comments and decisions are safe: they are kept on the server, and nothing was changed.</p>
      <Button variant="default" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
