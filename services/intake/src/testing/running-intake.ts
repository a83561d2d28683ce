import {
  type Database,
  findLiveGuidelines,
  insertApiKey,
  insertSite,
  newApiKey,
  publishGuidelines,
} from '@moderato/database';
import { type Clock, newId, type SiteSettings, siteSettingsSchema } from '@moderato/domain';
import { compile } from '@moderato/guidelines';
import { createLogger } from '@moderato/observability';
import type { Payload, Queues } from '@moderato/queues';
import { loadIntakeConfig } from '../config.js';
import { createIntake, type IntakeOverrides } from '../create-intake.js';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export interface TestSite {
  siteId: string;
  key: string;
  keyId: string;
}

export interface RunningIntake {
  url: string;
  /** Jobs that were enqueued, oldest first. */
  jobs: Payload<'decide-comments'>[];
  call(site: TestSite | null, method: string, path: string, options?: CallOptions): Promise<Answer>;
  stop(): Promise<void>;
}

interface CallOptions {
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: string | Uint8Array;
  headers?: Record<string, string>;
}

const guidelines = 'Comments must be civil, with no personal attacks. Report abuse to editor@paper.example.';

/** A site with live guidelines and a key of its own. */
export async function makeSite(
  database: Database,
  { requestsPerMinute = 600_000, ...settings }: Partial<SiteSettings> & { requestsPerMinute?: number } = {},
): Promise<TestSite> {
  const at = new Date();
  const [siteId, keyId, key] = [newId(at), newId(at), newApiKey()];
  await database.withSite(siteId, async (tx) => {
    await insertSite(tx, { id: siteId, slug: siteId, name: 'Paper', settings: siteSettingsSchema.parse(settings) }, at);
    await publishGuidelines(tx, { id: newId(at), siteId, policy: compile(guidelines, { version: 1 }), at });
    if (!(await findLiveGuidelines(tx, siteId))) throw new Error('no guidelines');
    await insertApiKey(tx, { id: keyId, siteId, name: 'test', requestsPerMinute }, key, at);
  });
  return { siteId, key, keyId };
}

/** Jobs are kept in a list: what the queue does with them is tested in packages/queues. */
function recordingQueues(jobs: Payload<'decide-comments'>[]): Pick<Queues, 'enqueue'> {
  return {
    enqueue: async (name, payloads) => {
      if (name === 'decide-comments') jobs.push(...(payloads as Payload<'decide-comments'>[]));
    },
  };
}

export async function startIntake(
  db: { url: string },
  { env = {}, ...overrides }: IntakeOverrides & { clock?: Clock; env?: Record<string, string> } = {},
): Promise<RunningIntake> {
  const jobs: Payload<'decide-comments'>[] = [];
  const config = loadIntakeConfig({
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: 'ab'.repeat(32),
    PORT: '0',
    HOST: '127.0.0.1',
    ...env,
  });
  const log = createLogger({ service: 'intake', level: 'silent' });
  const intake = await createIntake(config, { log, queues: recordingQueues(jobs), ...overrides });
  const url = `http://127.0.0.1:${(await intake.start()).port}`;
  return {
    url,
    jobs,
    async call(site, method, path, { body, raw, headers = {} } = {}) {
      const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
      const answer = await fetch(url + path, {
        method,
        headers: {
          ...(site && { authorization: `Bearer ${site.key}` }),
          ...(payload !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(payload !== undefined && { body: payload as string }),
      });
      const text = await answer.text();
      const isJson = /json/.test(answer.headers.get('content-type') ?? '');
      return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
    },
    stop: () => intake.stop(),
  };
}

let counter = 0;

/** A submission that every test site takes. */
export function aSubmission(changes: Record<string, unknown> = {}): Record<string, unknown> {
  counter += 1;
  return {
    externalId: `c-${counter}-${process.pid}`,
    body: 'The council should have asked the neighbours first.',
    author: { id: 'reader-1', name: 'Ann Reader', email: 'ann@readers.example', ip: '203.0.113.7' },
    story: { id: 'story-1', url: 'https://paper.example/council', title: 'Council votes' },
    ...changes,
  };
}
