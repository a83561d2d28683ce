import { z } from 'zod';

const mostEntries = 1_000;
const sentence = 'must hold a letter or a digit';

const list = <T extends z.ZodType>(entry: T) => z.array(entry).max(mostEntries);
const phrase = z.string().trim().max(100);
const phrases = list(phrase.refine((words) => /[\p{L}\p{N}]/u.test(words), sentence));
const authorIds = list(z.string().min(1).max(500)).describe('Ids of authors, as the site names them');
const domains = list(
  z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .refine(
      (name) => /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+$/u.test(name),
      'must be a domain, like paper.example',
    ),
).describe('Domains; their subdomains are meant too');
const confidence = z.number().min(0).max(1);

export const exceptionsSchema = z.strictObject({
  phrases: phrases.optional().describe('A finding whose every word stands in one of these does not count'),
  authors: authorIds.optional().describe('The clause does not count for these authors'),
  domains: domains.optional().describe('Links to these do not count'),
});

export const consequences = ['none', 'warning', 'strike'] as const;

/** How one clause, or all clauses of a kind, are enforced. What is left out stays as compiled. */
export const clauseTuningSchema = z
  .strictObject({
    off: z.boolean().optional().describe('The clause is kept and shown, but no rule enforces it'),
    thresholds: z
      .strictObject({
        review: confidence.optional().describe('From which confidence on a finding holds the comment'),
        reject: confidence.nullable().optional().describe('From which on it rejects; null: never'),
      })
      .optional(),
    outcome: z
      .enum(['review', 'reject'])
      .optional()
      .describe('`review`: never rejects. `reject`: from its threshold on rejects mild breaches too'),
    consequence: z.enum(consequences).optional().describe('For the author, when a comment is rejected by the clause'),
    exceptions: exceptionsSchema.optional(),
  })
  .meta({ id: 'ClauseTuning' });

/** How a site tunes its guidelines without changing their text. Stored, versioned and hashed with them. */
export const tuningSchema = z
  .strictObject({
    clauses: z.record(z.string().max(100), clauseTuningSchema).optional().describe('By clause id'),
    kinds: z
      .record(z.string().max(100), clauseTuningSchema)
      .optional()
      .describe('By kind of clause; what a clause says of itself goes before'),
    site: z
      .strictObject({
        hold: phrases.optional().describe('Words and phrases: a comment with one of them waits for a person'),
        allow: phrases.optional().describe('Words and phrases that are never held against a comment'),
        trustedAuthors: authorIds.optional(),
        staff: z
          .strictObject({
            names: list(z.string().trim().min(1).max(200)).optional().describe('As readers see them'),
            emailDomains: domains.optional(),
            authors: authorIds.optional().describe('Ids of authors: they are never warned, suspended or banned'),
          })
          .optional()
          .describe('Who counts as staff'),
        country: z
          .string()
          .trim()
          .toUpperCase()
          .regex(/^[A-Z]{2}$/, 'must be a country’s two letters (ISO 3166), like US')
          .optional()
          .describe(
            'Where its readers dial from: how telephone numbers without a country code are read. US unless set',
          ),
      })
      .optional(),
  })
  .meta({ id: 'Tuning' });

export type Exceptions = z.output<typeof exceptionsSchema>;
export type Consequence = (typeof consequences)[number];
export type ClauseTuning = z.output<typeof clauseTuningSchema>;
export type Tuning = z.output<typeof tuningSchema>;
