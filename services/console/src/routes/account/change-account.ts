import { renameUser, setPassword, signOutUser } from '@moderato/database';
import { AppError, passwordProblems } from '@moderato/domain';
import { parseBody, type Route } from '@moderato/http';
import { passwordRequestSchema, renameRequestSchema } from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { confirmPassword } from '../../sessions/confirm-password.js';
import { hashPassword } from '../../sessions/passwords.js';
import { sessionOf } from '../../sessions/require-session.js';
import { staffOf } from '../../sessions/staff-of.js';

const done = { responses: { 204: { description: 'Done' } } };

export const changeName: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/account/name',
    summary: 'Change one’s name, as colleagues see it',
    request: { body: { content: { 'application/json': { schema: renameRequestSchema } } } },
    ...done,
  },
  handle: (deps) => async (req, res) => {
    const { siteId, moderator } = sessionOf(res);
    const { name } = parseBody(renameRequestSchema, req.body);
    const change = { id: moderator.id, name };
    await deps.database.withSite(siteId, (tx) => renameUser(tx, siteId, change, staffOf(deps, res)));
    res.status(204).end();
  },
};

export const changePassword: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/account/password',
    summary: 'Choose a password; ends one’s other sessions',
    request: { body: { content: { 'application/json': { schema: passwordRequestSchema } } } },
    ...done,
  },
  handle: (deps) => async (req, res) => {
    const { siteId, siteName, id: except } = sessionOf(res);
    const { current, password } = parseBody(passwordRequestSchema, req.body);
    const { id, name, email } = await confirmPassword(deps, { req, res }, current);
    const errors = passwordProblems(password, [name, email ?? '', siteName]);
    if (errors.length > 0) throw new AppError('validation', { errors });
    const hash = await hashPassword(password);
    await deps.database.withSite(siteId, (tx) => setPassword(tx, siteId, { id, hash, except }, staffOf(deps, res)));
    res.status(204).end();
  },
};

export const signOutOthers: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/account/sign-out-others',
    summary: 'End one’s other sessions',
    ...done,
  },
  handle: (deps) => async (_req, res) => {
    const { siteId, moderator, id: except } = sessionOf(res);
    const which = { id: moderator.id, except };
    await deps.database.withSite(siteId, (tx) => signOutUser(tx, siteId, which, staffOf(deps, res)));
    res.status(204).end();
  },
};
