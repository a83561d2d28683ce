import { z } from 'zod';
import type { StatementCategory } from './statement-codes.js';

/** What a reader thinks a comment is, under the law; each with its category in the Transparency Database. */
export const noticeCategories = {
  hate_speech: 'ILLEGAL_OR_HARMFUL_SPEECH',
  defamation: 'ILLEGAL_OR_HARMFUL_SPEECH',
  threat: 'VIOLENCE',
  terrorism: 'RISK_FOR_PUBLIC_SECURITY',
  child_abuse: 'PROTECTION_OF_MINORS',
  harassment: 'CYBER_VIOLENCE',
  privacy: 'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
  copyright: 'INTELLECTUAL_PROPERTY_INFRINGEMENTS',
  fraud: 'SCAMS_AND_FRAUD',
  other: 'NOT_SPECIFIED_NOTICE',
} as const satisfies Record<string, StatementCategory>;
export type NoticeCategory = keyof typeof noticeCategories;
export const noticeCategoryNames = Object.keys(noticeCategories) as [NoticeCategory, ...NoticeCategory[]];

/** Whoever reports child abuse need not say who they are (Art. 16(2)(c) of Regulation (EU) 2022/2065). */
export const isAnonymousAllowed = (category: NoticeCategory): boolean => category === 'child_abuse';

/** A notice of illegal content, Art. 16(2). Where the content stands is told by the comment that is reported. */
export const noticeSchema = z
  .strictObject({
    category: z.enum(noticeCategoryNames),
    reasons: z.string().trim().min(1).max(5_000).describe('Why the comment is illegal. Kept encrypted'),
    legalGround: z.string().trim().max(500).optional().describe('Which law, where the notifier knows it'),
    goodFaith: z
      .literal(true, { error: 'must be true: the notifier states that all of it is accurate and complete' })
      .describe('The notifier’s statement that all of it is accurate and complete'),
    name: z.string().trim().min(1).max(200).optional().describe('Kept encrypted, shown to nobody'),
    email: z
      .string()
      .max(320)
      .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, { error: 'must be an e-mail address' })
      .optional()
      .describe('For the confirmation and the decision. Kept encrypted, shown to nobody'),
    trustedFlagger: z
      .string()
      .max(100)
      .optional()
      .describe('The id of one of the site’s trusted flaggers, for whom the site vouches'),
    danger: z.boolean().default(false).describe('Somebody’s life or safety is in danger'),
  })
  .superRefine((notice, context) => {
    if (isAnonymousAllowed(notice.category)) return;
    for (const field of ['name', 'email'] as const) {
      if (notice[field] !== undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [field],
        message: 'is needed, except for child abuse',
        params: { code: 'required' },
      });
    }
  })
  .meta({ id: 'Notice' });
export type NoticeInput = z.output<typeof noticeSchema>;

/** What notices alone make of a comment's priority, 0..1: danger to somebody first, then trusted flaggers (Art. 22). */
export const noticeUrgency = ({ danger, trusted }: { danger: boolean; trusted: boolean }): number => {
  if (danger) return 1;
  return trusted ? 0.97 : 0.6;
};
