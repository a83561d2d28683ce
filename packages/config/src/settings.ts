import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const isKey = (key: string): boolean => /^([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$/.test(key);
const isRetired = (key: string, i: number): boolean => (i === 0 ? /^match:[0-9a-f]{64}$/ : /^retired$/).test(key);
const masterKey = z
  .string()
  .transform((list) => list.split(',').map((key) => key.trim()))
  .refine((keys) => keys.every((key, i) => isKey(key) || (i < keys.length - 1 && isRetired(key, i))), {
    message:
      'must be 32 bytes in hex or base64 (openssl rand -hex 32), or a comma-separated list of them, oldest first; in ' +
      'the places of old keys, what `moderato keys rewrap` printed',
  });

/** Settings that every service has: spread into its own object. */
export const serviceSettings = {
  HOST: z.string().default('0.0.0.0'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(1).max(200).default(10),
  /** Unset: BullMQ's Postgres backend on DATABASE_URL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' }).optional(),
  /** How long the jobs of a worker that died stay with it, in milliseconds; then another takes them. */
  QUEUE_LOCK_MS: z.coerce.number().int().min(500).max(300_000).default(10_000),
  MODERATO_MASTER_KEY: masterKey,
  /** Where traces go (OTLP over HTTP); unset: nowhere. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
};

export type ServiceSettings = z.output<z.ZodObject<typeof serviceSettings>>;

export const portSetting = (standard: number) => port.default(standard);
export const booleanSetting = z.stringbool().default(false);

const months = z.coerce.number().int().min(1).max(1_200).optional();

/** How many months things are kept; what is unset is kept for good. */
export const retentionSettings = {
  /** Comment texts, from when they came; then they are erased as if their authors had asked for it. */
  MODERATO_RETENTION_TEXT_MONTHS: months,
  /** Decisions, findings and actions, whole calendar months. The hash chain itself stays. */
  MODERATO_RETENTION_RECORD_MONTHS: months,
  /** Events, deliveries and their attempts, whole calendar months. */
  MODERATO_RETENTION_DELIVERY_MONTHS: months,
};

type RetentionSettings = { [Name in keyof typeof retentionSettings]?: number | undefined };

/** For `superRefine`: a comment must not outlive the decision that says why it was shown or hidden. */
export function checkRetention(settings: RetentionSettings, context: z.RefinementCtx): void {
  const { MODERATO_RETENTION_TEXT_MONTHS: texts, MODERATO_RETENTION_RECORD_MONTHS: record } = settings;
  if (record === undefined || (texts !== undefined && texts <= record)) return;
  context.addIssue({
    code: 'custom',
    path: ['MODERATO_RETENTION_TEXT_MONTHS'],
    message: 'must be set, and not longer than MODERATO_RETENTION_RECORD_MONTHS: a text may not outlive its decision',
  });
}

export const retentionMonths = (settings: RetentionSettings) => ({
  texts: settings.MODERATO_RETENTION_TEXT_MONTHS,
  record: settings.MODERATO_RETENTION_RECORD_MONTHS,
  deliveries: settings.MODERATO_RETENTION_DELIVERY_MONTHS,
});
