import type { ClauseKind } from '../clause-kinds.js';
import { type Decision, type Finding, severities } from '../decision.js';
import { categoryOfKind, needsNoStatement } from './clause-categories.js';
import { impersonal, isImpersonal, maskContacts, type PersonalWords } from './impersonal.js';
import type { Territory } from './statement-codes.js';
import { type TransparencyStatement, transparencyStatementSchema } from './statement-schema.js';

/** A comment that is not shown, with how that came about. */
export interface FirmRestriction {
  /** The decision that began it: names the statement. */
  firstDecisionId: string;
  since: Date;
  measure: 'removed' | 'disabled';
  /** The decision that holds now. */
  decision: Decision;
  /** The kind of each clause that it cites, by id. */
  kinds: ReadonlyMap<string, ClauseKind>;
  /** Whether the rules had something against the comment. */
  detectedByRules: boolean;
  /** What moved the moderator who decided; null where nobody from outside did. */
  source: 'trusted' | 'notice' | 'report' | null;
  contentDate: Date;
  /** BCP 47. */
  language: string | null;
  territory: readonly Territory[];
  /** What must not be given away; null where it is no longer known: then no free words go out. */
  personal: PersonalWords | null;
}

export const puidOf = (decisionId: string): string => `moderato-${decisionId}`;

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

const rank = ({ severity, confidence }: Finding): number => severities.indexOf(severity) + confidence;

const origins = {
  trusted: 'A trusted flagger gave notice of it.',
  notice: 'A notice of illegal content was given of it.',
  report: 'Another reader reported it.',
  own: 'It was found on the site’s own initiative.',
} as const;
const sources = {
  trusted: 'SOURCE_TRUSTED_FLAGGER',
  notice: 'SOURCE_ARTICLE_16',
  report: 'SOURCE_TYPE_OTHER_NOTIFICATION',
  own: 'SOURCE_VOLUNTARY',
} as const;

function meansOf({ decision, detectedByRules }: FirmRestriction) {
  if (decision.decidedBy === 'rules') {
    return {
      code: 'AUTOMATED_DECISION_FULLY',
      words: 'An automated check against the comment guidelines decided.',
    } as const;
  }
  return detectedByRules
    ? ({ code: 'AUTOMATED_DECISION_PARTIALLY', words: 'A moderator decided after an automated check.' } as const)
    : ({ code: 'AUTOMATED_DECISION_NOT_AUTOMATED', words: 'A moderator decided.' } as const);
}

/** A moderator's own words go out only where nothing had to be taken from them. */
function explanationOf({ decision, personal, measure }: FirmRestriction, main: Finding | undefined): string {
  const fallback =
    measure === 'disabled'
      ? 'The comment waits for review by a moderator and is not shown until then.'
      : 'The comment does not meet the comment guidelines.';
  const known = main && main.rule !== 'moderator' && personal ? impersonal(main.explanation, personal) : '';
  const { reason } = decision;
  const own = reason && personal && isImpersonal(reason, personal) ? reason : '';
  return [known || fallback, own].filter(Boolean).join(' ').slice(0, 2_000);
}

function grounds(findings: Finding[], kinds: FirmRestriction['kinds']) {
  const [main] = findings;
  const categories = findings.map(({ clause }) => categoryOfKind(kinds.get(clause.id)));
  const [first = categoryOfKind(undefined), ...rest] = categories;
  const others = [...new Set(rest.map(({ category }) => category))].filter((category) => category !== first.category);
  const keywords = [...new Set(categories.flatMap(({ keyword }) => keyword ?? []))];
  const clause = main && maskContacts(main.clause.text).trim();
  return {
    incompatible_content_ground: (clause ? `Comment guidelines: ${clause}` : 'Comment guidelines').slice(0, 500),
    category: `STATEMENT_CATEGORY_${first.category}` as const,
    ...(others.length > 0 && { category_addition: others.map((one) => `STATEMENT_CATEGORY_${one}` as const) }),
    ...(keywords.length > 0 && { category_specification: keywords.map((keyword) => `KEYWORD_${keyword}`) }),
  };
}

/**
 * The statement of reasons of a restriction (Art. 17 and 24(5) of Regulation (EU) 2022/2065) for the Transparency
 * Database. Always on the ground of the site's guidelines, which is what decisions rest on. Null where none is owed.
 */
export function statementOf(restriction: FirmRestriction): TransparencyStatement | null {
  const { decision, kinds, measure, source, language } = restriction;
  const findings = decision.findings.toSorted((a, b) => rank(b) - rank(a));
  const [main] = findings;
  if (main && findings.every(({ clause }) => needsNoStatement(kinds.get(clause.id)))) return null;
  const means = meansOf(restriction);
  const done = measure === 'removed' ? 'It is not shown.' : 'It has been held for review for long and is not shown.';
  const facts = ['A reader’s comment below a story of a news site.', origins[source ?? 'own'], done, means.words];
  const twoLetters = language?.split('-')[0]?.toUpperCase() ?? '';
  return transparencyStatementSchema.parse({
    decision_visibility: [
      measure === 'removed' ? 'DECISION_VISIBILITY_CONTENT_REMOVED' : 'DECISION_VISIBILITY_CONTENT_DISABLED',
    ],
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    ...grounds(findings, kinds),
    incompatible_content_explanation: explanationOf(restriction, main),
    decision_facts: facts.join(' '),
    content_type: ['CONTENT_TYPE_TEXT'],
    territorial_scope: [...restriction.territory],
    ...(/^[A-Z]{2}$/.test(twoLetters) && { content_language: twoLetters }),
    content_date: dayOf(restriction.contentDate),
    application_date: dayOf(restriction.since),
    source_type: sources[source ?? 'own'],
    automated_detection: restriction.detectedByRules ? 'Yes' : 'No',
    automated_decision: means.code,
    puid: puidOf(restriction.firstDecisionId),
  });
}
