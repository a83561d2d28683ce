import { type Account, findAccount } from '@moderato/database';
import { AppError } from '@moderato/domain';
import type { Request, Response } from 'express';
import type { ConsoleDeps } from '../deps.js';
import { forgetFailures, holdToLimits } from './attempt-limits.js';
import { isPassword } from './passwords.js';
import { sessionOf } from './require-session.js';

/**
 * For what a session that somebody left open must not be enough for: the account, once its password was given again.
 * One that has no password yet (it came by a link, or by OpenID) is asked for none. Throws `validation` at `/current`.
 */
export async function confirmPassword(
  deps: ConsoleDeps,
  { req, res }: { req: Request; res: Response },
  current: string | undefined,
): Promise<Account> {
  const { siteId, moderator } = sessionOf(res);
  const account = await deps.database.withSite(siteId, (tx) => findAccount(tx, siteId, moderator.id));
  if (!account) throw new AppError('signed_out');
  if (account.passwordHash === null) return account;
  await holdToLimits(deps, req, 'sign-in', moderator.id);
  if (!(await isPassword(account.passwordHash, current ?? ''))) {
    const detail = current === undefined ? 'Give your password.' : 'This is not your password.';
    throw new AppError('validation', { errors: [{ pointer: '/current', code: 'wrong', detail }] });
  }
  await forgetFailures(deps, 'sign-in', moderator.id);
  return account;
}
