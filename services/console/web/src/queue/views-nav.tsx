import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { QueueFacet, QueueViews } from '../api/contract.js';
import { viewsQuery } from '../api/queries.js';
import { isFiltered, type QueueSlice, type View, views } from './queue-slice.js';

export const viewWords: Record<View, string> = {
  worst: 'Worst first',
  reported: 'Reported',
  unjudged: 'Held, not judged',
  mine: 'My claims',
  escalated: 'Escalated',
};

/** Counts end at a cap: beyond it nobody needs to know more, and the database need not count. */
export const countWords = (count: number, cap: number): string => (count >= cap ? `${cap - 1}+` : String(count));

const facetCap = 100;

function languageWords(value: string): string {
  if (value === '') return 'Not told';
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(value) ?? value;
  } catch {
    return value;
  }
}

interface FacetsProps {
  title: string;
  name: 'clause' | 'story' | 'language';
  facets: QueueFacet[];
  slice: QueueSlice;
  cap: number;
}

function Facets({ title, name, facets, slice, cap }: FacetsProps) {
  if (facets.length === 0) return null;
  const wordsOf = ({ value, title }: QueueFacet) => (name === 'language' ? languageWords(value) : (title ?? value));
  return (
    <details className="facets" open={slice[name] !== undefined || undefined}>
      <summary>{title}</summary>
      <ul>
        {facets.map((facet) => {
          const chosen = slice[name] === facet.value;
          const { [name]: _left, ...rest } = slice;
          return (
            <li key={facet.value}>
              <Link
                to="/"
                search={chosen ? rest : { ...slice, [name]: facet.value }}
                className="view-link"
                data-chosen={chosen || undefined}
                aria-current={chosen || undefined}
              >
                <bdi className="view-words">{wordsOf(facet)}</bdi>
                <span className="view-count">{countWords(facet.waiting, cap)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function ViewLink({ view, slice, data }: { view: View; slice: QueueSlice; data: QueueViews | undefined }) {
  const chosen = (slice.view ?? 'worst') === view;
  const count = data?.counts[view];
  return (
    <li>
      <Link
        to="/"
        search={view === 'worst' ? {} : { view }}
        className="view-link"
        data-chosen={chosen || undefined}
        aria-current={chosen && !isFiltered(slice) ? 'page' : undefined}
      >
        <span className="view-words">{viewWords[view]}</span>
        {data && <span className="view-count">{countWords(count ?? 0, data.cap)}</span>}
      </Link>
    </li>
  );
}

/** The slices of the queue: whole views, and what they can be narrowed down to. */
export function ViewsNav({ slice }: { slice: QueueSlice }) {
  const { data } = useQuery(viewsQuery);
  return (
    <nav className="views" aria-label="Views">
      <ul className="view-list">
        {views.map((view) => (
          <ViewLink key={view} view={view} slice={slice} data={data} />
        ))}
      </ul>
      {data && (
        <div className="facet-list">
          <Facets title="By clause" name="clause" facets={data.clauses} slice={slice} cap={facetCap} />
          <Facets title="By story" name="story" facets={data.stories} slice={slice} cap={2_000} />
          {data.languages.length > 1 && (
            <Facets title="By language" name="language" facets={data.languages} slice={slice} cap={facetCap} />
          )}
        </div>
      )}
    </nav>
  );
}
