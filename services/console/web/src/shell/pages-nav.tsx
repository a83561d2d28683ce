import { Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useMatches } from '@tanstack/react-router';
import { countsQuery } from '../api/counts.js';
import { viewsQuery } from '../api/queries.js';
import { Icon } from '../desk/icons.js';
import { countWords } from '../queue/views-nav.js';
import { type DeskPage, pages } from './pages.js';

/** The words for what waits on a page; undefined where nothing does, or it is not known yet. */
function useWaiting(): (page: DeskPage) => string | undefined {
  const { data: views } = useQuery(viewsQuery);
  const { data: counts } = useQuery(countsQuery);
  return ({ count }) => {
    if (count === undefined) return undefined;
    if (count === 'queue') return views && countWords(views.counts.worst, views.cap);
    return counts?.[count] ? countWords(counts[count], counts.cap) : undefined;
  };
}

function PageLink({ page, waiting, className }: { page: DeskPage; waiting: string | undefined; className: string }) {
  return (
    <Link
      to={page.to}
      className={className}
      activeOptions={{ includeSearch: false, exact: page.to === '/' }}
      activeProps={{ 'aria-current': 'page' }}
    >
      {page.label} {waiting !== undefined && <span className="count">{waiting}</span>}
    </Link>
  );
}

interface PagesMenuProps {
  label: string;
  listed: DeskPage[];
  waitingOn(page: DeskPage): string | undefined;
}

const PagesMenu = ({ label, listed, waitingOn }: PagesMenuProps) => (
  <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
    <Menu.Target>
      <button type="button" className="shell-link shell-menu">
        {label} <Icon name="next" size={14} />
      </button>
    </Menu.Target>
    <Menu.Dropdown>
      {listed.map((page) => (
        <Menu.Item
          key={page.to}
          rightSection={waitingOn(page) !== undefined && <span className="count">{waitingOn(page)}</span>}
          renderRoot={(props) => (
            <Link to={page.to} activeOptions={{ includeSearch: false, exact: page.to === '/' }} {...props} />
          )}
        >
          {page.label}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);

/** The way to every page: side by side where there is room, else one menu named after the page in view. */
export function PagesNav() {
  const waitingOn = useWaiting();
  const narrow = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  const path = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '/' });
  const root = path === '/' ? '/' : `/${path.split('/')[1]}`;
  const here = pages.find(({ to }) => to === root);
  if (narrow) {
    const label = here ? `${here.label} ${waitingOn(here) ?? ''}`.trimEnd() : 'Pages';
    return (
      <nav aria-label="Pages">
        <PagesMenu label={label} listed={pages} waitingOn={waitingOn} />
      </nav>
    );
  }
  const seldom = pages.filter((page) => page.seldom);
  return (
    <nav aria-label="Pages">
      {pages
        .filter((page) => !page.seldom)
        .map((page) => (
          <PageLink key={page.to} page={page} waiting={waitingOn(page)} className="shell-link" />
        ))}
      {seldom.length > 0 && (
        <PagesMenu label={here?.seldom ? here.label : 'More'} listed={seldom} waitingOn={waitingOn} />
      )}
    </nav>
  );
}
