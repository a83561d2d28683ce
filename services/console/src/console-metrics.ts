import { Counter, Histogram, type Registry } from '@moderato/observability';

export interface ConsoleMetrics {
  /** `result`: recorded, or refused because the comment had changed. */
  decided(outcome: string, result: 'recorded' | 'conflict'): void;
  answered(request: { method: string; route: string; status: number; durationMs: number }): void;
}

export function createConsoleMetrics(registry: Registry): ConsoleMetrics {
  const registers = [registry];
  const decided = new Counter({
    name: 'moderato_moderator_decisions_total',
    help: 'Decisions that moderators sent',
    labelNames: ['outcome', 'result'],
    registers,
  });
  const answered = new Histogram({
    name: 'moderato_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  return {
    decided: (outcome, result) => decided.inc({ outcome, result }),
    answered: ({ method, route, status, durationMs }) => answered.observe({ method, route, status }, durationMs / 1000),
  };
}
