import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { commentQuery, useQueue } from '../api/queries.js';
import { type Choice, useDecisions } from '../decisions/decisions.js';

/** The queue as the desk sees it: without what was just decided, and with one comment held in focus. */
export function useQueueDesk() {
  const queue = useQueue();
  const client = useQueryClient();
  const { decide, isDecided } = useDecisions();
  const [focus, setFocus] = useState<ReviewComment | null>(null);
  const pages = queue.data?.pages;
  const all = useMemo(() => pages?.flatMap(({ data }) => data) ?? [], [pages]);
  const items = all.filter((comment) => !isDecided(comment));
  const found = items.findIndex(({ id }) => id === focus?.id);
  // Kept on the desk even when it has left the queue: nothing jumps away while somebody reads it.
  const current = items[found] ?? focus ?? items[0] ?? null;
  const at = Math.max(found, 0);

  useEffect(() => {
    if (!focus && current) setFocus(current);
  }, [focus, current]);
  useEffect(() => {
    for (const { id } of items.slice(at + 1, at + 3)) void client.prefetchQuery(commentQuery(id));
  });

  const stepTo = (index: number) => {
    const comment = items[index];
    if (comment) setFocus(comment);
    if (index >= items.length - 3 && queue.hasNextPage && !queue.isFetchingNextPage) void queue.fetchNextPage();
  };
  return {
    queue,
    items,
    current,
    /** Of the comment in focus, from 0. */
    at,
    /** True where the comment in focus was decided, edited or withdrawn by somebody else meanwhile. */
    gone: current !== null && found < 0 && focus !== null && pages !== undefined,
    focusOn: setFocus,
    next: () => stepTo(found < 0 ? at : Math.min(at + 1, items.length - 1)),
    previous: () => stepTo(Math.max(at - 1, 0)),
    decideCurrent: (choice: Choice) => {
      if (!current || found < 0) return;
      const next = items[found + 1] ?? items[found - 1] ?? null;
      decide(current, choice);
      setFocus(next);
    },
  };
}

export type QueueDesk = ReturnType<typeof useQueueDesk>;
