import {
  type AccountPlace,
  deleteOldConsoleSessions,
  insertConsoleSession,
  newSessionToken,
  noteSignIn,
  type Queryable,
  type SessionOpening,
} from '@moderato/database';
import { newId } from '@moderato/domain';
import { sessionHours } from './session-cookie.js';

export interface Opening {
  openedBy: SessionOpening;
  device: string | null;
  /** Left out: a new one. */
  id?: string;
}

/** Opens a session; returns its token for the cookie. Null where one of that id was opened before. */
export async function openSession(
  tx: Queryable,
  { siteId, moderatorId }: AccountPlace,
  { openedBy, device, id = undefined }: Opening,
  at: Date,
): Promise<string | null> {
  await deleteOldConsoleSessions(tx, siteId, at);
  const token = newSessionToken();
  const expiresAt = new Date(at.getTime() + sessionHours * 3_600_000);
  const session = { id: id ?? newId(at), moderatorId, token, expiresAt, openedBy, device };
  if (!(await insertConsoleSession(tx, siteId, session, at))) return null;
  await noteSignIn(tx, siteId, moderatorId, at);
  return token;
}
