import autocannon from 'autocannon';

export interface LoadResult {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers that were not 2xx, and errors. Anything but 0 spoils the figure. */
  failures: number;
}

export interface Load {
  url: string;
  headers?: Record<string, string>;
  connections: number;
  seconds: number;
  /** Body of the `n`-th connection's requests. */
  body: (n: number) => string;
}

/** Sends as many POSTs as are answered over keep-alive connections. `[<id>]` in a body becomes an id that no other request has. */
export async function sendLoad({ url, headers, connections, seconds, body }: Load): Promise<LoadResult> {
  let client = 0;
  const result = await autocannon({
    url,
    method: 'POST',
    connections,
    duration: seconds,
    idReplacement: true,
    headers: { 'content-type': 'application/json', ...headers },
    body: body(0),
    // A body for each connection, made before the clock starts, so that making them costs the server nothing.
    setupClient: (each) => each.setBody(body(client++)),
  });
  return {
    requestsPerSecond: Math.round(result['2xx'] / result.duration),
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
