import { putGuidelines as put } from '@moderato/database';
import type { Policy } from '@moderato/domain';
import { guidelinesProblems, guidelinesView, postedPolicy } from '@moderato/guidelines';
import { parseBody, type Route, sendJson, validationError } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { operation, putGuidelinesSchema } from './schema.js';

export const putGuidelines: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { siteId, keyId } = deps.auth.credentialOf(res);
    const input = parseBody(putGuidelinesSchema, req.body);
    const problems = guidelinesProblems(input.text);
    if (problems.length > 0) throw validationError(problems);
    let leftOut: string[] = [];
    const policyFor = (version: number, live: Policy | null): Policy => {
      const posted = postedPolicy(input, version, live);
      if (posted.problems.length > 0) throw validationError(posted.problems);
      leftOut = posted.leftOut;
      return posted.policy;
    };
    const change = { state: input.state, actor: `api-key:${keyId}`, at: deps.clock.now(), policyFor };
    const { guidelines, live, outbox } = await deps.database.withSite(siteId, (tx) => put(tx, siteId, change));
    if (input.state === 'live') deps.auth.forgetSite(siteId);
    if (outbox) wakeDelivery(deps, siteId);
    sendJson(res, 200, {
      ...guidelinesView(guidelines, live),
      ...(leftOut.length > 0 && { tuningLeftOut: leftOut }),
    });
  },
};
