import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendSteadily } from './steady-load.js';

/** Answers at once, but for the first request, which it keeps until the others have come, and what `refuse` names. */
async function withServer<T>(others: number, refuse: string, use: (url: string) => Promise<T>): Promise<T> {
  let first: ServerResponse | undefined;
  let came = 0;
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    if (!first) first = res;
    else res.writeHead(body === refuse ? 503 : 202).end();
    if (came++ === others) first.writeHead(202).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

test('requests go out at their times, whether or not an earlier one is answered, and waiting counts', async () => {
  const load = { connections: 4, seconds: 0.4, rate: 50, body: String };
  const result = await withServer(19, 'none', (url) => sendSteadily({ ...load, url }));
  expect(result.failures).toBe(0);
  // The first waited for the last, which was due 380 ms after it.
  expect(result.p99Ms).toBeGreaterThanOrEqual(370);
  expect(result.p50Ms).toBeLessThan(result.p99Ms);
});

test('an answer that is not 2xx is a failure', async () => {
  const load = { connections: 2, seconds: 0.1, rate: 100, body: String };
  const result = await withServer(9, '5', (url) => sendSteadily({ ...load, url }));
  expect(result.failures).toBe(1);
});
