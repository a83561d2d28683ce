import { longestPassword, roles } from '@moderato/domain';
import { z } from 'zod';

// What the pages for signing in, for one's account, users, and the site's keys say to the API and hear of it.

const email = z.email('Give an e-mail address, like kim@paper.example.').max(254);
const name = z.string().trim().min(1, 'Give a name.').max(80);
/** Whether it is a good one is told apart: `passwordProblems`. */
const password = z
  .string()
  .min(1, 'Give the password.')
  .max(4 * longestPassword);
const code = z.string().trim().min(6, 'Six digits of the app, or a recovery code.').max(20);
const slug = z.string().min(1).max(100);
const when = z.iso.datetime();

export const signInOptionsSchema = z.object({
  openId: z.object({ name: z.string() }).nullable().describe('The OpenID provider, where one is set'),
  demo: z.boolean().describe('Whether this is the demo on one machine'),
});
export const signInRequestSchema = z.strictObject({ email, password, code: code.optional(), site: slug.optional() });
export const signInAnswerSchema = z.object({
  signedIn: z.boolean(),
  codeNeeded: z.boolean(),
  returnTo: z.string().optional().describe('The page of a mail’s link that was opened before signing in'),
});
export const resetRequestSchema = z.strictObject({ email, site: slug.optional() });
export const linkRequestSchema = z.strictObject({ token: z.string().min(1).max(300) });
export const linkAnswerSchema = z.object({
  purpose: z.enum(['invitation', 'password-reset']),
  site: z.object({ name: z.string() }),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  expiresAt: when,
});
export const linkUseSchema = linkRequestSchema.extend({ name: name.optional(), password });

export const accountSchema = z.object({
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  hasPassword: z.boolean(),
  secondFactor: z.object({ since: when, recoveryCodesLeft: z.int() }).nullable(),
  sessions: z.array(
    z.object({
      id: z.string(),
      createdAt: when,
      expiresAt: when,
      openedBy: z.enum(['link', 'demo', 'password', 'invitation', 'openid']),
      device: z.string().nullable(),
      isThis: z.boolean(),
    }),
  ),
});
export const renameRequestSchema = z.strictObject({ name });
export const passwordRequestSchema = z.strictObject({
  current: password.optional().describe('The one there is, where there is one'),
  password,
});
export const confirmationSchema = z.strictObject({ current: password.optional() });
export const enrolmentSchema = z.object({ secret: z.string().describe('Base32, to type'), uri: z.string() });
export const codeRequestSchema = z.strictObject({ code });
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  state: z.enum(['invited', 'active', 'disabled']),
  createdAt: when,
  lastSignInAt: when.nullable(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  sessions: z.int(),
  isYou: z.boolean(),
});
export const usersSchema = z.object({ data: z.array(userSchema) });
export const inviteRequestSchema = z.strictObject({ name, email, role: z.enum(roles) });
export const changeUserSchema = z
  .strictObject({ role: z.enum(roles).optional(), disabled: z.boolean().optional() })
  .refine(({ role, disabled }) => role !== undefined || disabled !== undefined, {
    path: ['role'],
    message: 'say what to change: role, disabled',
  });

export const siteSchema = z.object({ name: z.string(), slug: z.string() });
export const keySchema = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string().describe('How it begins'),
  createdAt: when,
  lastUsedAt: when.nullable().describe('To the minute'),
  revokedAt: when.nullable(),
});
export const keysSchema = z.object({ data: z.array(keySchema) });
export const newKeySchema = z.object({ id: z.string(), key: z.string().describe('Shown this once') });
export const endpointsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      description: z.string(),
      eventTypes: z.array(z.string()),
      disabledReason: z.string().nullable(),
    }),
  ),
  has_more: z.boolean(),
});

export type SignInOptions = z.infer<typeof signInOptionsSchema>;
export type SignInRequest = z.infer<typeof signInRequestSchema>;
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;
export type AccountLinkAnswer = z.infer<typeof linkAnswerSchema>;
export type AccountView = z.infer<typeof accountSchema>;
export type Enrolment = z.infer<typeof enrolmentSchema>;
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;
export type User = z.infer<typeof userSchema>;
export type Users = z.infer<typeof usersSchema>;
export type InviteRequest = z.infer<typeof inviteRequestSchema>;
export type SiteView = z.infer<typeof siteSchema>;
export type Keys = z.infer<typeof keysSchema>;
export type NewKey = z.infer<typeof newKeySchema>;
export type Endpoints = z.infer<typeof endpointsSchema>;
