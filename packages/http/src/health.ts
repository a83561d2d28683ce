import { Router } from 'express';
import { factsOf } from './request-context.js';
import { sendJson } from './send-json.js';

type CheckState = 'pass' | 'warn' | 'fail';

export interface HealthCheck {
  /** Whether the service is of no use without it; a check that fails and is not critical is a warning. */
  critical: boolean;
  /** Rejects when it is down. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a check that passes has nothing to say
  run(): Promise<void | { status: 'warn'; note: string }>;
}

interface HealthOptions {
  checks: Record<string, HealthCheck>;
  /** More for /readyz, e.g. which queue is in use. No secrets and no versions: strangers read it. */
  details?: () => object;
  registry: { contentType: string; metrics(): Promise<string> };
  /** Longest that a check may take before it counts as failed. */
  timeoutMs?: number;
}

export interface Health {
  /** /livez, /readyz (and /healthz), /metrics. */
  router: Router;
  /** From now on /readyz answers 503, so that balancers send no more. */
  drain(): void;
}

async function runCheck(
  { critical, run }: HealthCheck,
  timeoutMs: number,
): Promise<{ state: CheckState; note?: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), timeoutMs);
  });
  try {
    const result = await Promise.race([run(), late]);
    return result ? { state: 'warn', note: result.note } : { state: 'pass' };
  } catch {
    return { state: critical ? 'fail' : 'warn' };
  } finally {
    clearTimeout(timer);
  }
}

const worst = (states: CheckState[]): CheckState =>
  states.includes('fail') ? 'fail' : states.includes('warn') ? 'warn' : 'pass';

export function healthRoutes({ checks, details, registry, timeoutMs = 900 }: HealthOptions): Health {
  const router = Router();
  let draining = false;
  router.get('/livez', (_req, res) => {
    factsOf(res).route = '/livez';
    sendJson(res, 200, { status: 'pass' });
  });
  router.get(['/readyz', '/healthz'], async (_req, res) => {
    factsOf(res).route = '/readyz';
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check, timeoutMs)] as const),
    );
    const status = draining ? 'fail' : worst(results.map(([, { state }]) => state));
    const notes = Object.fromEntries(results.flatMap(([name, { note }]) => (note ? [[name, note]] : [])));
    sendJson(res, status === 'fail' ? 503 : 200, {
      status,
      checks: Object.fromEntries(results.map(([name, { state }]) => [name, state])),
      ...(Object.keys(notes).length > 0 && { notes }),
      ...(draining && { draining: true }),
      ...details?.(),
    });
  });
  router.get('/metrics', async (_req, res) => {
    factsOf(res).route = '/metrics';
    res.setHeader('Content-Type', registry.contentType);
    res.end(await registry.metrics());
  });
  return {
    router,
    drain: () => {
      draining = true;
    },
  };
}
