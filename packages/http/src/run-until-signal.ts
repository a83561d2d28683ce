export interface Service {
  start(): Promise<{ port: number }>;
  stop(reason?: string): Promise<void>;
}

const stopsWithinMs = 12_000;
const orphanStopsWithinMs = 3_000;

type Process = Pick<NodeJS.Process, 'once' | 'exit' | 'connected' | 'send' | 'stderr'>;

/**
 * Starts the service and stops it on SIGTERM, SIGINT or when a parent that holds an IPC channel is gone; then exits.
 * Tells such a parent the port. A service that cannot be built or started ends the process: 1, the reason on stderr.
 */
export async function runUntilSignal(
  process: Process,
  service: Service | (() => Service | Promise<Service>),
): Promise<void> {
  let running: Service | undefined;
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    // What a stop waits for may never come, least of all when the parent took Postgres and Redis along.
    setTimeout(() => process.exit(1), reason === 'disconnect' ? orphanStopsWithinMs : stopsWithinMs).unref();
    void Promise.resolve(running?.stop(reason)).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const reason of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(reason, () => stop(reason));
  // A parent that was gone before we listened is not told again.
  if (process.connected === false) return process.exit(1);
  try {
    running = typeof service === 'function' ? await service() : service;
    const { port } = await running.start();
    if (process.connected) process.send?.({ event: 'started', port });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
