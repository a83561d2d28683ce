import { Button, Skeleton } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../api/paged.js';
import { RequestFailed } from '../api/request.js';
import { momentWords } from '../desk/when.js';
import { FailedPage } from '../pages/queue-states.js';

/** The account may not look here. */
export const NoRights = () => (
  <div className="whole-page">
    <h2>This page is not for your account</h2>
    <p>Whoever runs Moderato for your site can give you the right to use it.</p>
  </div>
);

export const ListSkeleton = ({ rows = 5, height = 72 }: { rows?: number; height?: number }) => (
  <div className="room-list" aria-busy="true">
    {Array.from({ length: rows }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are alike
      <Skeleton key={row} height={height} />
    ))}
  </div>
);

/** What stands where a page could not be had. */
export const failedAnswer = (what: string, error: unknown, onRetry: () => void): ReactNode =>
  error instanceof RequestFailed && error.status === 403 ? (
    <NoRights />
  ) : (
    <FailedPage what={what} error={error} onRetry={onRetry} />
  );

interface Props<Row> {
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  /** How the list is called where it could not be loaded: "The reports". */
  what: string;
  /** What stands where there is nothing. */
  empty: ReactNode;
  /** Where more may follow although a page held little. */
  moreWords?: string;
  skeletonHeight?: number;
  children(rows: Row[]): ReactNode;
}

/** A list in each of its states: on its way, failed, empty, or there with the way to more. */
export function PagedList<Row>({ query, what, empty, moreWords, skeletonHeight, children }: Props<Row>) {
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (isPending) return <ListSkeleton height={skeletonHeight} />;
  if (!data) return failedAnswer(what, error, () => void refetch());
  const rows = data.pages.flatMap((page) => page.data);
  return (
    <>
      {query.isError && (
        <p className="stale" role="status">
          This could not be refreshed: you see it as of {momentWords(new Date(query.dataUpdatedAt))}.{' '}
          <button type="button" className="link-button" onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      )}
      {rows.length === 0 && !hasNextPage ? <div className="room-empty">{empty}</div> : children(rows)}
      {hasNextPage && (
        <Button
          className="more-button"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {moreWords ?? 'Show more'}
        </Button>
      )}
    </>
  );
}
