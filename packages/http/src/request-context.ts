import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Log } from './log.js';

/** What is known of a request while it runs, and is told once it is done. Ids and counts only. */
export interface RequestFacts {
  requestId: string;
  /** Of the route's pattern, e.g. `/v1/comments/{id}`, so that metrics stay few; `none` where no route took it. */
  route: string;
  /** More for the log line: siteId, code, counts. */
  notes: Record<string, string | number | boolean>;
}

interface FinishedRequest extends RequestFacts {
  method: string;
  status: number;
  durationMs: number;
}

const facts = new WeakMap<Response, RequestFacts>();
const sane = /^[A-Za-z0-9._~+/=-]{1,128}$/;

/** The facts of the request that `res` answers; made on first use, so that it never fails. */
export function factsOf(res: Response): RequestFacts {
  let found = facts.get(res);
  if (!found) {
    found = { requestId: randomUUID(), route: 'none', notes: {} };
    facts.set(res, found);
  }
  return found;
}

/** Adds to the request's one log line: ids and counts, never text, addresses or secrets. */
export function note(res: Response, notes: RequestFacts['notes']): void {
  Object.assign(factsOf(res).notes, notes);
}

const quietRoutes = new Set(['/livez', '/readyz', '/healthz', '/metrics']);

/**
 * First in every app: gives the request its id (a sane `X-Request-Id`, else a new one), and tells once about the
 * finished request: one `request.completed` line, and `observe` for metrics. No query string and no body goes there.
 */
export function requestContext(log: Log, observe?: (request: FinishedRequest) => void): RequestHandler {
  return (req: Request, res: Response, next) => {
    const startedAt = performance.now();
    const offered = req.headers['x-request-id'];
    const requestId = typeof offered === 'string' && sane.test(offered) ? offered : randomUUID();
    const known: RequestFacts = { requestId, route: 'none', notes: {} };
    facts.set(res, known);
    res.setHeader('X-Request-Id', requestId);
    res.once('close', () => {
      const durationMs = Math.round((performance.now() - startedAt) * 100) / 100;
      const { route, notes } = known;
      const status = res.writableFinished ? res.statusCode : 499;
      observe?.({ requestId, route, notes, method: req.method, status, durationMs });
      if (quietRoutes.has(route) && status < 400) return;
      log.info({ event: 'request.completed', requestId, method: req.method, route, status, durationMs, ...notes });
    });
    next();
  };
}
