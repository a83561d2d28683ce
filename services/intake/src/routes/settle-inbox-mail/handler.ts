import { ignoreByHand, placeByHand } from '@moderato/database';
import { placeMailSchema } from '@moderato/domain';
import { partsOfText } from '@moderato/email';
import { parseBody, type Route, sendJson } from '@moderato/http';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { idOf } from '../id-parameter.js';
import { ignoreOperation, placeOperation } from './schema.js';

export const placeInboxMail: Route<IntakeDeps> = {
  operation: placeOperation,
  handle: (deps) => async (req, res) => {
    const { auth, database, masterKeys, clock } = deps;
    const { siteId } = auth.credentialOf(res);
    const id = idOf(req);
    const { externalId, ...byId } = parseBody(placeMailSchema, req.body);
    const place = externalId === undefined ? byId : { externalId: storableText(externalId) };
    const ownWords = (text: string) => partsOfText(text).own;
    const { mail, outbox } = await database.withSite(siteId, (tx) =>
      placeByHand(tx, { siteId, masterKeys, at: clock.now() }, { id, place, ownWords }),
    );
    if (outbox) wakeDelivery(deps, siteId);
    sendJson(res, 200, mail);
  },
};

export const ignoreInboxMail: Route<IntakeDeps> = {
  operation: ignoreOperation,
  handle:
    ({ auth, database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const id = idOf(req);
      const context = { siteId, masterKeys, at: clock.now() };
      sendJson(res, 200, await database.withSite(siteId, (tx) => ignoreByHand(tx, context, id)));
    },
};
