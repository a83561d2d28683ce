import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MasterKeys, migrate } from '@moderato/database';
import { forgetPostgres, forgetRedis, writeWhole } from '@moderato/embedded';
import type { Io } from '../io.js';
import { startBackingServices } from './backing-services.js';
import { banner } from './banner.js';
import { ensureDemoSite } from './demo-site.js';
import { lockFolder } from './folder-lock.js';
import { endLeftServices } from './left-services.js';
import { ensureMasterKey, masterKeyFile } from './master-key.js';
import { choosePorts, type Ports, requireFreePorts, somePorts } from './ports.js';
import { seedDemo } from './seed-demo.js';
import { Supervisor } from './supervisor.js';

/** Services whose parent was killed finish what is in hand before they give up their ports. */
const leftoversEndWithinMs = 10_000;

export interface UpOptions {
  data: string;
  portBase?: number;
  /** Processes that decide. */
  workers: number;
  readyFile?: string;
  fresh?: true;
  /** Also for scripts: see `seedDemo`. */
  demoComments?: true;
}

/**
 * Starts everything over one folder, says so, and stops it all, last started first, at a signal or when it is
 * hopeless. Resolves with the exit code once everything has stopped; rejects when the start fails.
 */
export async function runUp(options: UpOptions, io: Io): Promise<number> {
  const folder = resolve(options.data);
  const say = (line: string) => void io.stderr.write(`moderato: ${line}\n`);
  await mkdir(folder, { recursive: true });
  const lock = await lockFolder(folder, say);
  const running = new Running(say, async () => {
    if (options.readyFile) await rm(options.readyFile, { force: true });
    await lock.release();
  });
  io.onStopSignal?.(() => void running.stop(0));
  try {
    await startEverything(options, { io, folder, running, say, wasHeld: lock.wasHeld });
  } catch (error) {
    // Asked to stop while starting: what fails then fails because of that.
    if (running.isStopping) return running.stopped;
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

  get isStopping(): boolean {
    return this.#stopping;
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
  /** Whether an earlier start over the folder ended without tidying up. */
  wasHeld: boolean;
}

async function startEverything(options: UpOptions, { io, folder, running, say, wasHeld }: Start): Promise<void> {
  const hopeless = (reason: string) => {
    say(`${reason}\nmoderato: stopping everything`);
    void running.stop(1);
  };
  let writeReady = async () => {};
  const replaced = (name: string) => {
    say(`${name} runs again`);
    void writeReady();
  };
  const ports = choosePorts(options.portBase, io.env);
  if (options.readyFile) await rm(options.readyFile, { force: true });
  await endLeftServices(folder);
  await requireFreePorts(ports, wasHeld ? leftoversEndWithinMs : 0);
  if (options.fresh) await forget(folder, io.env);
  await mkdir(join(folder, 'logs'), { recursive: true });
  const backing = await startBackingServices(folder, io.env, { say, replaced, hopeless });
  await running.onStop(() => backing.stop());
  await migrate(backing.databaseUrl, new Date());
  const masterKey = await ensureMasterKey(folder, io.env.MODERATO_MASTER_KEY);
  const masterKeys = new MasterKeys(masterKey.split(',').map((key) => key.trim()));
  const demo = await ensureDemoSite(backing.databaseUrl, masterKeys, folder);
  const urls = urlsOf(ports, masterKeys);
  const env = serviceEnv(io, { masterKey, webhookSecret: demo.webhookSecret, urls, backing });
  const morePorts = await somePorts(options.workers - 1);
  const events = { replaced, hopeless, say };
  const supervisor = new Supervisor({ folder, ports, morePorts, env, needs: backing.ready, events });
  await running.onStop(() => supervisor.stop());
  await supervisor.start();
  const facts = { ...urls, apiKey: demo.apiKey, postgres: backing.postgres };
  const ingest = `${urls.intake}/ingest/${demo.sourceId}`;
  writeReady = async () => {
    if (!options.readyFile || running.isStopping) return;
    const ready = {
      ...facts,
      webhookSecret: demo.webhookSecret,
      site: demo.siteId,
      queue: backing.redisUrl ? 'redis' : 'postgres',
      databaseUrl: backing.databaseUrl,
      redisUrl: backing.redisUrl,
      pids: { ...supervisor.pids(), ...backing.pids() },
    };
    await writeWhole(options.readyFile, JSON.stringify(ready, null, 2));
  };
  await writeReady();
  io.stdout.write(
    banner({ ...facts, ingest, queue: backing.queue, sendsMail: Boolean(io.env.SMTP_URL), dataDir: folder }),
  );
  if (demo.isNew && (options.demoComments || !options.readyFile)) {
    const seeding = seedDemo({ intake: urls.intake, apiKey: demo.apiKey, say });
    await running.onStop(seeding.stop);
  }
}

/** The private data. What sealed a database of the operator's own stays: without it that could not be read. */
async function forget(folder: string, env: Io['env']): Promise<void> {
  if (!env.REDIS_URL) await forgetRedis(join(folder, 'redis'));
  if (!env.DATABASE_URL) {
    await forgetPostgres(join(folder, 'postgres'));
    await rm(join(folder, 'demo.json'), { force: true });
    await rm(masterKeyFile(folder), { force: true });
  }
  await rm(join(folder, 'logs'), { recursive: true, force: true });
}

interface Urls {
  intake: string;
  console: string;
  mail: string;
  loginUrl: string;
}

function urlsOf(ports: Ports, keys: MasterKeys): Urls {
  const desk = `http://127.0.0.1:${ports.console}`;
  return {
    intake: `http://127.0.0.1:${ports.intake}`,
    console: desk,
    mail: `${desk}/mail?key=${keys.derive('mailbox')}`,
    loginUrl: `${desk}/login?token=${keys.derive('demo-login')}`,
  };
}

/** What the services take from our own environment: their settings and the system's, not what npm or a shell adds. */
const passedOn =
  /^(PATH|HOME|TZ|LANG|LC_ALL|TMPDIR|SMTP_URL|LOG_LEVEL|DATABASE_CONNECTIONS|NODE_EXTRA_CA_CERTS|(MODERATO|INTAKE|WORKER|DELIVERY|CONSOLE|QUEUE|REPORTS|OTEL)_\w+)$/;

interface ServiceSettings {
  masterKey: string;
  webhookSecret: string;
  urls: Urls;
  backing: { databaseUrl: string; redisUrl: string | null };
}

function serviceEnv(io: Io, { masterKey, webhookSecret, urls, backing }: ServiceSettings): Record<string, string> {
  const passed = Object.entries(io.env).filter((entry): entry is [string, string] => passedOn.test(entry[0]));
  return {
    ...Object.fromEntries(passed),
    HOST: '127.0.0.1',
    DATABASE_URL: backing.databaseUrl,
    ...(backing.redisUrl && { REDIS_URL: backing.redisUrl }),
    MODERATO_MASTER_KEY: masterKey,
    MODERATO_INTAKE_URL: io.env.MODERATO_INTAKE_URL || urls.intake,
    MODERATO_CONSOLE_URL: io.env.MODERATO_CONSOLE_URL || urls.console,
    MODERATO_DEMO_LOGIN: '1',
    MODERATO_DEMO_WEBHOOK_SECRET: webhookSecret,
  };
}
