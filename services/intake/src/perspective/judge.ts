import type { Judgement, Policy, Submission } from '@moderato/domain';
import { compile } from '@moderato/guidelines';
import type { IntakeDeps } from '../deps.js';
import type { SiteContext } from '../site-context.js';
import { unavailable } from './google-error.js';

/** For a site without live guidelines: no clause, so the scores alone speak. Version 0: nobody's. */
const neutral = compile('', { version: 0 });

export const policyOf = ({ policy }: SiteContext): Policy => policy ?? neutral;

/** Reasons that lie in the text. Anything else that degrades a judgement is a fault of ours. */
const ofTheText = new Set(['text_too_long', 'text_unreadable', 'unsupported_language']);

/**
 * Judges as `/v1/decide` does. Throws `UNAVAILABLE` where rules or the model failed: their scores would be too low,
 * and a low score says that a comment is harmless.
 */
export function judge(deps: Pick<IntakeDeps, 'moderate'>, submission: Submission, policy: Policy): Judgement {
  const judgement = moderated(deps, submission, policy);
  const faults = judgement.degraded.filter((reason) => !ofTheText.has(reason));
  if (faults.length > 0) throw unavailable(`Comments cannot be scored in full just now: ${faults.join(', ')}.`);
  return judgement;
}

function moderated({ moderate }: Pick<IntakeDeps, 'moderate'>, submission: Submission, policy: Policy): Judgement {
  try {
    return moderate(submission, policy);
  } catch (error) {
    throw unavailable('Comments cannot be scored just now: engine_failed.', error);
  }
}
