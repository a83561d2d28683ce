import { rotateEndpointSecret } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { newSecret } from '@moderato/webhooks';
import type { IntakeDeps } from '../../deps.js';
import { idOf } from '../id-parameter.js';
import { operation, rotationHours } from './schema.js';

export const rotateWebhookSecret: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const at = clock.now();
      const oldValidUntil = new Date(at.getTime() + rotationHours * 3_600_000);
      const rotation = { id: idOf(req), secret: newSecret(), at, oldValidUntil };
      const rotated = await database.withSite(siteId, (tx) => rotateEndpointSecret(tx, masterKeys, siteId, rotation));
      if (!rotated) throw new AppError('not_found');
      sendJson(res, 200, { id: rotation.id, secret: rotation.secret, oldValidUntil: oldValidUntil.toISOString() });
    },
};
