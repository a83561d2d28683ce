import { QueryCache, QueryClient, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CommentDetail, Guidelines, MailHealth, QueuePage, Session } from './contract.js';
import { RequestFailed, request } from './request.js';

const refreshMs = 5_000;

const signedOut = (error: unknown): boolean => error instanceof RequestFailed && error.status === 401;
const mayRetry = (count: number, error: unknown): boolean =>
  error instanceof RequestFailed && error.passing && count < 2;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended is noticed by whatever asks next.
    onError: (error) => {
      if (signedOut(error)) queryClient.setQueryData(sessionQuery.queryKey, null);
    },
  }),
  defaultOptions: { queries: { retry: mayRetry, staleTime: 2_000 } },
});

/** Null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) =>
    request<Session>('/session', { signal }).catch((error: unknown): null => {
      if (signedOut(error)) return null;
      throw error;
    }),
  staleTime: 60_000,
});

export const guidelinesQuery = queryOptions({
  queryKey: ['guidelines'],
  queryFn: ({ signal }) =>
    request<Guidelines>('/guidelines', { signal }).catch((error: unknown): null => {
      if (error instanceof RequestFailed && error.status === 404) return null;
      throw error;
    }),
  staleTime: 60_000,
});

export const commentQuery = (id: string) =>
  queryOptions({
    queryKey: ['comment', id],
    queryFn: ({ signal }) => request<CommentDetail>(`/comments/${encodeURIComponent(id)}`, { signal }),
  });

export const queueKey = ['queue'];

/** The queue, the worst first, kept fresh while the page is looked at. */
export const useQueue = () =>
  useInfiniteQuery({
    queryKey: queueKey,
    queryFn: ({ pageParam, signal }) =>
      request<QueuePage>(`/queue?limit=50${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: refreshMs,
  });

/** Null where the site has none; undefined until they are here. */
export const useGuidelines = () => useQuery(guidelinesQuery).data;

export const mailHealthQuery = queryOptions({
  queryKey: ['mail-health'],
  queryFn: ({ signal }) => request<MailHealth>('/mail-health', { signal }),
  refetchInterval: 60_000,
});
