import {
  deleteOldConsoleSessions,
  ensureModerator,
  findModerator,
  findSiteIdBySlug,
  insertConsoleSession,
  newSessionToken,
  readLoginToken,
  sameToken,
  sessionIdOfLink,
} from '@moderato/database';
import { newId } from '@moderato/domain';
import type { ConsoleDeps } from '../deps.js';
import { sessionHours } from './session-cookie.js';

export const demoSiteSlug = 'hawaii-warrior-world';
export const demoModeratorName = 'Demo moderator';

/** What a login link of `token` opens: a session's token for the cookie. Null: forged, expired or used. */
export async function signIn(deps: ConsoleDeps, token: string): Promise<string | null> {
  if (deps.demoLogin && sameToken(token, deps.masterKeys.derive('demo-login'))) return signInToDemo(deps);
  const { database, masterKeys, clock } = deps;
  const at = clock.now();
  const named = readLoginToken(masterKeys, token, at);
  if (!named) return null;
  return database.withSite(named.siteId, async (tx) => {
    const moderator = await findModerator(tx, named.siteId, named.moderatorId);
    if (!moderator) return null;
    await deleteOldConsoleSessions(tx, named.siteId, at);
    const session = openSession(sessionIdOfLink(token), moderator.id, at);
    return (await insertConsoleSession(tx, named.siteId, session, at)) ? session.token : null;
  });
}

async function signInToDemo({ database, clock }: ConsoleDeps): Promise<string | null> {
  const siteId = await findSiteIdBySlug(database, demoSiteSlug);
  if (!siteId) return null;
  const at = clock.now();
  return database.withSite(siteId, async (tx) => {
    const moderator = await ensureModerator(tx, siteId, { name: demoModeratorName, role: 'admin' }, at);
    await deleteOldConsoleSessions(tx, siteId, at);
    const session = openSession(newId(at), moderator.id, at);
    await insertConsoleSession(tx, siteId, session, at);
    return session.token;
  });
}

const openSession = (id: string, moderatorId: string, at: Date) => ({
  id,
  moderatorId,
  token: newSessionToken(),
  expiresAt: new Date(at.getTime() + sessionHours * 3_600_000),
});
