export const views = ['worst', 'reported', 'unjudged', 'mine', 'escalated'] as const;
export type View = (typeof views)[number];

/** Which slice of the queue is looked at: what the page's address says. */
export interface QueueSlice {
  /** The worst first, where left out. */
  view?: View;
  clause?: string;
  story?: string;
  author?: string;
  language?: string;
  words?: string;
}

const texts = ['clause', 'story', 'author', 'language', 'words'] as const;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whatever the address says, only what the queue can be asked for comes of it. */
export function queueSlice(search: Record<string, unknown>): QueueSlice {
  const slice: QueueSlice = {};
  const view = views.find((one) => one === search.view);
  if (view && view !== 'worst') slice.view = view;
  for (const name of texts) {
    // A router reads a word of digits as a number.
    const value = typeof search[name] === 'number' ? String(search[name]) : search[name];
    if (typeof value !== 'string' || value.length > 200) continue;
    if ((name === 'story' || name === 'author') && !uuid.test(value)) continue;
    if (value.trim() !== '' || name === 'language') slice[name] = value.trim();
  }
  return slice;
}

/** The slice as the API's parameters. */
export function sliceParameters(slice: QueueSlice, more: Record<string, string> = {}): URLSearchParams {
  const all = Object.entries({ ...slice, ...more });
  // An empty language is one: those of which the site told none.
  return new URLSearchParams(all.filter(([name, value]) => value !== '' || name === 'language'));
}

export const isFiltered = ({ view: _view, ...filters }: QueueSlice): boolean => Object.keys(filters).length > 0;
