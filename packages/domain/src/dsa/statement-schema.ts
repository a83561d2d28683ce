import { z } from 'zod';
import { statementCategories, territories } from './statement-codes.js';

const withPrefix = <const Prefix extends string, const Words extends readonly string[]>(prefix: Prefix, words: Words) =>
  words.map((word) => `${prefix}${word}`) as { [K in keyof Words]: `${Prefix}${Words[K] & string}` };

const visibility = withPrefix('DECISION_VISIBILITY_', [
  'CONTENT_REMOVED',
  'CONTENT_DISABLED',
  'CONTENT_DEMOTED',
  'CONTENT_AGE_RESTRICTED',
  'CONTENT_INTERACTION_RESTRICTED',
  'CONTENT_LABELLED',
  'OTHER',
] as const);
const provision = withPrefix('DECISION_PROVISION_', [
  'PARTIAL_SUSPENSION',
  'TOTAL_SUSPENSION',
  'PARTIAL_TERMINATION',
  'TOTAL_TERMINATION',
] as const);
const monetary = withPrefix('DECISION_MONETARY_', ['SUSPENSION', 'TERMINATION', 'OTHER'] as const);
const contentTypes = withPrefix('CONTENT_TYPE_', [
  'APP',
  'AUDIO',
  'IMAGE',
  'PRODUCT',
  'SYNTHETIC_MEDIA',
  'TEXT',
  'VIDEO',
  'OTHER',
] as const);
const category = z.enum(withPrefix('STATEMENT_CATEGORY_', statementCategories));
const text = (max: number) => z.string().min(1).max(max);
const yesOrNo = z.enum(['Yes', 'No']);
const dateBetween = (first: string) =>
  z.iso.date().refine((date) => date >= first && date <= '2038-01-01', {
    error: `must lie between ${first} and 2038-01-01`,
  });

const fields = z.object({
  decision_visibility: z.array(z.enum(visibility)).min(1).optional(),
  decision_visibility_other: text(500).optional(),
  decision_monetary: z.enum(monetary).optional(),
  decision_monetary_other: text(500).optional(),
  decision_provision: z.enum(provision).optional(),
  decision_account: z.enum(['DECISION_ACCOUNT_SUSPENDED', 'DECISION_ACCOUNT_TERMINATED']).optional(),
  account_type: z.enum(['ACCOUNT_TYPE_BUSINESS', 'ACCOUNT_TYPE_PRIVATE']).optional(),
  decision_facts: text(5_000),
  decision_ground: z.enum(['DECISION_GROUND_ILLEGAL_CONTENT', 'DECISION_GROUND_INCOMPATIBLE_CONTENT']),
  decision_ground_reference_url: z.url().max(500).optional(),
  illegal_content_legal_ground: text(500).optional(),
  illegal_content_explanation: text(2_000).optional(),
  incompatible_content_ground: text(500).optional(),
  incompatible_content_explanation: text(2_000).optional(),
  incompatible_content_illegal: yesOrNo.optional(),
  content_type: z.array(z.enum(contentTypes)).min(1),
  content_type_other: text(500).optional(),
  category,
  category_addition: z.array(category).optional(),
  category_specification: z.array(z.string().regex(/^KEYWORD_[A-Z_]+$/)).optional(),
  territorial_scope: z.array(z.enum(territories)).min(1),
  content_language: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  content_date: dateBetween('2000-01-01'),
  application_date: dateBetween('2020-01-01'),
  source_type: z.enum([
    'SOURCE_ARTICLE_16',
    'SOURCE_TRUSTED_FLAGGER',
    'SOURCE_TYPE_OTHER_NOTIFICATION',
    'SOURCE_VOLUNTARY',
  ]),
  source_identity: text(500).optional(),
  automated_detection: yesOrNo,
  automated_decision: z.enum([
    'AUTOMATED_DECISION_FULLY',
    'AUTOMATED_DECISION_PARTIALLY',
    'AUTOMATED_DECISION_NOT_AUTOMATED',
  ]),
  puid: z
    .string()
    .max(500)
    .regex(/^[a-zA-Z0-9-_]+$/),
});

type Fields = z.output<typeof fields>;

/** Fields that others bring with them. */
function neededBy(statement: Fields): (keyof Fields)[] {
  const isIllegal = statement.decision_ground === 'DECISION_GROUND_ILLEGAL_CONTENT';
  return [
    ...(isIllegal
      ? (['illegal_content_legal_ground', 'illegal_content_explanation'] as const)
      : (['incompatible_content_ground', 'incompatible_content_explanation'] as const)),
    ...(statement.decision_visibility?.includes('DECISION_VISIBILITY_OTHER')
      ? (['decision_visibility_other'] as const)
      : []),
    ...(statement.content_type.includes('CONTENT_TYPE_OTHER') ? (['content_type_other'] as const) : []),
  ];
}

const measures = ['decision_visibility', 'decision_monetary', 'decision_provision', 'decision_account'] as const;

/** A statement of reasons as the EU's Transparency Database takes it, by its schema of 1 July 2025. */
export const transparencyStatementSchema = fields.superRefine((statement, context) => {
  if (measures.every((field) => statement[field] === undefined)) {
    context.addIssue({ code: 'custom', path: ['decision_visibility'], message: 'one of the four measures is needed' });
  }
  for (const field of neededBy(statement)) {
    if (statement[field] === undefined) context.addIssue({ code: 'custom', path: [field], message: 'is needed' });
  }
});
export type TransparencyStatement = z.output<typeof transparencyStatementSchema>;
