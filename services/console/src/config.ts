import { booleanSetting, loadConfig, portSetting, serviceSettings } from '@moderato/config';
import { z } from 'zod';

const schema = z.object({
  ...serviceSettings,
  PORT: portSetting(8081),
  /** Where browsers reach the console; cookies are Secure where it is https. */
  MODERATO_CONSOLE_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }).optional(),
  /** Whether the demo login link is honoured: `moderato up` sets it, production never does. */
  MODERATO_DEMO_LOGIN: booleanSetting,
  /** Set: mail leaves by SMTP, and there is no mailbox to read. */
  SMTP_URL: z.string().optional(),
});

export type ConsoleConfig = z.output<typeof schema>;

export const loadConsoleConfig = (env: Record<string, string | undefined>): ConsoleConfig => loadConfig(schema, env);
