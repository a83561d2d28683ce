import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoadResult } from './http-load.js';

export interface SteadyLoad {
  url: string;
  headers?: Record<string, string>;
  /** Connections at most: what is due while all are busy waits for one, and the wait counts. */
  connections: number;
  seconds: number;
  /** Requests a second, evenly spaced. */
  rate: number;
  /** Body of the `n`-th request. */
  body: (n: number) => string;
}

/**
 * Sends POSTs at their times, whether or not those before are answered, as readers do. Each is measured from the time
 * when it was due, so that a service which falls behind is seen to. (autocannon's rate is a burst at the beginning of
 * each second.)
 */
export async function sendSteadily({
  url,
  connections,
  seconds,
  rate,
  body,
  ...rest
}: SteadyLoad): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { 'content-type': 'application/json', ...rest.headers };
  const waits: number[] = [];
  let failures = 0;
  const count = Math.max(1, Math.round(rate * seconds));
  const started = performance.now();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    const due = started + (n * 1_000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    const answered = post(url, { agent, headers, body: body(n) }).then(
      (ok) => void (ok ? waits.push(performance.now() - due) : failures++),
      () => void failures++,
    );
    sent.push(answered);
  }
  await Promise.all(sent);
  agent.destroy();
  waits.sort((a, b) => a - b);
  const percentile = (share: number) => Math.round(waits[Math.ceil(waits.length * share) - 1] ?? 0);
  return {
    requestsPerSecond: Math.round((waits.length / (performance.now() - started)) * 1_000),
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    failures,
  };
}

interface Post {
  agent: Agent;
  headers: Record<string, string>;
  body: string;
}

/** Whether the answer was 2xx. */
function post(url: string, { agent, headers, body }: Post): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode !== undefined && answer.statusCode < 300));
      answer.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
