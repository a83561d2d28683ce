import { readPreferences, writePreferences } from '@moderato/database';
import { parseBody, type Route, sendJson } from '@moderato/http';
import { type Preferences, preferencesSchema } from '../../api/desk-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const path = '/api/preferences';

export const getPreferences: Route<ConsoleDeps> = {
  operation: { method: 'get', path, summary: 'What the moderator set for themselves', ...answers(preferencesSchema) },
  handle:
    ({ database }) =>
    async (_req, res) => {
      const { siteId, moderator } = sessionOf(res);
      const kept = await database.withSite(siteId, (tx) => readPreferences(tx, siteId, moderator.id));
      // What an older version kept, and this one does not know, is not worth an error.
      const preferences: Preferences = preferencesSchema.safeParse(kept ?? {}).data ?? preferencesSchema.parse({});
      sendJson(res, 200, preferences);
    },
};

export const putPreferences: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path,
    summary: 'Set what the moderator wants for themselves',
    request: { body: { content: { 'application/json': { schema: preferencesSchema } } } },
    ...answers(preferencesSchema),
  },
  handle:
    ({ database, clock }) =>
    async (req, res) => {
      const { siteId, moderator } = sessionOf(res);
      const preferences = parseBody(preferencesSchema, req.body);
      const written = { moderatorId: moderator.id, preferences };
      await database.withSite(siteId, (tx) => writePreferences(tx, siteId, written, clock.now()));
      sendJson(res, 200, preferences);
    },
};
