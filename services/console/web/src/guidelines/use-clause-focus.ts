import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import type { GuidelinesVersion } from '../api/contract.js';
import { useKeys } from '../desk/use-keys.js';
import type { GuidelinesSearch } from './search.js';

const linkTo = (clauseId: string) => document.querySelector<HTMLElement>(`[data-clause="${CSS.escape(clauseId)}"]`);

/**
 * Keys and focus between the text and its panel: opening a clause takes the focus to what is known about it, Escape takes
 * it back to the words; J and K walk from clause to clause and stay in the text.
 */
export function useClauseFocus(
  { clauses }: GuidelinesVersion,
  { clause, view, kept }: GuidelinesSearch,
  /** Null where a dialog takes the panel's place, and the focus with it. */
  panel: RefObject<HTMLElement | null> | null,
): void {
  const navigate = useNavigate({ from: '/guidelines' });
  const stays = useRef(true);
  const first = useRef(true);
  useEffect(() => {
    const opened = !stays.current && (clause !== undefined || view !== undefined);
    // A draft that was just kept is told of in the panel.
    if (opened || (first.current && kept)) {
      panel?.current?.scrollTo({ top: 0 });
      panel?.current?.querySelector<HTMLElement>('[data-panel-heading]')?.focus({ preventScroll: true });
    }
    stays.current = false;
    first.current = false;
  }, [clause, view, kept, panel]);
  const goTo = (id: string | undefined) => {
    stays.current = true;
    void navigate({
      search: (search) => ({ ...search, clause: id, view: undefined }),
      replace: true,
      resetScroll: false,
    });
  };
  const step = (by: 1 | -1) => {
    const at = clauses.findIndex(({ id }) => id === clause);
    const next = clauses[at < 0 ? 0 : Math.min(Math.max(at + by, 0), clauses.length - 1)];
    if (!next) return;
    goTo(next.id);
    linkTo(next.id)?.focus();
  };
  useKeys(
    {
      j: () => step(1),
      k: () => step(-1),
      escape: () => {
        if (clause === undefined && view === undefined) return;
        goTo(undefined);
        if (clause !== undefined) linkTo(clause)?.focus();
      },
    },
    'jk',
  );
}
