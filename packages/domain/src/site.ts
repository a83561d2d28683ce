import { z } from 'zod';
import { appealSettingsSchema } from './appeal/settings.js';
import { dsaSettingsSchema } from './dsa/settings.js';
import { ladderSettingsSchema } from './ladder/settings.js';
import { reportMailSettingsSchema } from './report-mail.js';

/** What a site's reply form asks for. `comment`, `author` and `email` are the form's words for body, name and e-mail. */
export const formFields = ['comment', 'author', 'email'] as const;

export const siteSettingsSchema = z.object({
  publisher: z.string().default(''),
  /** Fields that a submission must carry, as the site's form demands. */
  requiredFields: z.array(z.enum(formFields)).default(['comment']),
  /** Whether a comment without `acceptedTerms: true` is refused. */
  requireTerms: z.boolean().default(false),
  /** Whom to tell when the site's connection is broken; unset: the address that the guidelines name for reports. */
  technicalContact: z.email().optional(),
  termsName: z.string().default('Terms of Service'),
  /** Whether scores that people suggest (Perspective's comments:suggestscore) are kept. */
  storeSuggestedScores: z.boolean().default(false),
  /** Mail to the guidelines' report address: docs/reports.md. */
  reports: reportMailSettingsSchema.prefault({}),
  /** From warning to ban: docs/bans.md. */
  bans: ladderSettingsSchema.prefault({}),
  /** The EU Digital Services Act: docs/law.md. */
  dsa: dsaSettingsSchema.prefault({}),
  /** How long decisions may be appealed, and how fast that is answered: docs/appeals.md. */
  appeals: appealSettingsSchema.prefault({}),
});
export type SiteSettings = z.infer<typeof siteSettingsSchema>;
