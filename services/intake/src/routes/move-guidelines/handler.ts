import { findLiveGuidelines, moveGuidelines } from '@moderato/database';
import { AppError, type GuidelinesGoal, whyNotMoved } from '@moderato/domain';
import { guidelinesView } from '@moderato/guidelines';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { versionOf } from '../version-parameter.js';
import { operationFor } from './schema.js';

const move = (to: GuidelinesGoal): Route<IntakeDeps> => ({
  operation: operationFor(to),
  handle: (deps) => async (req, res) => {
    const { siteId, keyId } = deps.auth.credentialOf(res);
    const change = { version: versionOf(req), to, actor: `api-key:${keyId}`, at: deps.clock.now() };
    const { moved, live } = await deps.database.withSite(siteId, async (tx) => ({
      moved: await moveGuidelines(tx, siteId, change),
      live: await findLiveGuidelines(tx, siteId),
    }));
    if (!moved) throw new AppError('not_found', { detail: 'The site has no such version of its guidelines.' });
    if ('state' in moved) throw new AppError('conflict', { detail: whyNotMoved(to, moved.state) });
    if (to === 'live') deps.auth.forgetSite(siteId);
    if (moved.outbox) wakeDelivery(deps, siteId);
    sendJson(res, 200, guidelinesView(moved.guidelines, live));
  },
});

export const shadowGuidelines = move('shadow');
export const publishGuidelines = move('live');
export const discardGuidelines = move('discarded');
