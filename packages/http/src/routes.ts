import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@moderato/domain';
import type { ErrorRequestHandler, IRouter, Request, RequestHandler, Response } from 'express';
import type { Operation } from './openapi.js';
import { factsOf } from './request-context.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One address and method, with its description: /openapi.json and the router are made from the same list. */
export interface Route<Deps> {
  /** OpenAPI operation; its `path` in OpenAPI's form, e.g. `/v1/comments/{id}`. */
  operation: Operation & { method: Method };
  handle(deps: Deps): RequestHandler;
}

/** Tells the log and the metrics which route it is. */
export const nameRoute =
  ({ operation: { path } }: Pick<Route<never>, 'operation'>): RequestHandler =>
  (_req, res, next) => {
    factsOf(res).route = path;
    next();
  };

/** `/v1/comments/{id}` → `/v1/comments/:id`. */
const expressPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');

/**
 * Mounts the routes, each behind its `chain`, and answers other methods on their paths with 405 and `Allow`.
 * GET routes answer HEAD too, as Express does.
 */
export function mountRoutes<Deps>(
  router: IRouter,
  routes: Route<Deps>[],
  { deps, chain }: { deps: Deps; chain: (route: Route<Deps>) => RequestHandler[] },
): void {
  const allowed = new Map<string, string[]>();
  for (const route of routes) {
    const { method, path } = route.operation;
    router[method](expressPath(path), nameRoute(route), ...chain(route), route.handle(deps));
    allowed.set(path, [...(allowed.get(path) ?? []), ...(method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])]);
  }
  for (const [path, methods] of allowed) {
    router.all(expressPath(path), (_req, res) => {
      factsOf(res).route = path;
      res.setHeader('Allow', methods.join(', '));
      throw new AppError('method_not_allowed');
    });
  }
}

/**
 * Runs one busy route without Express' router, whose own share of a small answer is larger than all that ours does.
 * The handlers are those that Express would run, so they may use of request and response what Node itself gives, with
 * `req.originalUrl` and `req.body`. Returns false, and touches nothing, for a request of any other route.
 */
export function directRoute(
  { method, path }: { method: string; path: string },
  handlers: RequestHandler[],
  onError: ErrorRequestHandler,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const verb = method.toUpperCase();
  return (incoming, outgoing) => {
    const { url = '' } = incoming;
    if (incoming.method !== verb || !url.startsWith(path) || (url.length > path.length && url[path.length] !== '?')) {
      return false;
    }
    const [req, res] = [incoming as Request, outgoing as Response];
    req.originalUrl = url;
    const fail = (error: unknown) => onError(error, req, res, () => res.destroy());
    const step = (i: number): unknown => {
      try {
        const running: unknown = handlers[i]?.(req, res, (error?: unknown) => (error ? fail(error) : step(i + 1)));
        return running instanceof Promise ? running.catch(fail) : running;
      } catch (error) {
        return fail(error);
      }
    };
    step(0);
    return true;
  };
}
