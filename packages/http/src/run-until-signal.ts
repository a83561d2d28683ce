export interface Service {
  start(): Promise<{ port: number }>;
  stop(reason?: string): Promise<void>;
}

type Process = Pick<NodeJS.Process, 'once' | 'exit' | 'connected' | 'send'>;

/**
 * Starts the service and stops it on SIGTERM, SIGINT or when a parent that holds an IPC channel is gone; then exits.
 * Tells such a parent the port. Rejects when the service does not start.
 */
export async function runUntilSignal(process: Process, service: Service): Promise<void> {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    void service.stop(reason).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  process.once('disconnect', () => stop('disconnect'));
  const { port } = await service.start();
  if (process.connected) process.send?.({ event: 'started', port });
}
