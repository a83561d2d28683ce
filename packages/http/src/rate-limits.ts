import { AppError } from '@moderato/domain';
import type { RequestHandler, Response } from 'express';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { QuotaLots, type Taken } from './quota-lots.js';
import type { SharedCounts } from './shared-counts.js';

export interface Quota {
  /** Whose quota: a key's id. */
  key: string;
  requestsPerMinute: number;
}

const windowSeconds = 60;

/**
 * Requests a minute and key, counted over all processes where there is a `shared` counter, else in this process; so too
 * while the counter is away, for a quota is no reason to turn anybody away. Headers by the IETF draft
 * ratelimit-headers: `RateLimit-Policy` and `RateLimit` on every answer, `Retry-After` (seconds) on a 429.
 */
export function rateLimits(quotaOf: (res: Response) => Quota, shared?: SharedCounts): RequestHandler {
  const known = new Map<number, { lots: QuotaLots; policy: string }>();
  const quotaFor = (points: number) => {
    let found = known.get(points);
    if (!found) {
      const policy = `"minute";q=${points};w=${windowSeconds}`;
      found = { lots: new QuotaLots(limiterFor(points, shared), points), policy };
      known.set(points, found);
    }
    return found;
  };
  const tell = (res: Response, policy: string, { remaining, msBeforeNext }: Taken): number => {
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
    res.setHeader('RateLimit-Policy', policy);
    res.setHeader('RateLimit', `"minute";r=${remaining};t=${seconds}`);
    return seconds;
  };

  return async (_req, res, next) => {
    const { key, requestsPerMinute } = quotaOf(res);
    const { lots, policy } = quotaFor(requestsPerMinute);
    const taken = await lots.take(key);
    const retryAfterSeconds = tell(res, policy, taken);
    if (!taken.allowed) throw new AppError('rate_limited', { retryAfterSeconds });
    next();
  };
}

function limiterFor(points: number, shared: SharedCounts | undefined) {
  const quota = { points, duration: windowSeconds };
  const alone = new RateLimiterMemory({ ...quota, keyPrefix: '' });
  if (!shared) return alone;
  return new RateLimiterRedis({
    ...quota,
    storeClient: shared.client,
    keyPrefix: `${shared.prefix}:${points}`,
    rejectIfRedisNotReady: true,
    insuranceLimiter: alone,
  });
}
