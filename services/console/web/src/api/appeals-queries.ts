import { queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { AppealDetail, AppealsPage, DecideAppeal } from './contract.js';
import { countsQuery } from './counts.js';
import { queryClient, queueKey } from './queries.js';
import { RequestFailed, request } from './request.js';

const refreshMs = 15_000;
const listKey = ['appeals'];

/** The open ones, due first; or all, newest first. */
export const useAppeals = (show: 'open' | 'all') =>
  useInfiniteQuery({
    queryKey: [...listKey, show],
    queryFn: ({ pageParam, signal }) =>
      request<AppealsPage>(
        `/appeals?limit=50&show=${show}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: refreshMs,
  });

export const appealQuery = (id: string) =>
  queryOptions({
    queryKey: ['appeal', id],
    queryFn: ({ signal }) => request<AppealDetail>(`/appeals/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: refreshMs,
  });

/** What came back is what stands, be it one's own doing or that of somebody who was sooner. */
async function work(id: string, act: 'claim' | 'decide', body: object): Promise<AppealDetail> {
  const keep = (detail: AppealDetail) => queryClient.setQueryData(appealQuery(id).queryKey, detail);
  try {
    const detail = await request<AppealDetail>(`/appeals/${encodeURIComponent(id)}/${act}`, { body });
    keep(detail);
    return detail;
  } catch (error) {
    if (error instanceof RequestFailed && error.problem?.appeal) keep(error.problem.appeal);
    throw error;
  } finally {
    void queryClient.invalidateQueries({ queryKey: listKey });
    void queryClient.invalidateQueries({ queryKey: countsQuery.queryKey });
    if (act === 'decide') void queryClient.invalidateQueries({ queryKey: queueKey });
  }
}

export const claimAppeal = (id: string, release = false): Promise<AppealDetail> => work(id, 'claim', { release });
export const decideAppeal = (id: string, decision: DecideAppeal): Promise<AppealDetail> => work(id, 'decide', decision);
