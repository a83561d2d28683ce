import type { Check, RuleId, Target } from '@moderato/domain';
import type { Item } from './item.js';
import { role } from './lexicon/grammar.js';
import { offices } from './lexicon/offices.js';
import type { RawFinding } from './rule.js';

type Found = Pick<RawFinding, 'rule' | 'severity' | 'target'>;

/** What criticism sounds like. Threats, hate, crimes laid to a person and private details are no criticism. */
const manners = new Set<RuleId>(['personal-attack', 'civility', 'harassment', 'trolling']);
const met: Record<'public' | 'ours', ReadonlySet<Target>> = {
  public: new Set(['storyPerson', 'institution', 'idea']),
  ours: new Set(['author', 'institution']),
};
/** Targets that may be people in office, where the comment speaks of such. */
const unnamed = new Set<Target>(['none', 'group']);

/** How far towards certainty the bar rises: less where nothing says that a person of the story is in office. */
const raise = { office: 0.85, unsure: 0.5 };

/** Whether the author's own words name an office; null where they speak to somebody. */
function namesOffice({ words }: Item): boolean | null {
  let named = false;
  for (const { form, quoted, roles } of words) {
    if (quoted) continue;
    if (roles & (role.you | role.your)) return null;
    if (offices.has(form)) named = true;
  }
  return named;
}

const isOfOffice = (title: string | undefined): boolean =>
  title !== undefined && (title.toLowerCase().match(/\p{L}+/gu) ?? []).some((word) => offices.has(word));

/** 0..1, how far the bar rises for criticism of those in public; 0 where the finding is about others. */
function raisedForPublic(item: Item, target: Target): number {
  const named = namesOffice(item);
  if (target === 'institution' || (named && unnamed.has(target))) return raise.office;
  if (!met.public.has(target)) return 0;
  return named || isOfOffice(item.submission.story?.title) ? raise.office : raise.unsure;
}

/**
 * From which confidence on a finding holds a comment where the guidelines permit criticism of whom it is about; null
 * where they do not. The check's `permits` says of whom: "ours,public"; "language": coarse words, whomever they meet.
 */
export function permittedBelow(item: Item, { rule, severity, target }: Found, check: Check): number | null {
  const { params, thresholds } = check;
  if (typeof params.permits !== 'string' || severity === 'severe') return null;
  const permits = params.permits.split(',');
  let raised = 0;
  if (rule === 'good-taste' && permits.includes('language')) raised = raise.unsure;
  if (manners.has(rule)) {
    if (permits.includes('ours') && met.ours.has(target)) raised = raise.office;
    if (permits.includes('public')) raised = Math.max(raised, raisedForPublic(item, target));
  }
  return raised === 0 ? null : 1 - (1 - thresholds.review) * (1 - raised);
}
