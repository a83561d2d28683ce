import { QueryCache, QueryClient, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type QueueSlice, sliceParameters } from '../queue/queue-slice.js';
import type {
  CommentContext,
  CommentDetail,
  Guidelines,
  MailHealth,
  Preferences,
  QueuePage,
  QueueViews,
  Session,
} from './contract.js';
import { RequestFailed, request } from './request.js';

// What colleagues do and what arrives is heard at once; this is for what gets lost.
const refreshMs = 20_000;

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

export const contextQuery = (id: string) =>
  queryOptions({
    queryKey: ['context', id],
    queryFn: ({ signal }) => request<CommentContext>(`/comments/${encodeURIComponent(id)}/context`, { signal }),
    staleTime: 10_000,
  });

export const queueKey = ['queue'];

/** A slice of the queue, the worst first. */
export const useQueue = (slice: QueueSlice) =>
  useInfiniteQuery({
    queryKey: [...queueKey, slice],
    queryFn: ({ pageParam, signal }) =>
      request<QueuePage>(`/queue?${sliceParameters(slice, { limit: '50', cursor: pageParam })}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: refreshMs,
  });

export const viewsQuery = queryOptions({
  queryKey: ['queue-views'],
  queryFn: ({ signal }) => request<QueueViews>('/queue/views', { signal }),
  refetchInterval: refreshMs,
});

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: ({ signal }) => request<Preferences>('/preferences', { signal }),
  staleTime: 300_000,
});

/** Null where the site has none; undefined until they are here. */
export const useGuidelines = () => useQuery(guidelinesQuery).data;

export const mailHealthQuery = queryOptions({
  queryKey: ['mail-health'],
  queryFn: ({ signal }) => request<MailHealth>('/mail-health', { signal }),
  refetchInterval: 60_000,
});
