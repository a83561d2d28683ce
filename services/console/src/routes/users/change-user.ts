import { changeRole, disableUser, enableUser, removeSecondFactor, signOutUser } from '@moderato/database';
import { note, parseBody, type Route } from '@moderato/http';
import { changeUserSchema } from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { staffOf } from '../../sessions/staff-of.js';
import { idOf } from '../id-of.js';

const done = { responses: { 204: { description: 'Done' } } };

export const changeUser: Route<ConsoleDeps> = {
  operation: {
    method: 'patch',
    path: '/api/users/{id}',
    summary: 'Change somebody’s role; disable their account, or take it back into use',
    request: { body: { content: { 'application/json': { schema: changeUserSchema } } } },
    ...done,
  },
  handle: (deps) => async (req, res) => {
    const { siteId } = sessionOf(res);
    const id = idOf(req.params);
    const { role, disabled } = parseBody(changeUserSchema, req.body);
    const staff = staffOf(deps, res);
    await deps.database.withSite(siteId, async (tx) => {
      if (disabled === false) await enableUser(tx, siteId, id, staff);
      if (role) await changeRole(tx, siteId, { id, role }, staff);
      if (disabled) await disableUser(tx, siteId, id, staff);
    });
    note(res, { userId: id });
    res.status(204).end();
  },
};

export const signOutEverywhere: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/users/{id}/sign-out',
    summary: 'End every session of somebody',
    ...done,
  },
  handle: (deps) => async (req, res) => {
    const { siteId } = sessionOf(res);
    const id = idOf(req.params);
    await deps.database.withSite(siteId, (tx) => signOutUser(tx, siteId, { id }, staffOf(deps, res)));
    note(res, { userId: id });
    res.status(204).end();
  },
};

export const removeUsersSecondFactor: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/users/{id}/remove-second-factor',
    summary: 'For somebody who lost their telephone and their recovery codes',
    ...done,
  },
  handle: (deps) => async (req, res) => {
    const { siteId } = sessionOf(res);
    const id = idOf(req.params);
    await deps.database.withSite(siteId, (tx) => removeSecondFactor(tx, siteId, id, staffOf(deps, res)));
    note(res, { userId: id });
    res.status(204).end();
  },
};
