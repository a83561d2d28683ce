import { createApiKey, endApiKey, listApiKeys } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { note, parseBody, type Route, sendJson } from '@moderato/http';
import { type Keys, keysSchema, type NewKey, newKeySchema, renameRequestSchema } from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { staffOf } from '../../sessions/staff-of.js';
import { answers } from '../answers.js';
import { idOf } from '../id-of.js';

/** As `moderato keys create` has it unless told. */
const requestsPerMinute = 600_000;

export const listKeys: Route<ConsoleDeps> = {
  operation: { method: 'get', path: '/api/keys', summary: 'The API keys of the site', ...answers(keysSchema) },
  handle:
    ({ database }) =>
    async (_req, res) => {
      const { siteId } = sessionOf(res);
      const keys = await database.withSite(siteId, (tx) => listApiKeys(tx, siteId));
      const answer: Keys = {
        data: keys.map(({ id, name, hint, createdAt, lastUsedAt, revokedAt }) => ({
          id,
          name,
          hint,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
          revokedAt: revokedAt?.toISOString() ?? null,
        })),
      };
      sendJson(res, 200, answer);
    },
};

export const makeKey: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/keys',
    summary: 'Make an API key; it is shown once',
    request: { body: { content: { 'application/json': { schema: renameRequestSchema } } } },
    ...answers(newKeySchema),
  },
  handle: (deps) => async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    const { siteId } = sessionOf(res);
    const { name } = parseBody(renameRequestSchema, req.body);
    const made: NewKey = await deps.database.withSite(siteId, (tx) =>
      createApiKey(tx, siteId, { name, requestsPerMinute }, staffOf(deps, res)),
    );
    note(res, { keyId: made.id });
    sendJson(res, 200, made);
  },
};

export const revokeKey: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/keys/{id}/revoke',
    summary: 'Revoke a key; it stops working within seconds',
    responses: { 204: { description: 'Done' } },
  },
  handle: (deps) => async (req, res) => {
    const { siteId } = sessionOf(res);
    const id = idOf(req.params);
    const ended = await deps.database.withSite(siteId, (tx) => endApiKey(tx, siteId, id, staffOf(deps, res)));
    if (!ended) throw new AppError('not_found');
    note(res, { keyId: id });
    res.status(204).end();
  },
};
