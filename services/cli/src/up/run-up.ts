import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MasterKeys, migrate } from '@moderato/database';
import type { Io } from '../io.js';
import { startBackingServices } from './backing-services.js';
import { banner } from './banner.js';
import { type DemoSite, ensureDemoSite, ensureMasterKey } from './demo-site.js';
import { lockFolder } from './folder-lock.js';
import { choosePorts, type Ports, requireFreePorts } from './ports.js';
import { Supervisor } from './supervisor.js';

export interface UpOptions {
  data: string;
  portBase?: number;
  readyFile?: string;
  fresh?: true;
}

/**
 * Starts everything over one folder, says so, and stops it all, last started first, at a signal or when it is
 * hopeless. Resolves with the exit code once everything has stopped; rejects when the start fails.
 */
export async function runUp(options: UpOptions, io: Io): Promise<number> {
  const folder = resolve(options.data);
  const say = (line: string) => void io.stderr.write(`moderato: ${line}\n`);
  await mkdir(folder, { recursive: true });
  const running = new Running(say, await lockFolder(folder));
  io.onStopSignal?.(() => void running.stop(0));
  try {
    await startEverything(options, { io, folder, running, say });
  } catch (error) {
    await running.stop(1);
    throw error;
  }
  return running.stopped;
}

/** What has been started so far, and how to stop it. */
class Running {
  readonly stopped: Promise<number>;
  #finish: (code: number) => void = () => {};
  #stopping = false;
  readonly #steps: (() => Promise<void>)[];
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void, unlock: () => Promise<void>) {
    this.#say = say;
    this.#steps = [unlock];
    this.stopped = new Promise((resolveStopped) => {
      this.#finish = resolveStopped;
    });
  }

  /** Runs before what was started earlier is stopped; at once where stopping has begun. */
  async onStop(step: () => Promise<void>): Promise<void> {
    if (this.#stopping) {
      await step();
      throw new Error('stopped while starting');
    }
    this.#steps.push(step);
  }

  async stop(code: number): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    for (const step of this.#steps.toReversed()) await step().catch((error: Error) => this.#say(error.message));
    this.#finish(code);
  }
}

interface Start {
  io: Io;
  folder: string;
  running: Running;
  say: (line: string) => void;
}

async function startEverything(options: UpOptions, { io, folder, running, say }: Start): Promise<void> {
  const hopeless = (reason: string) => {
    say(`${reason}\nmoderato: stopping everything`);
    void running.stop(1);
  };
  let writeReady = async () => {};
  const replaced = (name: string) => {
    say(`${name} runs again`);
    void writeReady();
  };
  if (options.fresh) await forget(folder);
  const ports = choosePorts(options.portBase, io.env);
  await requireFreePorts(ports);
  await mkdir(join(folder, 'logs'), { recursive: true });
  const backing = await startBackingServices(folder, io.env, { replaced, hopeless });
  await running.onStop(() => backing.stop());
  await migrate(backing.databaseUrl, new Date());
  const masterKey = await ensureMasterKey(folder, io.env.MODERATO_MASTER_KEY);
  const demo = await ensureDemoSite(backing.databaseUrl, folder);
  const urls = urlsOf(ports, masterKey);
  const env = serviceEnv({ io, masterKey, demo, urls, backing });
  const supervisor = new Supervisor({ folder, ports, env, events: { replaced, hopeless, say } });
  await running.onStop(() => supervisor.stop());
  await supervisor.start();
  const facts = { ...urls, apiKey: demo.apiKey, postgres: backing.postgres };
  writeReady = () =>
    writeReadyFile(options.readyFile, {
      ...facts,
      webhookSecret: demo.webhookSecret,
      site: demo.siteId,
      queue: backing.redisUrl ? 'redis' : 'postgres',
      databaseUrl: backing.databaseUrl,
      redisUrl: backing.redisUrl,
      pids: { ...supervisor.pids(), ...backing.pids() },
    });
  await writeReady();
  io.stdout.write(banner({ ...facts, queue: backing.queue, sendsMail: Boolean(io.env.SMTP_URL), dataDir: folder }));
}

/** All but the lock, which is ours by now. */
async function forget(folder: string): Promise<void> {
  for (const name of ['postgres', 'redis', 'logs', 'demo.json', 'master-key']) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

interface Urls {
  intake: string;
  console: string;
  mail: string;
  loginUrl: string;
}

function urlsOf(ports: Ports, masterKey: string): Urls {
  const keys = new MasterKeys(masterKey.split(',').map((key) => key.trim()));
  const desk = `http://127.0.0.1:${ports.console}`;
  return {
    intake: `http://127.0.0.1:${ports.intake}`,
    console: desk,
    mail: `${desk}/mail?key=${keys.derive('mailbox')}`,
    loginUrl: `${desk}/login?token=${keys.derive('demo-login')}`,
  };
}

const passedOn = [
  'PATH',
  'HOME',
  'TZ',
  'LANG',
  'SMTP_URL',
  'MODERATO_MAIL_FROM',
  'MODERATO_ALLOW_PRIVATE_URLS',
  'LOG_LEVEL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'NODE_EXTRA_CA_CERTS',
];

function serviceEnv({
  io,
  masterKey,
  demo,
  urls,
  backing,
}: {
  io: Io;
  masterKey: string;
  demo: DemoSite;
  urls: Urls;
  backing: { databaseUrl: string; redisUrl: string | null };
}): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of passedOn) if (io.env[name]) env[name] = io.env[name];
  return {
    ...env,
    HOST: '127.0.0.1',
    DATABASE_URL: backing.databaseUrl,
    ...(backing.redisUrl && { REDIS_URL: backing.redisUrl }),
    MODERATO_MASTER_KEY: masterKey,
    MODERATO_INTAKE_URL: urls.intake,
    MODERATO_CONSOLE_URL: urls.console,
    MODERATO_DEMO_LOGIN: '1',
    MODERATO_DEMO_WEBHOOK_SECRET: demo.webhookSecret,
  };
}

async function writeReadyFile(file: string | undefined, facts: object): Promise<void> {
  if (!file) return;
  const making = `${file}.${process.pid}`;
  await writeFile(making, JSON.stringify(facts, null, 2), { mode: 0o600 });
  await rename(making, file);
}
