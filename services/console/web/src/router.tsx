import { createRootRoute, createRoute, createRouter, Link, lazyRouteComponent } from '@tanstack/react-router';
import { appealsSearch } from './appeals/search.js';
import { guidelinesSearch } from './guidelines/search.js';
import { CommentPage } from './pages/comment-page.js';
import { QueuePage } from './pages/queue-page.js';
import { FailedPage } from './pages/queue-states.js';
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
// Fetched when it is asked for: moderators at the queue do not wait for it.
const guidelines = createRoute({
  getParentRoute: () => root,
  path: '/guidelines',
  validateSearch: guidelinesSearch,
  component: lazyRouteComponent(() => import('./pages/guidelines-page.js'), 'GuidelinesPage'),
  errorComponent: ({ error, reset }) => <FailedPage what="The page" error={error} onRetry={reset} />,
});

const appeals = createRoute({
  getParentRoute: () => root,
  path: '/appeals',
  validateSearch: appealsSearch,
  component: lazyRouteComponent(() => import('./pages/appeals-page.js'), 'AppealsPage'),
  errorComponent: ({ error, reset }) => <FailedPage what="The page" error={error} onRetry={reset} />,
});

export const router = createRouter({ routeTree: root.addChildren([queue, comment, guidelines, appeals]) });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
