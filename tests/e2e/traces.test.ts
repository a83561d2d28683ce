import { eventually, type HttpReceiver, startHttpReceiver } from '@moderato/testkit';
import { OneModerato } from '../faults/one-moderato.js';
import { type SpawnedService, spawnService } from '../faults/spawned-service.js';

interface Span {
  service: string;
  name: string;
  traceId: string;
}

let moderato: OneModerato;
let collector: HttpReceiver;
const services: SpawnedService[] = [];
beforeAll(async () => {
  moderato = await OneModerato.make();
  collector = await startHttpReceiver((res) => res.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  // Processes of their own share the default key prefix: they work on the queue in this test's database.
  delete moderato.env.REDIS_URL;
});
afterAll(async () => {
  for (const service of services) await service.stop();
  await collector.close();
  await moderato.dispose();
});

const spans = (): Span[] =>
  collector.requests
    .filter(({ path }) => path === '/v1/traces')
    .flatMap(({ body }) => JSON.parse(body).resourceSpans)
    .flatMap(({ resource, scopeSpans }) => {
      const named = resource.attributes.find(({ key }: { key: string }) => key === 'service.name');
      return scopeSpans.flatMap((scope: { spans: Span[] }) =>
        scope.spans.map(({ name, traceId }) => ({ service: named.value.stringValue, name, traceId })),
      );
    });

test('a submission’s trace goes on in the worker, across the queue, and carries nothing private', async () => {
  const endpoint = new URL(collector.url).origin;
  const env = {
    ...moderato.env,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_BSP_SCHEDULE_DELAY: '100',
    // On a slow machine a sweep would decide before the job does.
    WORKER_LOST_AFTER_MS: '60000',
  };
  for (const name of ['intake', 'worker'] as const) services.push(await spawnService(name, env));
  moderato.url.intake = services[0]?.url as string;
  const id = await moderato.post('c-1', {
    body: 'marked-words-of-a-reader',
    author: { id: 'reader-1', name: 'Ann', email: 'marked@readers.example', ip: '203.0.113.98' },
  });
  await moderato.decided(id);
  // A sweep may make a job and a trace of its own: one trace must hold both.
  await eventually('a trace with both spans', () => {
    const of = (service: string, name: string) =>
      spans().filter((span) => span.service === `moderato-${service}` && span.name === name);
    const posted = new Set(of('intake', 'POST request').map(({ traceId }) => traceId));
    return of('worker', 'decide-comments').some(({ traceId }) => posted.has(traceId));
  });
  expect(collector.requests.map(({ body }) => body).join('')).not.toMatch(/marked|203\.0\.113\.98/);
}, 90_000);
