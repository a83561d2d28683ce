import { findLiveGuidelines, lockGuidelines, moveGuidelines, type Queryable } from '@moderato/database';
import { AppError, type GuidelinesGoal, whyNotMoved } from '@moderato/domain';
import { note, parseBody, type Route, sendJson } from '@moderato/http';
import { guidelinesVersionSchema, moveRequestSchema } from '../../api/guidelines-contract.js';
import { guidelinesVersion, noSuchVersion, versionOf } from '../../api/guidelines-version.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { answers } from '../answers.js';

/** An editor agreed to what they were told: where another version went live meanwhile, that is not what would happen. */
async function holdToSeen(tx: Queryable, siteId: string, seen: number | null): Promise<void> {
  await lockGuidelines(tx, siteId);
  const now = (await findLiveGuidelines(tx, siteId))?.version ?? null;
  if (now === seen) return;
  const detail = `Version ${now} has gone live since you looked. See what this one changes against it.`;
  throw new AppError('conflict', { detail });
}

const move = (to: GuidelinesGoal, verb: string, summary: string): Route<ConsoleDeps> => ({
  operation: {
    method: 'post',
    path: `/api/guidelines/versions/{version}/${verb}`,
    summary,
    request: { body: { content: { 'application/json': { schema: moveRequestSchema } } } },
    ...answers(guidelinesVersionSchema),
  },
  handle: (deps) => async (req, res) => {
    const { siteId, moderator } = sessionOf(res);
    const version = versionOf(req.params);
    const change = { version, to, actor: `moderator:${moderator.id}`, at: deps.clock.now() };
    const { live: seen } = parseBody(moveRequestSchema, req.body ?? {});
    const { moved, live } = await deps.database.withSite(siteId, async (tx) => {
      if (seen !== undefined) await holdToSeen(tx, siteId, seen);
      return { moved: await moveGuidelines(tx, siteId, change), live: await findLiveGuidelines(tx, siteId) };
    });
    if (!moved) throw noSuchVersion();
    if ('state' in moved) throw new AppError('conflict', { detail: whyNotMoved(to, moved.state) });
    if (moved.outbox) await wakeDelivery(deps, siteId);
    note(res, { version });
    sendJson(res, 200, guidelinesVersion(moved.guidelines, live));
  },
});

export const shadowVersion = move('shadow', 'shadow', 'Let a draft decide live comments without effect');
export const publishVersion = move('live', 'publish', 'Make a version live; the live one is retired');
export const discardVersion = move('discarded', 'discard', 'Give up a draft, or a version in shadow');
