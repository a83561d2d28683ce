// What of each page its address says: of anything else nothing comes.

const oneOf =
  <Value extends string>(values: readonly Value[]) =>
  (value: unknown): Value | undefined =>
    values.find((one) => one === value);

export interface ReportsSearch {
  state?: 'resolved' | undefined;
}
const reportsState = oneOf(['resolved'] as const);
export const reportsSearch = ({ state }: Record<string, unknown>): ReportsSearch => ({ state: reportsState(state) });

export interface CommentsSearch {
  q?: string | undefined;
  author?: string | undefined;
  story?: string | undefined;
  clause?: string | undefined;
  outcome?: 'approve' | 'review' | 'reject' | undefined;
  /** Days: YYYY-MM-DD. */
  from?: string | undefined;
  to?: string | undefined;
}
const outcome = oneOf(['approve', 'review', 'reject'] as const);
// A number in the address is read as one: a search for 2026 is for the word.
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

export const commentsSearch = (search: Record<string, unknown>): CommentsSearch => ({
  q: text(search.q),
  author: text(search.author),
  story: text(search.story),
  clause: text(search.clause),
  outcome: outcome(search.outcome),
  from: day(search.from),
  to: day(search.to),
});

export interface InboxSearch {
  state?: 'placed' | 'ignored' | undefined;
}
const inboxState = oneOf(['placed', 'ignored'] as const);
export const inboxSearch = ({ state }: Record<string, unknown>): InboxSearch => ({ state: inboxState(state) });

export interface AuthorsSearch {
  q?: string | undefined;
}
export const authorsSearch = ({ q }: Record<string, unknown>): AuthorsSearch => ({ q: text(q) });

export interface BansSearch {
  view?: 'proposed' | 'ban' | 'suspension' | 'all' | undefined;
}
const bansView = oneOf(['proposed', 'ban', 'suspension', 'all'] as const);
export const bansSearch = ({ view }: Record<string, unknown>): BansSearch => ({ view: bansView(view) });
