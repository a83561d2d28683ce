import { imposePenalty, liftPenalty } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { note, parseBody, type Route, sendJson } from '@moderato/http';
import {
  liftRequestSchema,
  type PenaltyAnswer,
  penaltyAnswerSchema,
  penaltyRequestSchema,
} from '../../api/desk-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { answers } from '../answers.js';
import { commentIdOf } from '../get-comment.js';
import { authorOfComment } from './author-of-comment.js';

const hourMs = 3_600_000;

/** The same operation as intake's `POST /v1/bans`, in a moderator's name. */
export const punishAuthor: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/comments/{id}/penalty',
    summary: 'Warn, strike, suspend or ban the author of a comment, which is the evidence',
    request: { body: { content: { 'application/json': { schema: penaltyRequestSchema } } } },
    ...answers(penaltyAnswerSchema),
  },
  handle: (deps) => async (req, res) => {
    const { siteId, moderator } = sessionOf(res);
    const commentId = commentIdOf(req.params);
    const { hours, ...given } = parseBody(penaltyRequestSchema, req.body);
    const at = deps.clock.now();
    const expiresAt = hours === undefined ? undefined : new Date(at.getTime() + hours * hourMs);
    const imposed = await deps.database.withSite(siteId, async (tx) => {
      const author = await authorOfComment(tx, siteId, commentId);
      const staff = { actor: `moderator:${moderator.id}`, at };
      return imposePenalty(tx, siteId, { ...given, author, commentId, expiresAt }, staff);
    });
    if (imposed.outbox) await wakeDelivery(deps, siteId);
    const { id, kind, expiresAt: until } = imposed.penalty;
    note(res, { commentId, penaltyId: id, kind });
    const answer: PenaltyAnswer = { id, kind, expiresAt: until?.toISOString() ?? null };
    sendJson(res, 200, answer);
  },
};

export const liftAuthorsPenalty: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/penalties/{id}/lift',
    summary: 'Take a penalty back, with all that followed from it',
    request: { body: { content: { 'application/json': { schema: liftRequestSchema } } } },
    ...answers(penaltyAnswerSchema),
  },
  handle: (deps) => async (req, res) => {
    const { siteId, moderator } = sessionOf(res);
    const id = commentIdOf(req.params);
    const { reason } = parseBody(liftRequestSchema, req.body);
    const staff = { actor: `moderator:${moderator.id}`, at: deps.clock.now() };
    const lifted = await deps.database.withSite(siteId, (tx) => liftPenalty(tx, siteId, { id, reason }, staff));
    if (!lifted) throw new AppError('not_found');
    if (lifted.outbox) await wakeDelivery(deps, siteId);
    const { kind, expiresAt } = lifted.penalty;
    sendJson(res, 200, { id, kind, expiresAt: expiresAt?.toISOString() ?? null } satisfies PenaltyAnswer);
  },
};
