import { queryOptions } from '@tanstack/react-query';
import { request } from './request.js';
import type { Counts } from './rooms-contract.js';

/** What waits on the pages beside the queue, kept fresh while the desk is looked at. */
export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => request<Counts>('/counts', { signal }),
  refetchInterval: 15_000,
});
