import { join } from 'node:path';
import { noteServices } from './left-services.js';
import { type Ports, type ServiceName, serviceNames } from './ports.js';
import { SupervisedProcess } from './supervised-process.js';

const services = join(import.meta.dirname, '..', '..', '..');

export interface SupervisorOptions {
  folder: string;
  ports: Ports;
  /** Of the workers beyond the first: a port of health each. */
  morePorts: number[];
  env: Record<string, string>;
  /** Resolves when Postgres and the queue are there. */
  needs: () => Promise<void>;
  events: { say(line: string): void; replaced(name: string): void; hopeless(reason: string): void };
}

/** The services of one machine, started together and stopped in the order in which work flows. */
export class Supervisor {
  readonly #processes: Map<ServiceName, SupervisedProcess[]>;
  #noted = Promise.resolve();

  constructor({ folder, ports, morePorts, env, needs, events }: SupervisorOptions) {
    const restarting = (name: string, how: string, delayMs: number) =>
      events.say(`${name} ended (${how}); starting it again in ${delayMs} ms`);
    const launched = () => {
      this.#noted = this.#noted.then(() => noteServices(folder, this.pids())).catch(() => {});
    };
    const supervised = (service: ServiceName, port: number, i: number) => {
      const name = i === 0 ? service : `${service}-${i + 1}`;
      const plan = {
        name,
        script: join(services, service, 'dist', 'main.js'),
        env: { ...env, PORT: String(port) },
        readyUrl: `http://127.0.0.1:${port}/readyz`,
        logFile: join(folder, 'logs', `${name}.log`),
        needs,
      };
      return new SupervisedProcess(plan, { ...events, restarting, launched });
    };
    this.#processes = new Map(
      serviceNames.map((service) => {
        const own = [ports[service], ...(service === 'worker' ? morePorts : [])];
        return [service, own.map((port, i) => supervised(service, port, i))];
      }),
    );
  }

  async start(): Promise<void> {
    await Promise.all([...this.#processes.values()].flat().map((process) => process.start()));
  }

  pids(): Record<ServiceName, number[]> {
    const pidsOf = (processes: SupervisedProcess[]) => processes.flatMap(({ pids }) => pids);
    return Object.fromEntries(
      [...this.#processes].map(([service, processes]) => [service, pidsOf(processes)]),
    ) as Record<ServiceName, number[]>;
  }

  async stop(): Promise<void> {
    for (const processes of this.#processes.values()) await Promise.all(processes.map((process) => process.stop()));
    await this.#noted;
  }
}
