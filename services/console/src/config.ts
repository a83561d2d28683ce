import { booleanSetting, loadConfig, portSetting, serviceSettings } from '@moderato/config';
import { z } from 'zod';

const isThisMachine = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

const settings = z.object({
  ...serviceSettings,
  PORT: portSetting(8081),
  /** Where browsers reach the console; cookies are Secure where it is https. */
  MODERATO_CONSOLE_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }).optional(),
  /** Whether the demo login link is honoured: `moderato up` sets it, production never does. */
  MODERATO_DEMO_LOGIN: booleanSetting,
  /** Set: mail leaves by SMTP, and there is no mailbox to read. */
  SMTP_URL: z.string().optional(),
  /** As delivery has it: Message-IDs end in its domain. */
  MODERATO_MAIL_FROM: z.string().optional(),
  /** How many proxies stand before the console; sign-in is limited by the address that the outermost saw. */
  CONSOLE_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** The newsroom's OpenID provider: its issuer, and what it knows the console by. Unset: none. */
  CONSOLE_OIDC_ISSUER: z
    .url({ error: 'must be an https:// URL' })
    .refine((url) => URL.canParse(url) && (new URL(url).protocol === 'https:' || isThisMachine(new URL(url))), {
      message: 'must be an https:// URL; http:// is for a provider on this machine',
    })
    .optional(),
  CONSOLE_OIDC_CLIENT_ID: z.string().optional(),
  CONSOLE_OIDC_CLIENT_SECRET: z.string().optional(),
  /** What people call it: the button says `Sign in with …`. */
  CONSOLE_OIDC_NAME: z.string().max(60).default('your newsroom’s account'),
});

const openId = ['CONSOLE_OIDC_CLIENT_ID', 'CONSOLE_OIDC_CLIENT_SECRET', 'MODERATO_CONSOLE_URL'] as const;

const schema = settings.superRefine((config, context) => {
  if (config.CONSOLE_OIDC_ISSUER === undefined) return;
  for (const name of openId) {
    if (config[name] !== undefined) continue;
    context.addIssue({ code: 'custom', path: [name], message: 'must be set where CONSOLE_OIDC_ISSUER is' });
  }
});

export type ConsoleConfig = z.output<typeof schema>;

export const loadConsoleConfig = (env: Record<string, string | undefined>): ConsoleConfig => loadConfig(schema, env);
