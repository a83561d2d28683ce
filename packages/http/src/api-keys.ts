import { AppError } from '@moderato/domain';
import type { RequestHandler, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { note } from './request-context.js';

/** Whom a key speaks for. Services add what they need per key, so that no request asks the database again. */
export interface Credential {
  /** Of the key, not the key. */
  keyId: string;
  siteId: string;
  requestsPerMinute: number;
}

export interface ApiKeyAuth<C extends Credential> {
  middleware: RequestHandler;
  /** For callers who send their key elsewhere than in `Authorization`; rejects with `unauthorized` as that does. */
  accept(res: Response, key: string | undefined): Promise<void>;
  /** Throws where the middleware did not run. */
  credentialOf(res: Response): C;
  /** Forgets what is cached of a site, so that its next request sees a change at once. */
  forgetSite(siteId: string): void;
}

interface Options<C extends Credential> {
  /** Null: no such key. Called at most once per `ttlMs` and key. */
  lookUp(key: string): Promise<C | null>;
  /** How long an answer is good, and so how long a revoked key may still work. */
  ttlMs?: number;
  /** Keys remembered, the unknown ones included. */
  size?: number;
}

const longestKey = 200;
const bearer = /^bearer +(\S{1,200}) *$/i;

/** `Authorization: Bearer mod_…`; 401 without one or with an unknown one. */
export function apiKeyAuth<C extends Credential>({ lookUp, ttlMs = 1_000, size = 10_000 }: Options<C>): ApiKeyAuth<C> {
  const cache = new LRUCache<string, { credential: C | null }>({
    max: size,
    ttl: ttlMs,
    fetchMethod: async (key) => ({ credential: await lookUp(key) }),
  });
  const credentials = new WeakMap<Response, C>();
  const accept = async (res: Response, key: string | undefined): Promise<void> => {
    // What is too long for a key is not remembered either.
    if (!key?.startsWith('mod_') || key.length > longestKey) throw new AppError('unauthorized');
    const credential = (cache.get(key) ?? (await cache.fetch(key)))?.credential;
    if (!credential) throw new AppError('unauthorized');
    credentials.set(res, credential);
    note(res, { siteId: credential.siteId, keyId: credential.keyId });
  };

  return {
    middleware: async (req, res, next) => {
      await accept(res, bearer.exec(req.headers.authorization ?? '')?.[1]);
      next();
    },
    accept,
    credentialOf(res) {
      const credential = credentials.get(res);
      if (!credential) throw new AppError('unauthorized');
      return credential;
    },
    forgetSite(siteId) {
      for (const [key, value] of cache.entries()) if (value.credential?.siteId === siteId) cache.delete(key);
    },
  };
}
