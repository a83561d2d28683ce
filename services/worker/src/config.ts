import { checkRetention, loadConfig, portSetting, retentionSettings, serviceSettings } from '@moderato/config';
import { z } from 'zod';

const settings = z.object({
  ...serviceSettings,
  ...retentionSettings,
  PORT: portSetting(8082),
  /** Jobs at once: those of one site share their transactions, so that more in hand means fewer commits. */
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(32),
  /** How long a comment may wait before its job counts as lost, in milliseconds. */
  WORKER_LOST_AFTER_MS: z.coerce.number().int().min(100).default(5_000),
  /** Threads that judge beside the main path: backtests, and the version in shadow. */
  WORKER_SIDE_THREADS: z.coerce.number().int().min(1).max(64).default(2),
  /** How often what was decided in a degraded state is looked at, to be decided again, in milliseconds. */
  WORKER_REDECIDE_MS: z.coerce.number().int().min(100).default(10_000),
});

const schema = settings.superRefine(checkRetention);

export type WorkerConfig = z.output<typeof schema>;

export const loadWorkerConfig = (env: Record<string, string | undefined>): WorkerConfig => loadConfig(schema, env);
