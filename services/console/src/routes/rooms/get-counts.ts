import { readWaitingCounts } from '@moderato/database';
import { type Route, sendJson } from '@moderato/http';
import { type Counts, countsSchema } from '../../api/rooms-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const cap = 1_000;

export const getCounts: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/counts',
    summary: 'What waits on the pages beside the queue',
    ...answers(countsSchema),
  },
  handle:
    ({ database, clock }) =>
    async (_req, res) => {
      const { siteId } = sessionOf(res);
      const found = await database.withSite(siteId, (tx) =>
        readWaitingCounts(tx, siteId, { at: clock.now(), atMost: cap }),
      );
      const counts: Counts = { ...found, cap };
      sendJson(res, 200, counts);
    },
};
