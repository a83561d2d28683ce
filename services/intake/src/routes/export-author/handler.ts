import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportPerson } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { parseParameters, type Route } from '@moderato/http';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { authorParameter } from '../erase-author/schema.js';
import { operation } from './schema.js';

export const exportAuthor: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, clock, masterKeys }) =>
    async (req, res) => {
      const { siteId, keyId } = auth.credentialOf(res);
      const externalId = storableText(parseParameters(authorParameter, req.params).id);
      const staff = { actor: `api-key:${keyId}`, at: clock.now() };
      const parts = await exportPerson(database, masterKeys, { siteId, externalId, staff });
      if (!parts) throw new AppError('not_found');
      res.status(200).setHeader('Content-Type', 'application/json; charset=utf-8');
      res.setHeader('Cache-Control', 'no-store');
      res.setHeader('Content-Disposition', 'attachment; filename="data.json"');
      try {
        await pipeline(Readable.from(parts), res);
      } catch (error) {
        // Who hung up asked for no more; any other fault ends the connection, so that nobody takes a part for the whole.
        if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      }
    },
};
