import { addUser, makeInvitation } from '@moderato/database';
import { note, parseBody, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { inviteRequestSchema } from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { mailAccountLink } from '../../mail-account-link.js';
import { sessionOf } from '../../sessions/require-session.js';
import { staffOf } from '../../sessions/staff-of.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { answers } from '../answers.js';
import { idOf } from '../id-of.js';

export const inviteUser: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/users',
    summary: 'Invite somebody by e-mail: the link in the mail works once, within seven days',
    request: { body: { content: { 'application/json': { schema: inviteRequestSchema } } } },
    ...answers(z.object({ id: z.string() })),
  },
  handle: (deps) => async (req, res) => {
    const { siteId } = sessionOf(res);
    const invited = parseBody(inviteRequestSchema, req.body);
    const staff = staffOf(deps, res);
    const id = await deps.database.withSite(siteId, async (tx) => {
      const user = await addUser(tx, siteId, invited, staff);
      const { linkId, email } = await makeInvitation(tx, siteId, user.id, staff);
      await mailAccountLink(tx, siteId, { kind: 'invitation', email, linkId }, deps);
      return user.id;
    });
    note(res, { userId: id });
    await wakeDelivery(deps, siteId);
    sendJson(res, 200, { id });
  },
};

export const inviteAgain: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/users/{id}/invite',
    summary: 'Mail a new link; earlier ones work no more',
    responses: { 204: { description: 'The mail is on its way' } },
  },
  handle: (deps) => async (req, res) => {
    const { siteId } = sessionOf(res);
    const id = idOf(req.params);
    await deps.database.withSite(siteId, async (tx) => {
      const { linkId, email } = await makeInvitation(tx, siteId, id, staffOf(deps, res));
      await mailAccountLink(tx, siteId, { kind: 'invitation', email, linkId }, deps);
    });
    note(res, { userId: id });
    await wakeDelivery(deps, siteId);
    res.status(204).end();
  },
};
