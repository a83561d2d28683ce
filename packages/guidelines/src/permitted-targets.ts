import type { Clause } from '@moderato/domain';

/** Whom a sentence lets readers criticise. `public`: people in office, public figures, institutions; `ours`: the site. */
export type Permitted = 'public' | 'ours' | 'language';

const publicly =
  /\b(?:officials?|office[\s-]?holders?|politicians?|public (?:figures?|servants?|bod(?:y|ies)|institutions?)|elected|governments?|councils?|mayors?|governors?|legislat\w+|lawmakers?|candidates?|police|agenc(?:y|ies)|institutions?|authorit(?:y|ies)|leaders|administration|companies|corporations|businesses|polic(?:y|ies)|the powerful|those in power)\b/iu;
const ours =
  /\b(?:us|our (?:reporting|coverage|work|journalis\w+|articles?|stories|staff|papers?|newspapers?|reporters?|writers?|editors?|columnists?|decisions)|(?:the|this) (?:papers?|newspapers?|site|editors?|staff|newsroom|authors?|writers?|journalists?|reporters?|columnists?|article|story))\b/iu;
const readers =
  /\b(?:commenters?|readers?|users?|posters?|members?|participants?|visitors?|one another|each other|others?)\b/iu;
const criticism =
  /\b(?:critici[sz]\w*|critiques?|critical|satir\w+|parod\w+|opinions?|disagree\w*|dissent\w*|complain\w*|mock\w*|grumbl\w*)\b/iu;
const language = /\b(?:strong|harsh|robust|coarse|salty|blunt|frank|rough) (?:language|words)\b/iu;

/** Whom the clauses that permit speak of. Criticism of nobody in particular is meant of those in public. */
export function permittedTargets(clauses: readonly Clause[]): Permitted[] {
  const found = new Set<Permitted>();
  for (const { kind, demand, text } of clauses) {
    if (kind !== 'permitted' || demand !== 'permit') continue;
    if (language.test(text)) found.add('language');
    const isOurs = ours.test(text);
    const isPublic = publicly.test(text);
    if (isOurs) found.add('ours');
    if (isPublic || (criticism.test(text) && !isOurs && !readers.test(text))) found.add('public');
  }
  return [...found].sort();
}
