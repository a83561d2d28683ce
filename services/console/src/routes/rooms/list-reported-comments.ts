import {
  listReportedComments as listOpen,
  listResolvedComments,
  type ReportedComment as StoredReportedComment,
} from '@moderato/database';
import { pageOf, pageParameters, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { readReportedComments } from '../../api/reported-comments.js';
import { type ReportedComments, reportedCommentsPageSchema } from '../../api/rooms-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const querySchema = z.strictObject({ ...pageParameters, state: z.enum(['open', 'resolved']).default('open') });

const positionOf = ({ reported, newest, commentId }: StoredReportedComment): string[] =>
  newest === null ? [String(reported), commentId] : [newest];

export const listReportedComments: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/reported-comments',
    summary: 'Comments that readers reported, with all reports of each: the most pressing first, or resolved ones',
    ...answers(reportedCommentsPageSchema),
  },
  handle:
    ({ database, cursors, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const { limit, cursor, state } = parseParameters(querySchema, req.query);
      const scope = { list: 'reported-comments', siteId, filters: { state } };
      const [first, commentId] = cursor === undefined ? [] : cursors.decode(scope, cursor);
      const open = state === 'open';
      const after = first !== undefined && commentId !== undefined ? { reported: Number(first), commentId } : undefined;
      const answer = await database.withSite(siteId, async (tx): Promise<ReportedComments> => {
        const rows = open
          ? await listOpen(tx, siteId, { after, limit: limit + 1 })
          : await listResolvedComments(tx, siteId, { before: first, limit: limit + 1 });
        const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf });
        return {
          ...page,
          data: await readReportedComments(tx, siteId, { rows: page.data, open, masterKeys, at: clock.now() }),
        };
      });
      sendJson(res, 200, answer);
    },
};
