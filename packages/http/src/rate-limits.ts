import { AppError } from '@moderato/domain';
import type { RequestHandler, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface Quota {
  /** Whose quota: a key's id. */
  key: string;
  requestsPerMinute: number;
}

/**
 * Requests a minute and key, counted in this process. Headers by the IETF draft ratelimit-headers: `RateLimit-Policy`
 * and `RateLimit` on every answer, `Retry-After` (seconds) on a 429.
 */
export function rateLimits(quotaOf: (res: Response) => Quota): RequestHandler {
  const limiters = new Map<number, { limiter: RateLimiterMemory; policy: string }>();
  const limiterFor = (points: number) => {
    let found = limiters.get(points);
    if (!found) {
      found = {
        limiter: new RateLimiterMemory({ points, duration: 60, keyPrefix: '' }),
        policy: `"minute";q=${points};w=60`,
      };
      limiters.set(points, found);
    }
    return found;
  };
  const tell = (res: Response, policy: string, { remainingPoints, msBeforeNext }: RateLimiterRes): number => {
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
    res.setHeader('RateLimit-Policy', policy);
    res.setHeader('RateLimit', `"minute";r=${remainingPoints};t=${seconds}`);
    return seconds;
  };

  return async (_req, res, next) => {
    const { key, requestsPerMinute } = quotaOf(res);
    const { limiter, policy } = limiterFor(requestsPerMinute);
    try {
      tell(res, policy, await limiter.consume(key));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new AppError('rate_limited', { retryAfterSeconds: tell(res, policy, refused) });
    }
    next();
  };
}
