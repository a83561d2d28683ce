import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from './request.js';

export interface Page<Row> {
  data: Row[];
  next_cursor: string | null;
  has_more: boolean;
}

/** The address of a list, with those of `filters` that say something. */
export function listPath(path: string, filters: Record<string, string | number | undefined>): string {
  const named = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return `${path}?${new URLSearchParams(named)}`;
}

/** A list of the API, page by page. `path` is the address that `listPath` gives. */
export const usePaged = <Answer extends Page<unknown>>(
  path: string,
  { refreshMs, enabled = true }: { refreshMs?: number; enabled?: boolean } = {},
) =>
  useInfiniteQuery({
    queryKey: ['paged', ...path.split('?')],
    queryFn: ({ pageParam, signal }) =>
      request<Answer>(pageParam ? `${path}&cursor=${encodeURIComponent(pageParam)}` : path, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    enabled,
    ...(refreshMs !== undefined && { refetchInterval: refreshMs }),
  });

/** The start of the keys of every list at `path`, to have them asked for anew. */
export const pagedKey = (path: string): string[] => ['paged', path];
