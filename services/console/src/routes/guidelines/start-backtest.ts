import { insertBacktest } from '@moderato/database';
import { backtestPeriod, newId } from '@moderato/domain';
import { parseBody, type Route, sendJson } from '@moderato/http';
import { backtestRequestSchema, newestBacktestSchema } from '../../api/guidelines-contract.js';
import { guidelinesOf, versionOf } from '../../api/guidelines-version.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';
import { readNewestBacktest } from './get-backtest.js';

const mostComments = 100_000;

export const startBacktest: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/guidelines/versions/{version}/backtest',
    summary: 'Run a version over the comments of the last days; nothing is decided or changed',
    request: { body: { content: { 'application/json': { schema: backtestRequestSchema } } } },
    ...answers(newestBacktestSchema),
  },
  handle: (deps) => async (req, res) => {
    const { database, clock, queues, log } = deps;
    const { siteId, moderator } = sessionOf(res);
    const version = versionOf(req.params);
    const over = parseBody(backtestRequestSchema, req.body);
    const at = clock.now();
    const id = newId(at);
    const createdBy = `moderator:${moderator.id}`;
    const backtest = { id, version, ...backtestPeriod(over, at), most: mostComments, createdBy };
    const answer = await database.withSite(siteId, async (tx) => {
      await guidelinesOf(tx, siteId, version);
      await insertBacktest(tx, siteId, backtest, at);
      return readNewestBacktest(tx, siteId, version);
    });
    // Not waited for: the worker's sweep finds one whose job could not be made.
    queues
      .enqueue('backtest', [{ siteId, backtestId: id }])
      .catch((err: Error) => log.warn({ event: 'enqueue.failed', siteId, err }));
    sendJson(res, 200, answer);
  },
};
