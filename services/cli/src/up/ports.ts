import { tryPort } from '@moderato/embedded';
import { UsageError } from '../io.js';

export const serviceNames = ['intake', 'worker', 'delivery', 'console'] as const;
export type ServiceName = (typeof serviceNames)[number];
export type Ports = Record<ServiceName, number>;

const standard: Ports = { intake: 8080, console: 8081, worker: 8082, delivery: 8083 };

/** Each service's port: `--port-base` shifts all, `INTAKE_PORT` and the like set one. */
export function choosePorts(portBase: number | undefined, env: Readonly<Record<string, string | undefined>>): Ports {
  const shift = portBase === undefined ? 0 : portBase - standard.intake;
  const ports = { ...standard };
  for (const name of serviceNames) {
    const setting = `${name.toUpperCase()}_PORT`;
    const given = env[setting];
    ports[name] = given ? Number(given) : standard[name] + shift;
    if (!Number.isInteger(ports[name]) || ports[name] < 1 || ports[name] > 65_535) {
      throw new UsageError(`${setting} must be a port between 1 and 65535`);
    }
  }
  return ports;
}

/** Refuses, before anything starts, ports that something else listens on. */
export async function requireFreePorts(ports: Ports): Promise<void> {
  const taken: string[] = [];
  for (const name of serviceNames) {
    if ((await tryPort(ports[name])) === null) {
      taken.push(
        `port ${ports[name]} (${name}) is taken: free it, set ${name.toUpperCase()}_PORT, or shift all with --port-base`,
      );
    }
  }
  if (taken.length > 0) throw new UsageError(taken.join('\n'));
}
