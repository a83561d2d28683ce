import type { ClauseKind } from '../clause-kinds.js';
import type { StatementCategory } from './statement-codes.js';

interface Category {
  category: StatementCategory;
  /** Behind `KEYWORD_`. */
  keyword?: string;
}

/** Where a clause has no entry, what it forbids is against the site's own terms and nothing more special. */
const ofKinds: Partial<Record<ClauseKind, Category>> = {
  personal_attack: { category: 'CYBER_VIOLENCE', keyword: 'CYBER_HARASSMENT' },
  harassment: { category: 'CYBER_VIOLENCE', keyword: 'CYBER_HARASSMENT' },
  hate: { category: 'ILLEGAL_OR_HARMFUL_SPEECH', keyword: 'HATE_SPEECH' },
  defamation: { category: 'ILLEGAL_OR_HARMFUL_SPEECH', keyword: 'DEFAMATION' },
  illegal: { category: 'ILLEGAL_OR_HARMFUL_SPEECH' },
  threat: { category: 'VIOLENCE', keyword: 'INCITEMENT_VIOLENCE_HATRED' },
  misinformation: {
    category: 'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
    keyword: 'MISINFORMATION_DISINFORMATION',
  },
  privacy: { category: 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS' },
  copyright: { category: 'INTELLECTUAL_PROPERTY_INFRINGEMENTS' },
  impersonation: { category: 'SCAMS_AND_FRAUD' },
  spam: { category: 'SCAMS_AND_FRAUD' },
};

export const categoryOfKind = (kind: ClauseKind | undefined): Category =>
  (kind && ofKinds[kind]) ?? { category: 'OTHER_VIOLATION_TC' };

/** Deceptive mass advertising needs no statement (Art. 17(2)). */
export const needsNoStatement = (kind: ClauseKind | undefined): boolean => kind === 'spam';
