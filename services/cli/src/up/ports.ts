import { setTimeout as pause } from 'node:timers/promises';
import { tryPort } from '@moderato/embedded';
import { InputError, UsageError } from '../io.js';

export const serviceNames = ['intake', 'worker', 'delivery', 'console'] as const;
export type ServiceName = (typeof serviceNames)[number];
export type Ports = Record<ServiceName, number>;

const lookAgainMs = 50;
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

/** Refuses, before anything starts, ports that something else still listens on after `withinMs`. */
export async function requireFreePorts(ports: Ports, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  let taken = await takenOf(ports);
  while (taken.length > 0 && performance.now() < deadline) {
    await pause(lookAgainMs);
    taken = await takenOf(ports);
  }
  if (taken.length === 0) return;
  throw new InputError(
    taken
      .map(
        (name) =>
          `port ${ports[name]} (${name}) is taken: free it, set ${name.toUpperCase()}_PORT, or shift all with --port-base`,
      )
      .join('\n'),
  );
}

async function takenOf(ports: Ports): Promise<ServiceName[]> {
  const taken = await Promise.all(serviceNames.map(async (name) => (await tryPort(ports[name])) === null));
  return serviceNames.filter((_, i) => taken[i]);
}

/** Ports that are free just now, for what nobody calls by a number of their own choice. */
export async function somePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = await tryPort(0);
    if (port === null) throw new InputError('no port is free on 127.0.0.1');
    ports.add(port);
  }
  return [...ports];
}
