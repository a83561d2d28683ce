import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  Link,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { guidelinesSearch } from './guidelines/search.js';
import { CommentPage } from './pages/comment-page.js';
import { QueuePage } from './pages/queue-page.js';
import { FailedPage } from './pages/queue-states.js';
import { commentsSearch, reportsSearch } from './rooms/searches.js';
import { Shell } from './shell/shell.js';

const NotFoundPage = () => (
  <div className="whole-page">
    <h2>There is no such page</h2>
    <Link to="/">To the queue</Link>
  </div>
);

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });
const queue = createRoute({ getParentRoute: () => root, path: '/', component: QueuePage });
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
const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: commentsSearch,
  component: lazyRouteComponent(() => import('./pages/search-page.js'), 'SearchPage'),
  errorComponent,
});

export const router = createRouter({ routeTree: root.addChildren([queue, comment, guidelines, reports, search]) });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
