import { AppError } from '@moderato/domain';
import type { IRouter, RequestHandler } from 'express';
import type { Operation } from './openapi.js';
import { factsOf } from './request-context.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One address and method, with its description: /openapi.json and the router are made from the same list. */
export interface Route<Deps> {
  /** OpenAPI operation; its `path` in OpenAPI's form, e.g. `/v1/comments/{id}`. */
  operation: Operation & { method: Method };
  handle(deps: Deps): RequestHandler;
}

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
    const named: RequestHandler = (_req, res, next) => {
      factsOf(res).route = path;
      next();
    };
    router[method](expressPath(path), named, ...chain(route), route.handle(deps));
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
