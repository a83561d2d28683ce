import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpServer {
  start(): Promise<{ port: number }>;
  /** Takes no more connections, lets requests finish, then closes; after `drainMs` it cuts what is left. */
  stop(): Promise<void>;
}

/** `port` 0 takes a free one; `start` says which. */
export function createHttpServer(
  app: RequestListener,
  { host, port, drainMs = 8_000 }: { host: string; port: number; drainMs?: number },
): HttpServer {
  // Longer than a balancer's usual 60 s, so that it never sends into a connection that just closed.
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 60_000 }, app);
  let stopping = false;
  server.on('request', (_req, res) => {
    // A kept-alive connection turns idle only after its answer: close it then, or the drain waits for its client.
    res.once('close', () => {
      if (stopping) setImmediate(() => server.closeIdleConnections());
    });
  });
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve({ port: (server.address() as AddressInfo).port });
        });
      }),
    stop: () =>
      new Promise((resolve, reject) => {
        stopping = true;
        if (!server.listening) return resolve();
        const cut = setTimeout(() => server.closeAllConnections(), drainMs);
        server.close((error) => {
          clearTimeout(cut);
          if (error) reject(error);
          else resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
