import type { ClauseKind, Demand } from './clause-kinds.js';
import type { Consequence, Exceptions, Tuning } from './tuning.js';

/** The rules that the engine has, in the order in which an author reads their reasons. */
export const ruleIds = [
  'threat',
  'hate',
  'harassment',
  'personal-attack',
  'defamation',
  'privacy',
  'impersonation',
  'civility',
  'good-taste',
  'sexual',
  'trolling',
  'shouting',
  'spam',
  'repeats',
  'advertising',
  'links',
  'off-topic',
  'copyright',
  'illegal',
  'language',
  'length',
  'moderation-talk',
  'username',
  'terms',
  'required-fields',
  'real-name',
] as const;
export type RuleId = (typeof ruleIds)[number];

/** One statement of the posted text. `start` and `end` are UTF-16 code units into that text, half open. */
export interface Clause {
  /** Stable while the text stays the same, e.g. `personal_attack-1`. */
  id: string;
  kind: ClauseKind;
  demand: Demand;
  /** Exactly `source.slice(start, end)`. */
  text: string;
  start: number;
  end: number;
  params: Record<string, string | number | boolean>;
  rules: RuleId[];
  /** False where no rule or process stands behind the clause; the console shows it as such. */
  enforced: boolean;
  /** The site turned it off. */
  off?: true;
  /** For the author, when a comment is rejected by the clause; absent where the site set none. */
  consequence?: Consequence;
}

/** Where a finding's confidence (0..1) starts to count. `reject: null` means review at most. */
export interface Thresholds {
  review: number;
  reject: number | null;
}

/** A rule bound to the clause that it enforces. */
export interface Check {
  rule: RuleId;
  clauseId: string;
  thresholds: Thresholds;
  params: Record<string, string | number | boolean>;
  /** The site set the outcome to reject: mild findings are rejected too. */
  rejectsMild?: true;
  exceptions?: Exceptions;
}

/** Guidelines compiled: what `moderate` obeys. Pure data, so that it can be stored, compared and hashed. */
export interface Policy {
  /** SHA-256, hex, of the posted text; where it is tuned, of that hash and the tuning. */
  hash: string;
  version: number;
  /** The posted text itself: clauses quote it. */
  source: string;
  clauses: Clause[];
  checks: Check[];
  report: { emails: string[]; other: string[] };
  limits: { maxLinks?: number; maxWords?: number; maxCharacters?: number; editMinutes?: number };
  /** What the site set beside the text; absent where nothing. Clauses and checks have it worked in already. */
  tuning?: Tuning;
}

/** Whether the policy treats some authors otherwise, so that the engine must be told who wrote. */
export const namesAuthors = ({ tuning, checks }: Policy): boolean =>
  tuning !== undefined &&
  (tuning.site?.trustedAuthors !== undefined || checks.some(({ exceptions }) => exceptions?.authors !== undefined));

/** What a site without guidelines has: nothing is demanded, nothing is checked. */
export const noPolicy: Policy = {
  hash: '',
  version: 0,
  source: '',
  clauses: [],
  checks: [],
  report: { emails: [], other: [] },
  limits: {},
};
