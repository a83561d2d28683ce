import { findBacktest } from '@moderato/database';
import { AppError, backtestView } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

export const getBacktest: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const id = idOf(req);
      const backtest = await database.withSite(siteId, (tx) => findBacktest(tx, siteId, id));
      if (!backtest) throw new AppError('not_found');
      sendJson(res, 200, backtestView(backtest));
    },
};
