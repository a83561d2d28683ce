import { Counter, Histogram, type Registry } from '@moderato/observability';

export interface IntakeMetrics {
  /** `rows` were written by one transaction, `pending` of them are to be decided. */
  flushed(rows: number, pending: number, durationMs: number): void;
  enqueueFailed(): void;
  requested(request: { method: string; route: string; status: number; durationMs: number }): void;
}

export function createIntakeMetrics(registry: Registry): IntakeMetrics {
  const registers = [registry];
  const accepted = new Counter({
    name: 'moderato_comments_accepted_total',
    help: 'Comments committed that are to be decided: new ones and edits',
    registers,
  });
  const lost = new Counter({
    name: 'moderato_enqueue_failures_total',
    help: 'Flushes whose job did not reach the queue; the sweep makes it again',
    registers,
  });
  const rows = new Histogram({
    name: 'moderato_flush_rows',
    help: 'Comments written by one transaction',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200],
    registers,
  });
  const flushes = new Histogram({
    name: 'moderato_flush_seconds',
    help: 'Time that such a transaction takes',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const requests = new Histogram({
    name: 'moderato_http_request_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  return {
    flushed(count, pending, durationMs) {
      accepted.inc(pending);
      rows.observe(count);
      flushes.observe(durationMs / 1000);
    },
    enqueueFailed: () => lost.inc(),
    requested: ({ method, route, status, durationMs }) =>
      requests.observe({ method, route, status: String(status) }, durationMs / 1000),
  };
}
