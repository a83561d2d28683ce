import { findIngestSource, insertIngestSource } from '@moderato/database';
import { AppError, newId } from '@moderato/domain';
import { parseBody, type Route, sendJson, validationError } from '@moderato/http';
import { keyOfSecret, newSecret } from '@moderato/webhooks';
import type { z } from 'zod';
import type { IntakeDeps } from '../../deps.js';
import { sourceView } from '../../ingest/source-view.js';
import { createSourceSchema, operation } from './schema.js';

const badSecret = (code: string, detail: string) => validationError([{ pointer: '/secret', code, detail }]);

/** The secret to keep; `made` where it is ours and must be told. */
function secretOf({ scheme, secret }: z.output<typeof createSourceSchema>): { secret: string; made: boolean } {
  if (secret === undefined) {
    if (scheme !== 'standard-webhooks') throw badSecret('required', 'is required for this scheme');
    return { secret: newSecret(), made: true };
  }
  if (scheme !== 'standard-webhooks') return { secret, made: false };
  try {
    keyOfSecret(secret);
  } catch {
    throw badSecret('invalid_format', 'must be whsec_ followed by base64');
  }
  return { secret, made: false };
}

export const createIngestSource: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const input = parseBody(createSourceSchema, req.body);
      const { secret, made } = secretOf(input);
      const at = clock.now();
      const { name, scheme, mapping } = input;
      const source = { id: newId(at), siteId, name, scheme, mapping, secrets: [secret] };
      const kept = await database.withSite(siteId, async (tx) => {
        const inserted = await insertIngestSource(tx, masterKeys, source, at);
        if (!inserted)
          throw validationError([{ pointer: '/name', code: 'taken', detail: 'is the name of another source' }]);
        return findIngestSource(tx, siteId, source.id);
      });
      if (!kept) throw new AppError('internal');
      res.setHeader('Location', `/v1/ingest-sources/${source.id}`);
      sendJson(res, 201, { ...sourceView(kept), ...(made && { secret }) });
    },
};
