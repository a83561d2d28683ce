import {
  ensureModerator,
  findModerator,
  findSiteIdBySlug,
  readLoginToken,
  sameToken,
  sessionIdOfLink,
} from '@moderato/database';
import type { ConsoleDeps } from '../deps.js';
import { openSession } from './open-session.js';

export const demoSiteSlug = 'hawaii-warrior-world';
export const demoModeratorName = 'Demo moderator';

/** What a login link of `token` opens: a session's token for the cookie. Null: forged, expired or used. */
export async function signIn(deps: ConsoleDeps, token: string, device: string | null): Promise<string | null> {
  if (deps.demoLogin && sameToken(token, deps.masterKeys.derive('demo-login'))) return signInToDemo(deps, device);
  const { database, masterKeys, clock } = deps;
  const at = clock.now();
  const named = readLoginToken(masterKeys, token, at);
  if (!named) return null;
  return database.withSite(named.siteId, async (tx) => {
    if (!(await findModerator(tx, named.siteId, named.moderatorId))) return null;
    return openSession(tx, named, { id: sessionIdOfLink(token), openedBy: 'link', device }, at);
  });
}

async function signInToDemo({ database, clock }: ConsoleDeps, device: string | null): Promise<string | null> {
  const siteId = await findSiteIdBySlug(database, demoSiteSlug);
  if (!siteId) return null;
  const at = clock.now();
  return database.withSite(siteId, async (tx) => {
    const { id } = await ensureModerator(tx, siteId, { name: demoModeratorName, role: 'admin' }, at);
    return openSession(tx, { siteId, moderatorId: id }, { openedBy: 'demo', device }, at);
  });
}
