import type { CivilityModel } from '@moderato/civility';
import type { Check, Judgement, Policy, RuleId, Submission } from '@moderato/domain';
import { keepAlive } from '@moderato/text';
import { chanceOf, decide, strictest } from './decide.js';
import { type Item, prepare } from './item.js';
import { leniencyFor } from './leniency.js';
import { marksOf } from './marks.js';
import { degradationsOf } from './readable.js';
import type { RawFinding, Rule } from './rule.js';
import { readSignals, type SignalReading } from './rules/by-signal.js';
import { rules } from './rules/index.js';
import { scoresOf } from './scores.js';
import { type Measured, measure } from './signals.js';
import { heldWords, siteWordsOf, withoutAllowed, withStaff } from './site-words.js';

/** Changes whenever the same comment under the same policy might be judged otherwise, its model's doing included. */
export const engineVersion = 'engine-1';

const noParams: Pick<Check, 'params'> = { params: {} };

function checkOf(policy: Policy, rule: RuleId): Pick<Check, 'params'> {
  return policy.checks.find((check) => check.rule === rule) ?? noParams;
}

/** Every rule is asked, for an appeal must see every reason; one that fails is named, and a person looks. */
function ask(item: Item, policy: Policy, asked: readonly Rule[]): { raw: RawFinding[]; failed: string[] } {
  const raw: RawFinding[] = [];
  const failed: string[] = [];
  for (const rule of asked) {
    const check = checkOf(policy, rule.id);
    if (rule.onlyWhereAsked && check === noParams) continue;
    try {
      raw.push(...rule.evaluate(item, check));
    } catch {
      failed.push(`rule_failed:${rule.id}`);
    }
  }
  return { raw, failed };
}

function read(item: Item, { signals, own }: Measured, raw: readonly RawFinding[], failed: string[]): SignalReading {
  if (signals === null || own === null) return unread;
  try {
    return readSignals(item, own, raw, signals);
  } catch {
    failed.push('rule_failed:by-signal');
    return unread;
  }
}

/** The judge with a list of rules of one's own. A model that is missing or fails is a fault that holds the comment. */
export const moderateBy =
  (asked: readonly Rule[], profile: 'full' | 'rules' = 'full') =>
  (submission: Submission, policy: Policy, model: CivilityModel | null): Judgement => {
    const site = siteWordsOf(policy);
    const item = withoutAllowed(prepare(withStaff(submission, policy)), site);
    const { raw, failed } = ask(item, policy, asked);
    const measured = profile === 'full' ? measure(item, model) : unmeasured;
    const { signals, fault } = measured;
    const { found, violation } = read(item, measured, raw, failed);
    const verdict = decide(found.length === 0 ? raw : [...raw, ...found], policy, leniencyFor(item, policy, site));
    const { outcome, findings, lifted } = verdict;
    const held = heldWords(item, site);
    const degraded = [...degradationsOf(item, signals), ...failed, ...(fault === null ? [] : [fault])];
    return {
      outcome: degraded.length + held.length > 0 ? strictest(outcome, 'review') : outcome,
      probability: chanceOf(violation, verdict),
      scores: scoresOf(raw, signals),
      marks: marksOf(raw, signals),
      findings: held.length > 0 ? [...findings, ...held] : findings,
      guidelines: { version: policy.version, hash: policy.hash },
      engine: { version: engineVersion, model: signals === null ? null : (model?.version ?? null) },
      degraded,
      ...(lifted.length > 0 && { lifted }),
    };
  };

const unmeasured: Measured = { signals: null, own: null, fault: null };
const unread: SignalReading = { found: [], violation: null };

/**
 * Judges one comment by a site's policy. Pure: equal input gives equal bytes. Never throws for any body, and never
 * approves what it could not read, nor anything without its model.
 */
export const moderate = moderateBy(rules);

/** By the rules alone, as where what they explain is all that is wanted. Knows no tone that has no words for it. */
export const moderateByRules = (submission: Submission, policy: Policy): Judgement =>
  moderateBy(rules, 'rules')(submission, policy, null);

const samples = [
  'I read it twice and still cannot see why the levy went up.',
  'You are a liar, and "never again" is what the mayor said; those idiots & their f*cking harbor! See https://a.example/b',
];
for (const body of samples) {
  const item = prepare({ body, author: { name: 'Keala' }, parent: { body: 'No.', author: 'Kimo' } });
  keepAlive([item, rules.map((rule) => rule.evaluate(item, noParams))]);
}
