import { isIPv6 } from 'node:net';
import { countAttempt, foldEmail, forgetAttempts } from '@moderato/database';
import { AppError } from '@moderato/domain';
import type { Request } from 'express';
import type { ConsoleDeps } from '../deps.js';

const minute = 60_000;

/**
 * What may be tried how often. An address stands for a whole newsroom, an account for one person. Whoever is locked out
 * of an account by somebody else’s guesses can still come in by a link or OpenID.
 */
export const limits = {
  'sign-in': { address: 60, account: 10, windowMs: 15 * minute },
  'password-reset': { address: 20, account: 3, windowMs: 60 * minute },
  'account-link': { address: 60, account: 20, windowMs: 15 * minute },
} as const;
export type Tried = keyof typeof limits;

/** A household or an office has all of an IPv6 /64. */
function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const groups = tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return groups.slice(0, 4).join(':');
}

/** Kept under keyed hashes: whoever reads the table learns of nobody. */
const keysOf = ({ masterKeys }: ConsoleDeps, tried: Tried, { ip, account }: { ip: string; account: string }) => ({
  address: masterKeys.derive(`tried:${tried}:address:${networkOf(ip)}`),
  account: masterKeys.derive(`tried:${tried}:account:${foldEmail(account)}`),
});

/** Counts an attempt for the address it comes from and the account it names; throws `rate_limited` above either limit. */
export async function holdToLimits(deps: ConsoleDeps, req: Request, tried: Tried, account: string): Promise<void> {
  const { database, clock } = deps;
  const keys = keysOf(deps, tried, { ip: req.ip ?? '', account });
  const { windowMs, ...most } = limits[tried];
  for (const whose of ['address', 'account'] as const) {
    const retryAfterSeconds = await countAttempt(
      database,
      { key: keys[whose], most: most[whose], windowMs },
      clock.now(),
    );
    if (retryAfterSeconds !== null) throw new AppError('rate_limited', { retryAfterSeconds });
  }
}

/** After a success the account starts anew; the address does not, or one account of one’s own would open the rest. */
export async function forgetFailures(deps: ConsoleDeps, tried: Tried, account: string): Promise<void> {
  await forgetAttempts(deps.database, [keysOf(deps, tried, { ip: '', account }).account]);
}
