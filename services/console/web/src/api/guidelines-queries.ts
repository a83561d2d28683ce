import { queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type {
  ClauseActivity,
  Disagreements,
  DraftRequest,
  GuidelinesPreview,
  GuidelinesVersion,
  GuidelinesVersions,
  NewestBacktest,
  TryAnswer,
} from './contract.js';
import { queryClient } from './queries.js';
import { request } from './request.js';

const place = (version: number): string => `/guidelines/versions/${version}`;

const versionsKey = ['guidelines-versions'];

/** The versions, newest first. */
export const useVersions = () =>
  useInfiniteQuery({
    queryKey: versionsKey,
    queryFn: ({ pageParam, signal }) =>
      request<GuidelinesVersions>(
        `/guidelines/versions?limit=50${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
  });

export const versionQuery = (version: number) =>
  queryOptions({
    queryKey: ['guidelines-version', version],
    queryFn: ({ signal }) => request<GuidelinesVersion>(place(version), { signal }),
  });

/** What a clause did lately. */
export const activityQuery = (version: number, clauseId: string) =>
  queryOptions({
    queryKey: ['clause-activity', version, clauseId],
    queryFn: ({ signal }) =>
      request<ClauseActivity>(`${place(version)}/clauses/${encodeURIComponent(clauseId)}/activity`, { signal }),
    staleTime: 60_000,
  });

const backtestKey = (version: number) => ['backtest', version];
const backtestEveryMs = 1_000;

/** The newest backtest of a version, asked for again while it runs. */
export const backtestQuery = (version: number) =>
  queryOptions({
    queryKey: backtestKey(version),
    queryFn: ({ signal }) => request<NewestBacktest>(`${place(version)}/backtest`, { signal }),
    refetchInterval: ({ state: { data } }) => {
      const state = data?.backtest?.state;
      return state === 'queued' || state === 'running' ? backtestEveryMs : false;
    },
  });

export const useDisagreements = (version: number) =>
  useInfiniteQuery({
    queryKey: ['disagreements', version],
    queryFn: ({ pageParam, signal }) =>
      request<Disagreements>(
        `${place(version)}/disagreements?limit=20${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: 15_000,
  });

/** What a text would be read as. */
export const previewQuery = (draft: DraftRequest) =>
  queryOptions({
    queryKey: ['guidelines-preview', draft],
    queryFn: ({ signal }) => request<GuidelinesPreview>('/guidelines/preview', { body: draft, signal }),
    staleTime: 60_000,
    gcTime: 60_000,
  });

/** What is live, or which versions there are, has changed: everything that told of it is asked for anew. */
async function changed(version: GuidelinesVersion): Promise<GuidelinesVersion> {
  queryClient.setQueryData(versionQuery(version.version).queryKey, version);
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: versionsKey }),
    queryClient.invalidateQueries({ queryKey: ['guidelines'] }),
    queryClient.invalidateQueries({ queryKey: ['guidelines-version'] }),
  ]);
  return version;
}

export const keepDraft = (draft: DraftRequest): Promise<GuidelinesVersion> =>
  request<GuidelinesVersion>('/guidelines/versions', { body: draft }).then(changed);

export type Move = 'publish' | 'shadow' | 'discard';
/** `live`: the version that is live as far as the editor knows; where it is another, nothing is moved. */
export const moveVersion = (version: number, move: Move, live: number | null): Promise<GuidelinesVersion> =>
  request<GuidelinesVersion>(`${place(version)}/${move}`, { body: { live } }).then(changed, async (error: unknown) => {
    await queryClient.invalidateQueries({ queryKey: versionsKey });
    await queryClient.invalidateQueries({ queryKey: ['guidelines-version'] });
    throw error;
  });

export const tryComment = (version: number, body: string): Promise<TryAnswer> =>
  request<TryAnswer>(`${place(version)}/try`, { body: { body } });

export const startBacktest = (version: number, days: number): Promise<NewestBacktest> =>
  request<NewestBacktest>(`${place(version)}/backtest`, { body: { days } }).then((answer) => {
    queryClient.setQueryData(backtestKey(version), answer);
    return answer;
  });
