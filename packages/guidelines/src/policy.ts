import { type Check, type Clause, type ClauseKind, type RuleId, ruleIds, type Thresholds } from '@moderato/domain';
import { exceptionsFor } from './exceptions.js';

/** The kinds that each rule enforces; it cites a clause of the first of them that the guidelines have. */
const enforces: Record<RuleId, readonly ClauseKind[]> = {
  threat: ['threat', 'harassment', 'personal_attack', 'civility'],
  hate: ['hate', 'harassment', 'personal_attack', 'civility'],
  harassment: ['harassment'],
  'personal-attack': ['personal_attack', 'harassment', 'civility'],
  defamation: ['defamation'],
  privacy: ['privacy'],
  impersonation: ['impersonation'],
  civility: ['civility', 'harassment', 'trolling'],
  'good-taste': ['good_taste', 'sexual'],
  sexual: ['sexual'],
  trolling: ['trolling'],
  shouting: ['shouting', 'good_taste', 'civility'],
  spam: ['spam', 'advertising', 'good_taste'],
  repeats: ['spam'],
  advertising: ['advertising'],
  links: ['links', 'spam'],
  'off-topic': ['off_topic'],
  copyright: ['copyright'],
  illegal: ['illegal'],
  language: ['language'],
  length: ['length'],
  'moderation-talk': ['moderation_talk'],
  username: ['username'],
  terms: ['terms'],
  'required-fields': ['required_fields'],
  'real-name': ['real_name'],
};

const strong: Thresholds = { review: 0.5, reject: 0.8 };
/** What only a person can settle is never rejected unseen. */
const reviewOnly: Thresholds = { review: 0.5, reject: null };
const thresholds: Record<RuleId, Thresholds> = {
  threat: strong,
  hate: strong,
  harassment: strong,
  'personal-attack': strong,
  defamation: reviewOnly,
  privacy: strong,
  impersonation: reviewOnly,
  // Of what this holds, as large a part is uncivil to most readers as of what 0.5 holds, and it holds a fifth more of that.
  civility: { review: 0.36, reject: 0.9 },
  'good-taste': strong,
  sexual: strong,
  trolling: reviewOnly,
  shouting: reviewOnly,
  spam: strong,
  repeats: strong,
  advertising: strong,
  links: reviewOnly,
  'off-topic': reviewOnly,
  copyright: reviewOnly,
  illegal: reviewOnly,
  language: reviewOnly,
  length: reviewOnly,
  'moderation-talk': reviewOnly,
  username: reviewOnly,
  terms: reviewOnly,
  'required-fields': reviewOnly,
  'real-name': reviewOnly,
};

/** Kinds that a part of Moderato other than a rule stands behind. */
const builtIn = new Set<ClauseKind>(['terms', 'required_fields', 'report_channel', 'email_privacy', 'removal', 'ban']);

// How long an author may edit is the site's to keep: Moderato takes every edit as a new revision.
const hasProcess = ({ kind, params }: Clause): boolean => builtIn.has(kind) && params.editMinutes === undefined;

/** A clause that permits or informs is no ground to act on a comment. */
export const binding: ReadonlySet<string> = new Set(['forbid', 'require', 'encourage']);

/**
 * Binds every rule to the clause that it cites. A rule whose kinds the guidelines do not speak of gets no check.
 * Every further clause of the same kind lists the rule too, for it stands behind that one as well.
 */
export function bind(clauses: Clause[]): { clauses: Clause[]; checks: Check[] } {
  const checks: Check[] = [];
  const rules = new Map<Clause, RuleId[]>();
  for (const rule of ruleIds) {
    const kind = enforces[rule].find((k) => clauses.some((clause) => binds(rule, k, clause)));
    const bound = clauses.filter((clause) => clause.kind === kind && binds(rule, clause.kind, clause));
    const cited = bound.find((clause) => clause.demand !== 'encourage') ?? bound[0];
    if (!cited) continue;
    const params = { ...paramsFor(rule, cited), ...exceptionsFor(rule, clauses) };
    checks.push({ rule, clauseId: cited.id, thresholds: { ...thresholds[rule] }, params });
    for (const clause of bound) rules.set(clause, [...(rules.get(clause) ?? []), rule]);
  }
  return {
    checks,
    clauses: clauses.map((clause) => {
      const own = rules.get(clause) ?? [];
      return { ...clause, rules: own, enforced: own.length > 0 || hasProcess(clause) };
    }),
  };
}

function binds(rule: RuleId, kind: ClauseKind, clause: Clause): boolean {
  if (clause.kind !== kind || !binding.has(clause.demand)) return false;
  // Links and words are counted: without a number there is nothing that the rule could hold a comment to.
  if (rule === 'links') return clause.params.maxLinks !== undefined;
  return rule !== 'length' || counts.some((name) => clause.params[name] !== undefined);
}

const counts = ['maxWords', 'maxCharacters'];

/** What of a clause's parameters each rule reads. */
const read: Partial<Record<RuleId, readonly string[]>> = {
  links: ['maxLinks'],
  length: counts,
  copyright: ['maxQuotedWords'],
  language: ['language'],
  'required-fields': ['fields'],
};

/** What `rule` is told of the clause that it cites. */
export const paramsFor = (rule: RuleId, { params }: Clause): Check['params'] =>
  Object.fromEntries((read[rule] ?? []).flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]]])));
