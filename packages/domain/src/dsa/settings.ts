import { z } from 'zod';
import { territories } from './statement-codes.js';

const defaultRedress =
  'If you do not agree, you may complain to us by answering this mail, free of charge, for six months. You may also ' +
  'go to a certified out-of-court dispute settlement body, or to a court.';

const noticeSettings = z.strictObject({
  enabled: z.boolean().default(true).describe('Whether readers can say that a comment is illegal'),
  trustedFlaggers: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/, { error: 'takes small letters, digits and dashes' }),
        name: z.string().min(1).max(200),
      }),
    )
    .max(1_000)
    .default([])
    .describe('Organisations with that status (Art. 22): their notices come first'),
  redress: z
    .string()
    .min(1)
    .max(2_000)
    .default(defaultRedress)
    .describe('What a notifier can do against the decision, in the words of the mail that tells them of it'),
});

const statementSettings = z.strictObject({
  delayHours: z
    .int()
    .min(1)
    .max(2_160)
    .default(24)
    .describe('A rejection is stated once it has stood so long: statements cannot be taken back'),
  holdDays: z.int().min(1).max(365).default(14).describe('What is held longer counts as disabled, and is stated'),
  territory: z
    .array(z.enum(territories))
    .min(1)
    .default([...territories])
    .describe('Where the restriction holds'),
});

const submissionSettings = z.strictObject({
  enabled: z.boolean().default(false).describe('Send statements to the EU’s Transparency Database'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .max(500)
    .default('https://transparency.dsa.ec.europa.eu')
    .describe('Its address; the sandbox has another'),
});

/** A site's duties under Regulation (EU) 2022/2065: docs/law.md. */
export const dsaSettingsSchema = z.strictObject({
  notices: noticeSettings.prefault({}),
  statements: statementSettings.prefault({}),
  submission: submissionSettings.prefault({}),
});
export type DsaSettings = z.output<typeof dsaSettingsSchema>;

/** What a site sends: the token goes in and never comes out. */
export const dsaSettingsInputSchema = dsaSettingsSchema
  .extend({
    submission: submissionSettings
      .extend({
        token: z
          .string()
          .min(8)
          .max(500)
          .regex(/^[\x21-\x7e]+$/, { error: 'takes visible ASCII characters' })
          .nullish()
          .describe('Kept encrypted, never shown; left out it stays, null removes it'),
      })
      .prefault({}),
  })
  .meta({ id: 'DsaSettingsInput' });
export type DsaSettingsInput = z.output<typeof dsaSettingsInputSchema>;

export const dsaSettingsViewSchema = dsaSettingsSchema
  .extend({ submission: submissionSettings.extend({ hasToken: z.boolean() }) })
  .meta({ id: 'DsaSettings' });
export type DsaSettingsView = z.output<typeof dsaSettingsViewSchema>;
