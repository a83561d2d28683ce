import type { Submission } from '@moderato/domain';
import { found, spansOf } from '../found.js';
import { isRoleName, nameKey, sameLetters } from '../look-alike-names.js';
import type { RawFinding, Rule } from '../rule.js';
import { Sayings } from '../sayings.js';

const claims = new Sayings([
  [
    "i am|'m the|a|an|one _? moderator|moderators|admin|administrator|webmaster|editor of|at|for|here|on|with _? site|paper|page|board|forum|blog|newspaper; " +
      "i am|'m the|a moderator|admin|administrator|webmaster here; this is the moderator|admin|administrator|editor|webmaster speaking?; " +
      'speaking|writing|posting as the|a moderator|editor|admin|administrator|staff; we the moderators|editors|admins; i moderate this site|board|forum|blog|page; ' +
      'official staff comment|reply|post|account|response',
    0.68,
  ],
]);

/** Shorter names are alike by chance. */
const shortestKey = 3;

const finding = (confidence: number, explanation: string): RawFinding[] => [
  found('impersonation', { severity: 'moderate', confidence, explanation }),
];

function byName(name: string, { context, parent }: Submission): RawFinding[] {
  if (isRoleName(name)) return finding(0.72, 'Its author goes by the name of an office of this site.');
  const staff = context?.staff ?? [];
  const others = context?.commenters ?? [];
  if (staff.length === 0 && others.length === 0 && parent?.author === undefined) return [];
  const key = nameKey(name);
  if (key.length < shortestKey) return [];
  if (staff.some((one) => nameKey(one) === key)) {
    return finding(0.86, 'Its author goes by a name that looks like one of the staff.');
  }
  for (const other of parent?.author === undefined ? others : [...others, parent.author]) {
    if (nameKey(other) !== key) continue;
    // The parent may be the author's own, and two people may share a name; nobody shares one by look-alike letters.
    if (!sameLetters(other, name)) return finding(0.76, "Its author's name imitates another commenter's.");
    if (other !== parent?.author) return finding(0.54, "Its author goes by another commenter's name.");
  }
  return [];
}

/** A name that looks like a member of staff or another commenter; a claim to speak for the site. */
export const impersonation: Rule = {
  id: 'impersonation',
  onlyWhereAsked: true,
  reads: ['name', 'staff', 'commenters'],
  evaluate(item) {
    const { author } = item.submission;
    if (author?.isStaff === true) return [];
    const name = author?.name?.slice(0, 200) ?? '';
    const claimed = claims.in(item);
    const spoken =
      claimed.length === 0
        ? []
        : [
            found('impersonation', {
              severity: 'moderate',
              confidence: 0.68,
              explanation: 'Claims to speak for the site.',
              spans: spansOf(item, claimed),
            }),
          ];
    return name === '' ? spoken : [...byName(name, item.submission), ...spoken];
  },
};
