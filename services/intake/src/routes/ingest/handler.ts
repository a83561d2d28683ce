import { isMessageKnown, rememberMessage } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { note, parseJson, type Route, rawBodyOf, sendJson, validationError } from '@moderato/http';
import { verifyInbound } from '@moderato/webhooks';
import { type AcceptedComment, acceptSubmission } from '../../comments/accept-submission.js';
import type { IntakeDeps } from '../../deps.js';
import type { OpenSource } from '../../ingest/ingest-sources.js';
import { isWanted, mapSubmission, problemsInPayload } from '../../ingest/mapping.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

function accept(payload: unknown, { mapping, site }: OpenSource): AcceptedComment {
  try {
    return acceptSubmission(mapSubmission(payload, mapping), site);
  } catch (error) {
    if (error instanceof AppError && error.errors) throw validationError(problemsInPayload(error.errors, mapping));
    throw error;
  }
}

function refusedFor(error: unknown): { refused: 'author_suspended' | 'author_banned' } {
  if (error instanceof AppError && (error.code === 'author_suspended' || error.code === 'author_banned')) {
    return { refused: error.code };
  }
  throw error;
}

/**
 * Takes in a signed message once. It is remembered after its comment is committed: a crash in between makes the
 * sender repeat it, and the repetition finds the same comment.
 */
export const ingest: Route<IntakeDeps> = {
  operation,
  handle:
    ({ sources, database, comments, clock }) =>
    async (req, res) => {
      const source = await sources.find(idOf(req));
      if (!source) throw new AppError('not_found');
      const { siteId } = source.site;
      note(res, { siteId, sourceId: source.id });
      const body = rawBodyOf(req);
      const { messageId } = verifyInbound(source.scheme, source.secrets, req.headers, body, clock.now());
      const message = { sourceId: source.id, messageId };
      if (await database.withSite(siteId, (tx) => isMessageKnown(tx, siteId, message))) {
        return sendJson(res, 200, { result: 'duplicate' });
      }
      const payload = parseJson(body);
      const isForUs = isWanted(payload, source.mapping);
      const recorded = isForUs ? comments.record(siteId, accept(payload, source)).catch(refusedFor) : null;
      const written = await recorded;
      await database.withSite(siteId, (tx) => rememberMessage(tx, siteId, message, clock.now()));
      if (!written) return sendJson(res, 200, { result: 'ignored' });
      // Nobody stands at the other end to be told: an error would only make the sender repeat it for days.
      if ('refused' in written) return sendJson(res, 200, { result: 'refused', code: written.refused });
      sendJson(res, 200, { result: 'accepted', id: written.id, status: written.status });
    },
};
