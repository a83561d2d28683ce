import {
  findGuidelines,
  findLiveGuidelines,
  listGuidelines,
  nextGuidelinesVersion,
  recordDraft,
  recordPublished,
  type StoredGuidelines,
} from '@moderato/database';
import type { Tuning } from '@moderato/domain';
import { carryTuning, compile, guidelinesProblems, tuned, tuningProblems } from '@moderato/guidelines';
import { parseBody, type Route, sendJson, validationError } from '@moderato/http';
import type { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { guidelinesView } from '../../guidelines-view.js';
import type { KeyContext } from '../../site-context.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { operation, putGuidelinesSchema } from './schema.js';

type Transaction = Parameters<typeof recordDraft>[0];
type Input = z.output<typeof putGuidelinesSchema>;

interface Put {
  guidelines: StoredGuidelines;
  live: StoredGuidelines | null;
  leftOut: string[];
  outbox: boolean;
}

/** The text compiled and tuned as asked, else as the live version is. Throws AppError `validation`. */
function policyOf({ text, tuning }: Input, version: number, live: StoredGuidelines | null) {
  const compiled = compile(text, { version });
  const carried =
    tuning || !live ? { tuning: (tuning ?? {}) as Tuning, leftOut: [] } : carryTuning(live.policy, compiled);
  const problems = tuningProblems(compiled, carried.tuning);
  if (problems.length > 0) throw validationError(problems);
  return { policy: tuned(compiled, carried.tuning), leftOut: carried.leftOut };
}

async function put(
  tx: Transaction,
  { siteId, keyId }: KeyContext,
  { input, at }: { input: Input; at: Date },
): Promise<Put> {
  const version = await nextGuidelinesVersion(tx, siteId);
  const live = await findLiveGuidelines(tx, siteId);
  const { policy, leftOut } = policyOf(input, version, live);
  // Of a page only its guidelines are kept, so what is compared is what was found in it.
  const same = live?.policy.hash === policy.hash ? live : input.state === 'draft' && (await newestDraft(tx, siteId));
  if (same && same.policy.hash === policy.hash) return { guidelines: same, live, leftOut, outbox: false };
  const change = { actor: `api-key:${keyId}`, at };
  if (input.state === 'draft') {
    return { guidelines: await recordDraft(tx, siteId, policy, change), live, leftOut, outbox: false };
  }
  const { guidelines, outbox } = await recordPublished(tx, siteId, policy, change);
  return { guidelines, live: guidelines, leftOut, outbox };
}

/** An editor who saves the same draft again gets the one there is. */
async function newestDraft(tx: Transaction, siteId: string): Promise<StoredGuidelines | null> {
  const [newest] = await listGuidelines(tx, siteId, { limit: 1, state: 'draft' });
  return newest ? findGuidelines(tx, siteId, newest.version) : null;
}

export const putGuidelines: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const key = deps.auth.credentialOf(res);
    const input = parseBody(putGuidelinesSchema, req.body);
    const problems = guidelinesProblems(input.text);
    if (problems.length > 0) throw validationError(problems);
    const at = deps.clock.now();
    const { guidelines, live, leftOut, outbox } = await deps.database.withSite(key.siteId, (tx) =>
      put(tx, key, { input, at }),
    );
    if (input.state === 'live') deps.auth.forgetSite(key.siteId);
    if (outbox) wakeDelivery(deps, key.siteId);
    sendJson(res, 200, {
      ...guidelinesView(guidelines, live),
      ...(leftOut.length > 0 && { tuningLeftOut: leftOut }),
    });
  },
};
