import { findGuidelines, insertBacktest } from '@moderato/database';
import { newId } from '@moderato/domain';
import { parseBody, type Route, sendJson, validationError } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { operation, startBacktestSchema } from './schema.js';

const dayMs = 86_400_000;
const defaultDays = 30;

export const startBacktest: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, clock, database, log, queues }) =>
    async (req, res) => {
      const { siteId, keyId } = auth.credentialOf(res);
      const { version, over } = parseBody(startBacktestSchema, req.body);
      const at = clock.now();
      const id = newId(at);
      const until = over.until ? new Date(over.until) : at;
      const since = over.since ? new Date(over.since) : new Date(at.getTime() - (over.days ?? defaultDays) * dayMs);
      const backtest = { id, version, since, until, most: over.limit, createdBy: `api-key:${keyId}` };
      await database.withSite(siteId, async (tx) => {
        if (!(await findGuidelines(tx, siteId, version))) {
          const detail = 'The site has no such version: GET /v1/guidelines/versions lists those there are.';
          throw validationError([{ pointer: '/version', code: 'unknown_version', detail }]);
        }
        await insertBacktest(tx, siteId, backtest, at);
      });
      // Not waited for: the worker's sweep finds one whose job could not be made.
      queues
        .enqueue('backtest', [{ siteId, backtestId: id }])
        .catch((err: Error) => log.warn({ event: 'enqueue.failed', siteId, err }));
      res.setHeader('Location', `/v1/guidelines/backtest/${id}`);
      sendJson(res, 202, { id, state: 'queued' });
    },
};
