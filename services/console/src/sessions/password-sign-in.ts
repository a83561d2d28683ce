import { type AccountPlace, findAccount, findAccountsByEmail } from '@moderato/database';
import { AppError } from '@moderato/domain';
import type { ConsoleDeps } from '../deps.js';
import { openSession } from './open-session.js';
import { isPassword } from './passwords.js';
import { takeSecondFactor } from './second-factor.js';

export interface Credentials {
  email: string;
  password: string;
  /** Of the authenticator app, or a recovery code. */
  code?: string | undefined;
  /** Slug; left out: the site that the address signed in to last. */
  site?: string | undefined;
}

export type SignedIn = { token: string; place: AccountPlace } | { codeNeeded: true };

/**
 * One password is checked whoever asks: nobody learns by words or time whether an address has an account, nor at how
 * many sites. Throws `sign_in_failed`.
 */
export async function signInByPassword(
  { database, masterKeys, clock }: ConsoleDeps,
  { email, password, code, site }: Credentials,
  device: string | null,
): Promise<SignedIn> {
  const [place] = await findAccountsByEmail(database, email, site);
  const account =
    place && (await database.withSite(place.siteId, (tx) => findAccount(tx, place.siteId, place.moderatorId)));
  const matches = await isPassword(account?.passwordHash, password);
  if (!place || !account || !matches) throw new AppError('sign_in_failed');
  if (account.totpSince && !code) return { codeNeeded: true };
  const at = clock.now();
  return database.withSite(place.siteId, async (tx) => {
    const asked = { moderatorId: place.moderatorId, code: code ?? '', masterKeys, at };
    if (account.totpSince && !(await takeSecondFactor(tx, place.siteId, asked))) {
      throw new AppError('sign_in_failed', {
        detail: 'The code does not match, or was used already. Wait for the next one, or take a recovery code.',
      });
    }
    const token = await openSession(tx, place, { openedBy: 'password', device }, at);
    if (!token) throw new AppError('internal');
    return { token, place };
  });
}
