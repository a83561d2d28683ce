import { AppError, type Policy, type Submission } from '@moderato/domain';
import { compile, guidelinesProblems } from '@moderato/guidelines';
import { parseBody, type Route, sendJson, validationError } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import type { SiteContext } from '../../site-context.js';
import { decideSchema, operation } from './schema.js';

function policyOf(guidelines: string | undefined, { policy }: SiteContext): Policy {
  if (guidelines === undefined) {
    if (!policy) throw new AppError('no_guidelines');
    return policy;
  }
  const problems = guidelinesProblems(guidelines);
  if (problems.length > 0) throw validationError(problems.map((problem) => ({ ...problem, pointer: '/guidelines' })));
  // Version 0: these guidelines are nobody's.
  return compile(guidelines, { version: 0 });
}

/** Decides and forgets: nothing of the request is stored. */
export const decide: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, moderate }) =>
    async (req, res) => {
      const { guidelines, ...submission } = parseBody(decideSchema, req.body);
      sendJson(res, 200, moderate(submission as Submission, policyOf(guidelines, auth.credentialOf(res))));
    },
};
