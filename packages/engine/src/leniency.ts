import type { Check, Lifted, Policy, Span } from '@moderato/domain';
import type { Item } from './item.js';
import { isLinkTo } from './link-domains.js';
import { permittedBelow } from './permitted-criticism.js';
import type { RawFinding } from './rule.js';
import type { SiteWords } from './site-words.js';

type Found = Omit<RawFinding, 'raises'>;

/** What a site's settings, and what its guidelines permit, excuse in one comment. */
export interface Leniency {
  /** Why what was found does not count, if it does not. `rejects`: it would be enough to reject. */
  lifts(evidence: Found, check: Check, rejects: boolean): Lifted['by'] | null;
  /** Whether a person looks before the comment is rejected for this. */
  spares(evidence: Found, check: Check): boolean;
}

/** What nobody is trusted with: it hurts people, or brings the site to court. */
const neverTrusted = new Set<string>(['threat', 'hate', 'harassment', 'privacy', 'defamation', 'illegal']);

const isTrustedWith = ({ rule, severity }: Found): boolean => severity !== 'severe' && !neverTrusted.has(rule);

/** Null where nothing is excused in any comment of this author. */
export function leniencyFor(item: Item, policy: Policy, site: SiteWords | null): Leniency | null {
  const authorId = item.submission.author?.id;
  const trusted = authorId !== undefined && site?.trusted.has(authorId) === true;
  if (!trusted && !policy.checks.some(({ exceptions, params }) => exceptions ?? params.permits)) return null;
  return {
    lifts(evidence, check, rejects) {
      if (isExcepted(item, evidence, check, site)) return 'exception';
      if (trusted && !rejects && isTrustedWith(evidence)) return 'trusted_author';
      return evidence.confidence < (permittedBelow(item, evidence, check) ?? 0) ? 'permitted' : null;
    },
    spares: (evidence, check) => (trusted && isTrustedWith(evidence)) || permittedBelow(item, evidence, check) !== null,
  };
}

/** By its author, or because every word of it stands in an excepted phrase or link. */
function isExcepted(item: Item, { spans }: Found, { clauseId, exceptions }: Check, site: SiteWords | null): boolean {
  if (exceptions === undefined) return false;
  const authorId = item.submission.author?.id;
  if (authorId !== undefined && exceptions.authors?.includes(authorId)) return true;
  const { domains = [] } = exceptions;
  const excused: Span[] = [
    ...(site?.exceptions.get(clauseId)?.spansIn(item) ?? []),
    ...item.links.filter((link) => isLinkTo(link, domains)),
  ];
  const isExcused = ({ start, end }: Span): boolean => excused.some((one) => one.start <= start && end <= one.end);
  return spans.length > 0 && spans.every(isExcused);
}
