import {
  type AccountLink,
  findAccountLink,
  findSite,
  lockChain,
  readAccountLinkToken,
  renameUser,
  setPassword,
  useAccountLink,
} from '@moderato/database';
import { AppError, passwordProblems } from '@moderato/domain';
import { note, parseBody, type Route, sendJson } from '@moderato/http';
import {
  type AccountLinkAnswer,
  linkAnswerSchema,
  linkRequestSchema,
  linkUseSchema,
  type SignInAnswer,
  signInAnswerSchema,
} from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { holdToLimits } from '../../sessions/attempt-limits.js';
import { deviceOf } from '../../sessions/device.js';
import { openSession } from '../../sessions/open-session.js';
import { hashPassword } from '../../sessions/passwords.js';
import { setSessionCookie } from '../../sessions/session-cookie.js';
import { answers } from '../answers.js';

function placeOf({ masterKeys }: ConsoleDeps, token: string): { siteId: string; id: string } {
  const place = readAccountLinkToken(masterKeys, token);
  if (!place) throw new AppError('dead_link');
  return place;
}

export const readAccountLink: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/account-links/read',
    summary: 'Whose account a mailed link is for; reading it does not use it up',
    request: { body: { content: { 'application/json': { schema: linkRequestSchema } } } },
    ...answers(linkAnswerSchema),
  },
  handle: (deps) => async (req, res) => {
    const { token } = parseBody(linkRequestSchema, req.body);
    const { siteId, id } = placeOf(deps, token);
    const { link, site } = await deps.database.withSite(siteId, async (tx) => ({
      link: await findAccountLink(tx, siteId, id, deps.clock.now()),
      site: await findSite(tx, siteId),
    }));
    if (!link || !site) throw new AppError('dead_link');
    const { name, email, role } = link.account;
    const answer: AccountLinkAnswer = {
      purpose: link.purpose,
      site: { name: site.name },
      name,
      email,
      role,
      expiresAt: link.expiresAt.toISOString(),
    };
    sendJson(res, 200, answer);
  },
};

export const followAccountLink: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/account-links/use',
    summary: 'Choose a password by a mailed link; an invitation signs in too',
    request: { body: { content: { 'application/json': { schema: linkUseSchema } } } },
    ...answers(signInAnswerSchema),
  },
  handle: (deps) => async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    const { token, name, password } = parseBody(linkUseSchema, req.body);
    const { siteId, id } = placeOf(deps, token);
    await holdToLimits(deps, req, 'account-link', id);
    const at = deps.clock.now();
    // Looked at twice: hashing takes a while, in which no row should be locked.
    const seen = await deps.database.withSite(siteId, (tx) => findAccountLink(tx, siteId, id, at));
    if (!seen) throw new AppError('dead_link');
    const errors = passwordProblems(password, [name ?? seen.account.name, seen.account.email ?? '']);
    if (errors.length > 0) throw new AppError('validation', { errors });
    const hash = await hashPassword(password);
    const session = await deps.database.withSite(siteId, async (tx) => {
      await lockChain(tx, siteId);
      const link = await findAccountLink(tx, siteId, id, at);
      if (!link) throw new AppError('dead_link');
      return take(tx, siteId, { link, name, hash, device: deviceOf(req), at });
    });
    if (session) setSessionCookie(res, deps.consoleUrl, session);
    note(res, { siteId, moderatorId: seen.account.id });
    const answer: SignInAnswer = { signedIn: session !== null, codeNeeded: false };
    sendJson(res, 200, answer);
  },
};

interface Taken {
  link: AccountLink;
  name: string | undefined;
  hash: string;
  device: string | null;
  at: Date;
}

/** A reset signs nobody in: the second factor is still to be shown. */
async function take(
  tx: Parameters<typeof setPassword>[0],
  siteId: string,
  { link, name, hash, device, at }: Taken,
): Promise<string | null> {
  const { id } = link.account;
  const staff = { actor: `moderator:${id}`, at };
  await useAccountLink(tx, siteId, link.id, at);
  const isInvitation = link.purpose === 'invitation';
  if (isInvitation && name) await renameUser(tx, siteId, { id, name }, staff);
  await setPassword(tx, siteId, { id, hash }, staff);
  if (!isInvitation || link.account.totpSince) return null;
  return openSession(tx, { siteId, moderatorId: id }, { openedBy: 'invitation', device }, at);
}
