import type { Check, Judgement, Policy, RuleId, Submission } from '@moderato/domain';
import { decide, strictest } from './decide.js';
import { type Item, prepare } from './item.js';
import { degradationsOf } from './readable.js';
import type { RawFinding, Rule } from './rule.js';
import { rules } from './rules/index.js';
import { marksOf, scoresOf } from './scores.js';

/** Changes whenever the same comment under the same policy might be judged otherwise. */
export const engineVersion = 'rules-2';

const noParams: Pick<Check, 'params'> = { params: {} };

function checkOf(policy: Policy, rule: RuleId): Pick<Check, 'params'> {
  return policy.checks.find((check) => check.rule === rule) ?? noParams;
}

/** Every rule is asked, for an appeal must see every reason; one that fails is named, and a person looks. */
function ask(item: Item, policy: Policy, asked: readonly Rule[]): { raw: RawFinding[]; failed: string[] } {
  const raw: RawFinding[] = [];
  const failed: string[] = [];
  for (const rule of asked) {
    try {
      raw.push(...rule.evaluate(item, checkOf(policy, rule.id)));
    } catch {
      failed.push(`rule_failed:${rule.id}`);
    }
  }
  return { raw, failed };
}

/** `moderate` with a list of rules of one's own. */
export const moderateBy =
  (asked: readonly Rule[]) =>
  (submission: Submission, policy: Policy, _model: null): Judgement => {
    const item = prepare(submission);
    const { raw, failed } = ask(item, policy, asked);
    const { outcome, probability, findings } = decide(raw, policy);
    const degraded = [...degradationsOf(item), ...failed];
    return {
      outcome: degraded.length > 0 ? strictest(outcome, 'review') : outcome,
      probability,
      scores: scoresOf(raw),
      marks: marksOf(raw),
      findings,
      guidelines: { version: policy.version, hash: policy.hash },
      engine: { version: engineVersion, model: null },
      degraded,
    };
  };

/**
 * Judges one comment by a site's policy. Pure: equal input gives equal bytes. Never throws for any body, and never
 * approves what it could not read.
 */
export const moderate = moderateBy(rules);
