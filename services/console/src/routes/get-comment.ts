import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { commentDetailSchema } from '../api/contract.js';
import { readCommentDetail } from '../api/review-comment.js';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { answers } from './answers.js';

const idSchema = z.uuid();

/** The comment's id out of the address; what is no id names no comment. */
export function commentIdOf(params: Record<string, unknown>): string {
  const { success, data } = idSchema.safeParse(params.id);
  if (!success) throw new AppError('not_found');
  return data;
}

export const getComment: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/comments/{id}',
    summary: 'One comment with its history, whatever its status',
    ...answers(commentDetailSchema),
  },
  handle:
    ({ database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const id = commentIdOf(req.params);
      const about = { id, masterKeys, at: clock.now() };
      const detail = await database.withSite(siteId, (tx) => readCommentDetail(tx, siteId, about));
      if (!detail) throw new AppError('not_found');
      sendJson(res, 200, detail);
    },
};
