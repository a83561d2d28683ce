import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '../api/contract.js';
import { preferencesQuery } from '../api/queries.js';
import { request } from '../api/request.js';

/** What the moderator set for themselves, and how to change it: at once here, then on the server. */
export function usePreferences() {
  const client = useQueryClient();
  const { data } = useQuery(preferencesQuery);
  const { queryKey } = preferencesQuery;
  const { mutate, isError } = useMutation({
    mutationFn: (next: Preferences) => request<Preferences>('/preferences', { body: next }),
    onMutate: (next) => client.setQueryData(queryKey, next),
    onError: () => client.invalidateQueries({ queryKey }),
  });
  return {
    preferences: data,
    change: (some: Partial<Preferences>) => data && mutate({ ...data, ...some }),
    failed: isError,
  };
}
