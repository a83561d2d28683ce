import { queryOptions } from '@tanstack/react-query';
import type { Author, FoundAuthors, PenaltyOfAuthor } from '../../../src/api/authors-contract.js';
import { countsQuery } from './counts.js';
import { pagedKey } from './paged.js';
import { queryClient } from './queries.js';
import { request } from './request.js';

export type { Author, Bans, FoundAuthors, PenaltyOfAuthor } from '../../../src/api/authors-contract.js';

const at = (id: string): string => `/authors/${encodeURIComponent(id)}`;

/** Authors by id or whole name; those last punished where nothing is asked. */
export const authorsQuery = (q: string) =>
  queryOptions({
    queryKey: ['authors', q],
    queryFn: ({ signal }) => request<FoundAuthors>(`/authors?${new URLSearchParams({ q })}`, { signal }),
  });

export const authorQuery = (id: string) =>
  queryOptions({ queryKey: ['author', id], queryFn: ({ signal }) => request<Author>(at(id), { signal }) });

/** What an author was given has changed: whatever told of it is asked for anew. */
const changed = <Answer>(answer: Answer): Promise<Answer> =>
  Promise.all(
    [['author'], ['authors'], pagedKey('/bans'), countsQuery.queryKey].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  ).then(() => answer);

export const punish = (id: string, penalty: PenaltyOfAuthor): Promise<Author> =>
  request<Author>(`${at(id)}/penalties`, { body: penalty }).then(changed);

export const lift = (penaltyId: string, reason: string): Promise<object> =>
  request<object>(`/penalties/${penaltyId}/lift`, { body: { reason } }).then(changed);
