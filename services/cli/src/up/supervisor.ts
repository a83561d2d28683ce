import { join } from 'node:path';
import { noteServices } from './left-services.js';
import { type Ports, type ServiceName, serviceNames } from './ports.js';
import { SupervisedProcess } from './supervised-process.js';

const services = join(import.meta.dirname, '..', '..', '..');

export interface SupervisorOptions {
  folder: string;
  ports: Ports;
  env: Record<string, string>;
  /** Resolves when Postgres and the queue are there. */
  needs: () => Promise<void>;
  events: { say(line: string): void; replaced(name: string): void; hopeless(reason: string): void };
}

/** The four services of one machine, each a process, started together and stopped in the order in which work flows. */
export class Supervisor {
  readonly #processes: Map<ServiceName, SupervisedProcess>;
  #noted = Promise.resolve();

  constructor({ folder, ports, env, needs, events }: SupervisorOptions) {
    const restarting = (name: string, how: string, delayMs: number) =>
      events.say(`${name} ended (${how}); starting it again in ${delayMs} ms`);
    const launched = () => {
      this.#noted = this.#noted.then(() => noteServices(folder, this.pids())).catch(() => {});
    };
    this.#processes = new Map(
      serviceNames.map((name) => [
        name,
        new SupervisedProcess(
          {
            name,
            script: join(services, name, 'dist', 'main.js'),
            env: { ...env, PORT: String(ports[name]) },
            readyUrl: `http://127.0.0.1:${ports[name]}/readyz`,
            logFile: join(folder, 'logs', `${name}.log`),
            needs,
          },
          { ...events, restarting, launched },
        ),
      ]),
    );
  }

  async start(): Promise<void> {
    await Promise.all([...this.#processes.values()].map((process) => process.start()));
  }

  pids(): Record<ServiceName, number[]> {
    return Object.fromEntries([...this.#processes].map(([name, { pids }]) => [name, pids])) as Record<
      ServiceName,
      number[]
    >;
  }

  async stop(): Promise<void> {
    for (const process of this.#processes.values()) await process.stop();
    await this.#noted;
  }
}
