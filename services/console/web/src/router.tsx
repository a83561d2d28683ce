import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  Link,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { appealsSearch } from './appeals/search.js';
import { guidelinesSearch } from './guidelines/search.js';
import { CommentPage } from './pages/comment-page.js';
import { QueuePage } from './pages/queue-page.js';
import { FailedPage } from './pages/queue-states.js';
import { queueSlice } from './queue/queue-slice.js';
import { authorsSearch, bansSearch, commentsSearch, inboxSearch, reportsSearch } from './rooms/searches.js';
import { Shell } from './shell/shell.js';

const NotFoundPage = () => (
  <div className="whole-page">
    <h2>There is no such page</h2>
    <Link to="/">To the queue</Link>
  </div>
);

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
const queue = createRoute({ getParentRoute: () => root, path: '/', validateSearch: queueSlice, component: QueuePage });
const comment = createRoute({ getParentRoute: () => root, path: '/comments/$commentId', component: CommentPage });
const errorComponent = ({ error, reset }: ErrorComponentProps) => (
  <FailedPage what="The page" error={error} onRetry={reset} />
);
// Fetched when they are asked for: moderators at the queue do not wait for them.
const guidelines = createRoute({
  getParentRoute: () => root,
  path: '/guidelines',
  validateSearch: guidelinesSearch,
  component: lazyRouteComponent(() => import('./pages/guidelines-page.js'), 'GuidelinesPage'),
  errorComponent,
});
const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: reportsSearch,
  component: lazyRouteComponent(() => import('./pages/reports-page.js'), 'ReportsPage'),
  errorComponent,
});
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: inboxSearch,
  component: lazyRouteComponent(() => import('./pages/inbox-page.js'), 'InboxPage'),
  errorComponent,
});
const authors = createRoute({
  getParentRoute: () => root,
  path: '/authors',
  validateSearch: authorsSearch,
  component: lazyRouteComponent(() => import('./pages/authors-page.js'), 'AuthorsPage'),
  errorComponent,
});
const author = createRoute({
  getParentRoute: () => root,
  path: '/authors/$authorId',
  component: lazyRouteComponent(() => import('./pages/author-page.js'), 'AuthorPage'),
  errorComponent,
});
const bans = createRoute({
  getParentRoute: () => root,
  path: '/bans',
  validateSearch: bansSearch,
  component: lazyRouteComponent(() => import('./pages/bans-page.js'), 'BansPage'),
  errorComponent,
});
const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: commentsSearch,
  component: lazyRouteComponent(() => import('./pages/search-page.js'), 'SearchPage'),
  errorComponent,
});

const appeals = createRoute({
  getParentRoute: () => root,
  path: '/appeals',
  validateSearch: appealsSearch,
  component: lazyRouteComponent(() => import('./pages/appeals-page.js'), 'AppealsPage'),
  errorComponent,
});

/** Pages of their own chunk. */
const lazyPage = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component,
    errorComponent,
  });
const users = lazyPage(
  '/users',
  lazyRouteComponent(() => import('./pages/users-page.js'), 'UsersPage'),
);
const settings = lazyPage(
  '/settings',
  lazyRouteComponent(() => import('./pages/settings-page.js'), 'SettingsPage'),
);
const account = lazyPage(
  '/account',
  lazyRouteComponent(() => import('./pages/account-page.js'), 'AccountPage'),
);
const accountLink = () => import('./pages/account-link-page.js');
const join = lazyPage('/join', lazyRouteComponent(accountLink, 'AccountLinkPage'));
const reset = lazyPage('/reset', lazyRouteComponent(accountLink, 'AccountLinkPage'));

export const router = createRouter({
  routeTree: root.addChildren([
    queue,
    comment,
    guidelines,
    reports,
    inbox,
    authors,
    author,
    bans,
    search,
    appeals,
    users,
    settings,
    account,
    join,
    reset,
  ]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
