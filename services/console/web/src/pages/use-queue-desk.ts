import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Claim, ReviewComment } from '../api/contract.js';
import { commentQuery, contextQuery, useQueue } from '../api/queries.js';
import { type Choice, useDecisions } from '../decisions/decisions.js';
import { useLive } from '../live/live.js';
import type { QueueSlice } from '../queue/queue-slice.js';
import { joinQueue, type StandingOrder } from '../queue/standing-order.js';

/** Fetched before they are asked for. */
const ahead = 5;
/** So near the end of what is loaded, more is fetched. */
const nearEnd = 8;

const nothing: StandingOrder = { shown: [], arrived: [] };

/** The slice as it stands on this desk: in one order until the moderator asks for the news. */
function useStandingOrder(queue: ReturnType<typeof useQueue>, focusId: string | null) {
  const [order, setOrder] = useState(nothing);
  const known = useRef(new Map<string, ReviewComment>());
  const pages = queue.data?.pages;
  const complete = !queue.hasNextPage;
  const focus = useRef(focusId);
  focus.current = focusId;
  useEffect(() => {
    if (!pages) return;
    const fresh = pages.flatMap(({ data }) => data);
    for (const comment of fresh) known.current.set(comment.id, comment);
    setOrder((before) => joinQueue(before, known.current, { fresh, complete, keep: (id) => id === focus.current }));
  }, [pages, complete]);
  const waiting = useMemo(() => new Set(pages?.flatMap(({ data }) => data.map(({ id }) => id))), [pages]);
  return {
    order,
    known: known.current,
    waiting,
    showNews: () => setOrder({ shown: pages?.flatMap(({ data }) => data.map(({ id }) => id)) ?? [], arrived: [] }),
    toFront: (id: string) =>
      setOrder(({ shown, arrived }) => ({ shown: [id, ...shown.filter((one) => one !== id)], arrived })),
  };
}

/** Fetches what the next comments are shown with, before they are asked for. */
function useAhead(items: ReviewComment[], at: number): void {
  const client = useQueryClient();
  const aheadIds = items
    .slice(at, at + ahead + 1)
    .map(({ id }) => id)
    .join(' ');
  useEffect(() => {
    for (const id of aheadIds.split(' ').filter(Boolean)) {
      void client.prefetchQuery({ ...commentQuery(id), staleTime: 30_000 });
      void client.prefetchQuery({ ...contextQuery(id), staleTime: 30_000 });
    }
  }, [client, aheadIds]);
}

const holderOf = (claim: Claim | undefined, moderatorId: string): Claim['by'] | null =>
  claim && claim.by.id !== moderatorId && Date.parse(claim.until) > Date.now() ? claim.by : null;

/** The queue as the desk sees it: without what was just decided, and with one comment held in focus. */
export function useQueueDesk(slice: QueueSlice, moderatorId: string) {
  const queue = useQueue(slice);
  const { decide, isDecided } = useDecisions();
  const { claims, decided } = useLive();
  const [focusId, setFocusId] = useState<string | null>(null);
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const { order, known, waiting, showNews, toFront } = useStandingOrder(queue, focusId);
  const all = order.shown.flatMap((id) => known.get(id) ?? []);
  const items = all.filter((comment) => !isDecided(comment) && !skipped.has(comment.id));
  const holder = ({ id }: ReviewComment) => holderOf(claims.get(id), moderatorId);
  const free = (comment: ReviewComment) => holder(comment) === null && !decided.has(comment.id);
  const focused = focusId === null ? null : (known.get(focusId) ?? null);
  // Kept on the desk even when it has left the queue: nothing jumps away while somebody reads it.
  const current = focused && !isDecided(focused) ? focused : (items.find(free) ?? items[0] ?? null);
  const at = items.findIndex(({ id }) => id === current?.id);
  const gone =
    current !== null &&
    queue.data !== undefined &&
    (decided.has(current.id) || ((at < 0 || !waiting.has(current.id)) && !queue.hasNextPage));

  useEffect(() => {
    if (current && current.id !== focusId) setFocusId(current.id);
  }, [current, focusId]);
  useEffect(() => {
    if (items.length === 0 && order.arrived.length > 0 && !gone) showNews();
  });
  useAhead(items, Math.max(at, 0));
  useEffect(() => {
    if (at >= items.length - nearEnd && queue.hasNextPage && !queue.isFetchingNextPage) void queue.fetchNextPage();
  });

  const focusOn = (comment: ReviewComment | null) => setFocusId(comment?.id ?? null);
  const step = (by: 1 | -1) => {
    const next = items[at < 0 ? 0 : at + by];
    if (next) focusOn(next);
  };
  /** The next that nobody else has; else the one before. */
  const afterCurrent = () => items.slice(at + 1).find(free) ?? items.slice(0, Math.max(at, 0)).findLast(free) ?? null;
  return {
    queue,
    items,
    current,
    at,
    gone,
    decided,
    arrived: order.arrived.length,
    skipped: skipped.size,
    showNews,
    showSkipped: () => setSkipped(new Set()),
    holder,
    focusOn,
    next: () => step(1),
    previous: () => step(-1),
    skip: () => {
      if (!current) return;
      focusOn(afterCurrent());
      setSkipped((was) => new Set(was).add(current.id));
    },
    /** Takes one back that was decided or skipped a moment ago. */
    bringBack: (comment: ReviewComment) => {
      known.set(comment.id, comment);
      toFront(comment.id);
      focusOn(comment);
    },
    leave: () => focusOn(afterCurrent()),
    decideCurrent: (choice: Choice) => {
      if (!current || gone) return;
      const next = afterCurrent();
      decide(current, choice);
      focusOn(next);
    },
  };
}

export type QueueDesk = ReturnType<typeof useQueueDesk>;
