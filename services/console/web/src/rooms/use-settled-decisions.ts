import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Once a decision is on record, whatever is listed under `key` is asked for anew. */
export function useSettledDecisions(key: string[]): void {
  const client = useQueryClient();
  const [first, second] = key;
  useEffect(
    () =>
      client.getMutationCache().subscribe(({ type, mutation }) => {
        const isDecision = mutation?.options.mutationKey?.[0] === 'decide';
        if (type !== 'updated' || !isDecision || mutation.state.status !== 'success') return;
        void client.invalidateQueries({ queryKey: [first, second] });
        void client.invalidateQueries({ queryKey: ['counts'] });
      }),
    [client, first, second],
  );
}
