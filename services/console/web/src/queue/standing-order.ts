import type { ReviewComment } from '../api/contract.js';

/** What the desk shows, in the order in which it was first seen. */
export interface StandingOrder {
  /** Ids in the order on the screen. */
  shown: string[];
  /** Ids that came since, and would stand among what is shown. */
  arrived: string[];
}

const comesBefore = (a: ReviewComment, b: ReviewComment): boolean => {
  const [first, second] = [a.held?.rank ?? 0, b.held?.rank ?? 0];
  return first > second || (first === second && a.id < b.id);
};

/**
 * Joins what the queue is now to what is on the screen, so that nothing moves under the eyes: what is new waits in
 * `arrived`, unless it stands below all that is shown; what has gone is left where it was until `keep` says no more.
 * `fresh` is the queue from its beginning, as far as it is loaded; `complete` says that nothing waits beyond it.
 */
export function joinQueue(
  before: StandingOrder,
  known: ReadonlyMap<string, ReviewComment>,
  { fresh, complete, keep }: { fresh: ReviewComment[]; complete: boolean; keep: (id: string) => boolean },
): StandingOrder {
  if (before.shown.length === 0) return { shown: fresh.map(({ id }) => id), arrived: [] };
  const waiting = new Set(fresh.map(({ id }) => id));
  const end = fresh.at(-1);
  const mayStillWait = (id: string): boolean => {
    const comment = known.get(id);
    return !complete && comment !== undefined && end !== undefined && comesBefore(end, comment);
  };
  const shown = before.shown.filter((id) => waiting.has(id) || mayStillWait(id) || keep(id));
  const onScreen = new Set(shown);
  const lastShown = known.get(shown.at(-1) ?? '');
  const news = fresh.filter(({ id }) => !onScreen.has(id));
  const isBelow = (comment: ReviewComment) => lastShown === undefined || comesBefore(lastShown, comment);
  return {
    shown: [...shown, ...news.filter(isBelow).map(({ id }) => id)],
    arrived: news.filter((comment) => !isBelow(comment)).map(({ id }) => id),
  };
}
