import { healthApp, healthRoutes, type Service } from '@moderato/http';
import { inSpan } from '@moderato/observability';
import type { RunningWork } from '@moderato/queues';
import { openRuntime, type RuntimeOverrides, serviceOf } from '@moderato/runtime';
import type { Sender } from '@moderato/webhooks';
import type { DeliveryConfig } from './config.js';
import { createOutbox } from './create-outbox.js';
import { createDeliveryMetrics } from './delivery-metrics.js';
import { createInbox } from './inbox/create-inbox.js';

export interface DeliveryOverrides extends RuntimeOverrides {
  sender?: Sender;
  /** 0..1, for jitter. */
  random?: () => number;
}

/** Builds what dials addresses that users name: webhooks, mail and watched pages. */
export async function createDelivery(config: DeliveryConfig, overrides: DeliveryOverrides = {}): Promise<Service> {
  const runtime = openRuntime('delivery', config, overrides);
  const { clock, log, database, queues, registry } = runtime;
  const metrics = createDeliveryMetrics(registry, { database, clock });
  const outbox = createOutbox(config, { ...overrides, database, clock, log, metrics, queues });
  const inbox = createInbox(config, { database, clock, log, onOwed: () => outbox.wake() });
  const health = healthRoutes({
    checks: {
      database: { critical: true, run: () => database.check() },
      // Without jobs the timer still finds what is due.
      queue: { critical: false, run: () => queues.check() },
      ...outbox.checks,
      ...inbox.checks,
    },
    details: () => ({ queue: queues.backend, mailTo: config.SMTP_URL ? 'smtp' : 'database' }),
    registry,
  });
  let work: RunningWork | undefined;
  return serviceOf(runtime, config, {
    app: healthApp(health, log),
    health,
    async start() {
      outbox.start();
      inbox.start();
      const wake = async () => {
        outbox.wake();
        inbox.wake();
      };
      work = await queues.work(
        'dispatch',
        ({ trace }) => inSpan('dispatch', { kind: 'consumer', ...(trace && { carrier: trace }) }, wake),
        { concurrency: 4 },
      );
    },
    async stop() {
      await work?.close();
      await inbox.stop();
      await outbox.stop();
    },
  });
}
