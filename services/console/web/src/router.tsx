import { createRootRoute, createRoute, createRouter, Link } from '@tanstack/react-router';
import { CommentPage } from './pages/comment-page.js';
import { QueuePage } from './pages/queue-page.js';
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

export const router = createRouter({ routeTree: root.addChildren([queue, comment]) });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
