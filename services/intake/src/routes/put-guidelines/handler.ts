import {
  findLiveGuidelines,
  insertEvents,
  nextGuidelinesVersion,
  publishGuidelines,
  recordActions,
} from '@moderato/database';
import { newId, type Policy } from '@moderato/domain';
import { compile, guidelinesProblems } from '@moderato/guidelines';
import { parseBody, type Route, sendJson, validationError } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { guidelinesView } from '../../guidelines-view.js';
import type { KeyContext } from '../../site-context.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { operation, putGuidelinesSchema } from './schema.js';

interface Published {
  policy: Policy;
  publishedAt: Date | null;
  outbox: boolean;
}

function publish(
  { database }: IntakeDeps,
  { siteId, keyId }: KeyContext,
  { text, at }: { text: string; at: Date },
): Promise<Published> {
  return database.withSite(siteId, async (tx) => {
    const version = await nextGuidelinesVersion(tx, siteId);
    const live = await findLiveGuidelines(tx, siteId);
    const policy = compile(text, { version });
    // Of a page only its guidelines are kept, so what is compared is what was found in it.
    if (live?.policy.hash === policy.hash) return { policy: live.policy, publishedAt: live.publishedAt, outbox: false };
    const id = newId(at);
    await publishGuidelines(tx, { id, siteId, policy, at });
    const data = { version, hash: policy.hash, previousVersion: live?.version ?? null };
    const deliveries = await insertEvents(tx, siteId, [{ type: 'guidelines.changed', data }], at);
    const action = { id: newId(at), kind: 'guidelines.published', subjectId: id, actor: `api-key:${keyId}`, data };
    await recordActions(tx, siteId, [action], at);
    return { policy, publishedAt: at, outbox: deliveries > 0 };
  });
}

export const putGuidelines: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const key = deps.auth.credentialOf(res);
    const { text } = parseBody(putGuidelinesSchema, req.body);
    const problems = guidelinesProblems(text);
    if (problems.length > 0) throw validationError(problems);
    const { policy, publishedAt, outbox } = await publish(deps, key, { text, at: deps.clock.now() });
    deps.auth.forgetSite(key.siteId);
    if (outbox) wakeDelivery(deps, key.siteId);
    sendJson(res, 200, guidelinesView(policy, publishedAt));
  },
};
