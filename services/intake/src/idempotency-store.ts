import {
  abandonIdempotentRequest,
  beginIdempotentRequest,
  finishIdempotentRequest,
  type KeptAnswer,
} from '@moderato/database';
import type { IdempotencyStore } from '@moderato/http';
import type { Response } from 'express';
import type { IntakeDeps } from './deps.js';

type Deps = Pick<IntakeDeps, 'auth' | 'database' | 'masterKeys' | 'clock'>;

/** Idempotency keys in Postgres, per site and API key. Bodies are sealed: an answer may show a secret once. */
export function createIdempotencyStore({ auth, database, masterKeys, clock }: Deps): IdempotencyStore {
  const scopeOf = (res: Response, key: string) => {
    const { siteId, keyId } = auth.credentialOf(res);
    return { siteId, apiKeyId: keyId, key };
  };
  const sealed = (answer: KeptAnswer): KeptAnswer => {
    const { wrapped, version } = masterKeys.wrap(Buffer.from(answer.body));
    return { ...answer, body: `${version}:${wrapped.toString('base64')}` };
  };
  const opened = (answer: KeptAnswer): KeptAnswer => {
    const [version = '', wrapped = ''] = answer.body.split(':');
    const body = masterKeys.unwrap({ wrapped: Buffer.from(wrapped, 'base64'), version: Number(version) });
    return { ...answer, body: body.toString('utf8') };
  };
  return {
    async begin(res, key, fingerprint) {
      const scope = scopeOf(res, key);
      const begun = await database.withSite(scope.siteId, (tx) =>
        beginIdempotentRequest(tx, scope, fingerprint, clock.now()),
      );
      return begun.state === 'finished' ? { state: 'finished', answer: opened(begun.answer) } : begun;
    },
    async finish(res, key, answer) {
      const scope = scopeOf(res, key);
      await database.withSite(scope.siteId, (tx) => finishIdempotentRequest(tx, scope, sealed(answer)));
    },
    async abandon(res, key) {
      const scope = scopeOf(res, key);
      await database.withSite(scope.siteId, (tx) => abandonIdempotentRequest(tx, scope));
    },
  };
}
