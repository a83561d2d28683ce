import { createHash } from 'node:crypto';
import { type Check, type Clause, canonicalJson, type Exceptions, type Policy, type Tuning } from '@moderato/domain';
import { paramsFor } from '../policy.js';
import { bearsOn, settingsOf } from './settings.js';

/**
 * `policy` as the site tunes it. Pure: the same text and tuning give the same policy, and its hash names both, so that
 * a decision says what it rests on. An empty tuning changes nothing. Expects a policy fresh from `compile`, and a
 * tuning in which `tuningProblems` finds none. Throws RangeError for a policy that is tuned already.
 */
export function tuned(policy: Policy, given: Tuning): Policy {
  if (policy.tuning) throw new RangeError('the policy is tuned already: compile its source again');
  const tuning = normalised(given);
  if (Object.keys(tuning).length === 0) return policy;
  return {
    ...policy,
    hash: createHash('sha256')
      .update(`${policy.hash}\n${canonicalJson(tuning)}`)
      .digest('hex'),
    clauses: policy.clauses.map((clause) => tunedClause(clause, tuning)),
    checks: policy.checks.flatMap((check) => tunedCheck(check, policy, tuning).map(dialledFrom(tuning.site?.country))),
    tuning,
  };
}

/** Numbers are dialled from one country, whatever clause forbids them. */
const dialledFrom =
  (country: string | undefined) =>
  (check: Check): Check =>
    country && check.rule === 'privacy' ? { ...check, params: { ...check.params, country } } : check;

function tunedClause(clause: Clause, tuning: Tuning): Clause {
  const { off, consequence } = settingsOf(tuning, clause);
  const rules = off ? clause.rules.filter((rule) => !bearsOn(clause, rule)) : clause.rules;
  return {
    ...clause,
    rules,
    enforced: off ? rules.length > 0 : clause.enforced,
    ...(off && { off }),
    ...(consequence && { consequence }),
  };
}

function tunedCheck(check: Check, policy: Policy, tuning: Tuning): Check[] {
  const compiled = policy.clauses.find(({ id }) => id === check.clauseId) as Clause;
  if (!bearsOn(compiled, check.rule)) return [check];
  const cited = standingClause(compiled, check, policy, tuning);
  if (!cited) return [];
  const { thresholds = {}, outcome, exceptions } = settingsOf(tuning, cited);
  const set = { ...check.thresholds, ...thresholds };
  return [
    {
      ...check,
      clauseId: cited.id,
      params: { ...check.params, ...paramsFor(check.rule, cited), ...exceptedDomains(check, exceptions) },
      thresholds: outcome === 'review' ? { ...set, reject: null } : set,
      ...(outcome === 'reject' && { rejectsMild: true as const }),
      ...(exceptions && { exceptions }),
    },
  ];
}

/** The clause itself, or where it is off another of its kind that says the same. */
function standingClause(cited: Clause, { rule }: Check, policy: Policy, tuning: Tuning): Clause | undefined {
  const isOn = (clause: Clause): boolean => !settingsOf(tuning, clause).off;
  if (isOn(cited)) return cited;
  return policy.clauses.find((one) => one.kind === cited.kind && one.rules.includes(rule) && isOn(one));
}

/** Links are counted by their rule, which must know which ones do not count. */
const exceptedDomains = ({ rule }: Check, exceptions: Exceptions | undefined): Check['params'] =>
  rule === 'links' && exceptions?.domains?.length ? { exceptDomains: exceptions.domains.join(' ') } : {};

/** Settings in one form only: no empty parts, lists sorted and without doubles, so that equal tunings hash the same. */
const normalised = (tuning: Tuning): Tuning => (stripped(tuning) ?? {}) as Tuning;

function stripped(value: unknown): unknown {
  if (value === undefined || value === false) return undefined;
  if (Array.isArray(value)) return value.length > 0 ? [...new Set(value)].sort() : undefined;
  if (value === null || typeof value !== 'object') return value;
  const parts = Object.entries(value)
    .map(([name, part]) => [name, stripped(part)] as const)
    .filter(([, part]) => part !== undefined);
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}
