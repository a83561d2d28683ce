import { booleanSetting, loadConfig, portSetting, serviceSettings } from '@moderato/config';
import { z } from 'zod';

const schema = z.object({
  ...serviceSettings,
  PORT: portSetting(8080),
  /** Where the public reaches this service, e.g. https://moderato.example; shown in /openapi.json. */
  MODERATO_INTAKE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Lets webhook endpoints lie on this machine or network, over plain HTTP too: for trying things out. */
  MODERATO_ALLOW_PRIVATE_URLS: booleanSetting,
  /** For trying things on one machine: new endpoints sign with this, so that a script knows the secret beforehand. */
  MODERATO_DEMO_WEBHOOK_SECRET: z.string().optional(),
  /** Who Moderato's mails are from, as delivery has it. */
  MODERATO_MAIL_FROM: z.string().default('moderato@localhost'),
  /** Proxies before this service that tell readers' addresses in X-Forwarded-For; 0: nobody is believed. */
  INTAKE_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** How long the first comment of a flush waits for company, in milliseconds. */
  INTAKE_FLUSH_MS: z.coerce.number().min(0).max(100).default(2),
  /** Comments that may wait to be written before new ones are refused with 503. */
  INTAKE_MAX_WAITING: z.coerce.number().int().min(1).default(10_000),
});

export type IntakeConfig = z.output<typeof schema>;

export const loadIntakeConfig = (env: Record<string, string | undefined>): IntakeConfig => loadConfig(schema, env);
