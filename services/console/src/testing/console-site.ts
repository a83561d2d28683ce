import { randomBytes } from 'node:crypto';
import { type Database, insertModerator, loginToken, MasterKeys, noteSignIn, setPassword } from '@moderato/database';
import { type Clock, newId, type Role } from '@moderato/domain';
import type { Service } from '@moderato/http';
import type { Logger } from '@moderato/observability';
import { loadConsoleConfig } from '../config.js';
import { createConsole } from '../create-console.js';
import { hashPassword } from '../sessions/passwords.js';

/** What a test has made, of the testkit. */
interface Stage {
  db: { url: string; database: Database };
  clock: Clock & { advance(ms: number): Date };
  log: Logger;
}

/** A console as it runs. */
export interface TestConsole {
  origin: string;
  masterKeys: MasterKeys;
  /** A moderator as `moderato users create` makes them; returns their id. */
  addModerator(siteId: string, changes?: NewModerator): Promise<string>;
  /** The cookie of a session, opened by a login link. */
  signIn(siteId: string, moderatorId: string): Promise<string>;
  call(method: string, path: string, options?: CallOptions): Promise<Called>;
  stop(): Promise<void>;
}

export interface NewModerator {
  name?: string;
  email?: string;
  role?: Role;
  /** Set: they have joined, with this. */
  password?: string;
}

export interface CallOptions {
  cookie?: string;
  body?: object;
  headers?: Record<string, string>;
}

export interface Called {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the answer of any route
  body: any;
  headers: Headers;
}

export const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';

/** `env`: settings besides the database and the keys. */
export async function startTestConsole({ db, clock, log }: Stage, env = {}): Promise<TestConsole> {
  const masterKey = randomBytes(32).toString('hex');
  const masterKeys = new MasterKeys([masterKey]);
  const settings = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: masterKey, HOST: '127.0.0.1', PORT: '0', ...env };
  const service: Service = await createConsole(loadConsoleConfig(settings), { clock, log });
  const origin = `http://127.0.0.1:${(await service.start()).port}`;
  return {
    origin,
    masterKeys,
    async addModerator(siteId, { name = 'Kim', password, ...rest } = {}) {
      const at = clock.now();
      const id = newId(at);
      const hash = password === undefined ? null : await hashPassword(password);
      await db.database.withSite(siteId, async (tx) => {
        await insertModerator(tx, siteId, { id, name, ...rest }, at);
        if (hash) await setPassword(tx, siteId, { id, hash }, { actor: 'cli', at });
        if (hash) await noteSignIn(tx, siteId, id, at);
      });
      return id;
    },
    async signIn(siteId, moderatorId) {
      // Its own second, so that each link is another.
      clock.advance(1_000);
      const token = loginToken(masterKeys, siteId, moderatorId, new Date(clock.now().getTime() + 3_600_000));
      const answer = await fetch(`${origin}/login?token=${token}`, { redirect: 'manual' });
      return cookieOf(answer.headers);
    },
    async call(method, path, { cookie = '', body, headers = {} } = {}) {
      const answer = await fetch(`${origin}${path}`, {
        method,
        redirect: 'manual',
        headers: { cookie, 'content-type': 'application/json', 'x-moderato-csrf': '1', ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      const type = answer.headers.get('content-type') ?? '';
      // A stream of events ends when we leave.
      if (type.startsWith('text/event-stream')) await answer.body?.cancel();
      const text = answer.bodyUsed ? '' : await answer.text();
      const isJson = type.includes('json');
      return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers };
    },
    stop: () => service.stop(),
  };
}
