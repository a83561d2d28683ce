import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { DraftRequest, GuidelinesVersion } from '../api/contract.js';
import { keepDraft } from '../api/guidelines-queries.js';

/** Keeps a draft, and goes there. `unchanged` is the version that says the same already. */
export function useDraft(viewed: GuidelinesVersion | null) {
  const navigate = useNavigate({ from: '/guidelines' });
  const { mutate, error, isPending, data } = useMutation({
    mutationFn: (draft: DraftRequest) => keepDraft(draft),
    onSuccess: (kept) => {
      if (kept.version === viewed?.version) return;
      void navigate({ search: (search) => ({ clause: search.clause, version: kept.version, kept: true }) });
    },
  });
  const unchanged = data !== undefined && data.version === viewed?.version ? data : null;
  return { keep: mutate, error, isPending, unchanged };
}
