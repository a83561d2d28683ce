import { findGuidelines, insertBacktest } from '@moderato/database';
import { backtestPeriod, newId, startBacktestSchema } from '@moderato/domain';
import { parseBody, type Route, sendJson, validationError } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { operation } from './schema.js';

export const startBacktest: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, clock, database, log, queues }) =>
    async (req, res) => {
      const { siteId, keyId } = auth.credentialOf(res);
      const { version, over } = parseBody(startBacktestSchema, req.body);
      const at = clock.now();
      const id = newId(at);
      const period = backtestPeriod(over, at);
      const backtest = { id, version, ...period, most: over.limit, createdBy: `api-key:${keyId}` };
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
