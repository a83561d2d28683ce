import { findLiveGuidelines, moveGuidelines } from '@moderato/database';
import { AppError, type GuidelinesGoal, type GuidelinesState } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { guidelinesView } from '../../guidelines-view.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { versionOf } from '../version-parameter.js';
import { operationFor } from './schema.js';

const why: Record<GuidelinesGoal, (state: GuidelinesState) => string> = {
  shadow: (state) => `It is ${state}. Only a draft can go into shadow: put its text as a new draft.`,
  live: (state) => `It is ${state}. Put its text as a new version.`,
  discarded: (state) =>
    state === 'live' ? 'It is live. Publish another version in its place.' : `It is ${state} already.`,
};

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
    if ('state' in moved) throw new AppError('conflict', { detail: why[to](moved.state) });
    if (to === 'live') deps.auth.forgetSite(siteId);
    if (moved.outbox) wakeDelivery(deps, siteId);
    sendJson(res, 200, guidelinesView(moved.guidelines, live));
  },
});

export const shadowGuidelines = move('shadow');
export const publishGuidelines = move('live');
export const discardGuidelines = move('discarded');
