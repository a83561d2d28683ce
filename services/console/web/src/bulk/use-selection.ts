import { useState } from 'react';
import type { BulkItem, ReviewComment } from '../api/contract.js';

/** Comments that are to be decided together, as they were seen. */
export interface Selecting {
  on: boolean;
  items: BulkItem[];
  has(comment: ReviewComment): boolean;
  toggle(comment: ReviewComment): void;
  selectAll(items: BulkItem[]): void;
  start(): void;
  end(): void;
}

export function useSelection(): Selecting {
  const [on, setOn] = useState(false);
  const [items, setItems] = useState<ReadonlyMap<string, BulkItem>>(new Map());
  return {
    on,
    items: [...items.values()],
    has: ({ id }) => items.has(id),
    toggle: ({ id, revision, decision }) => {
      if (!decision) return;
      setItems((was) => {
        const next = new Map(was);
        if (!next.delete(id)) next.set(id, { id, revision, decisionId: decision.id });
        return next;
      });
    },
    selectAll: (all) => setItems(new Map(all.map((item) => [item.id, item]))),
    start: () => setOn(true),
    end: () => {
      setOn(false);
      setItems(new Map());
    },
  };
}
