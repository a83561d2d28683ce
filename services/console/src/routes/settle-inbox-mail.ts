import { ignoreByHand, placeByHand } from '@moderato/database';
import { inboxMailSchema, placeMailSchema } from '@moderato/domain';
import { partsOfText } from '@moderato/email';
import { note, parseBody, type Route, sendJson } from '@moderato/http';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { wakeDelivery } from '../wake-delivery.js';
import { answers } from './answers.js';
import { commentIdOf as idOf } from './get-comment.js';

export const placeInboxMail: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/inbox/{id}/place',
    summary: 'Say which comment a mail is about: opens a report in its sender’s name',
    request: { body: { content: { 'application/json': { schema: placeMailSchema } } } },
    ...answers(inboxMailSchema),
  },
  handle: (deps) => async (req, res) => {
    const { database, masterKeys, clock } = deps;
    const { siteId, moderator } = sessionOf(res);
    const [id, place, at] = [idOf(req.params), parseBody(placeMailSchema, req.body), clock.now()];
    const ownWords = (text: string) => partsOfText(text).own;
    const { mail, outbox } = await database.withSite(siteId, (tx) =>
      placeByHand(tx, { siteId, masterKeys, at }, { id, place, ownWords }),
    );
    note(res, { inboundMailId: id, moderatorId: moderator.id });
    if (outbox) await wakeDelivery(deps, siteId);
    sendJson(res, 200, mail);
  },
};

export const ignoreInboxMail: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/inbox/{id}/ignore',
    summary: 'Set a mail aside: it is about no comment',
    ...answers(inboxMailSchema),
  },
  handle:
    ({ database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId, moderator } = sessionOf(res);
      const id = idOf(req.params);
      const context = { siteId, masterKeys, at: clock.now() };
      const mail = await database.withSite(siteId, (tx) => ignoreByHand(tx, context, id));
      note(res, { inboundMailId: id, moderatorId: moderator.id });
      sendJson(res, 200, mail);
    },
};
