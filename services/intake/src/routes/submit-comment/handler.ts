import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { acceptSubmission } from '../../comments/accept-submission.js';
import { viewOf } from '../../comments/comment-view.js';
import { preferredWait } from '../../comments/prefer-wait.js';
import type { IntakeDeps } from '../../deps.js';
import { operation } from './schema.js';

/** Accepts one comment; answers once it is committed, or, where asked to wait, once it is decided. */
export const submitComment: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, comments, waiters }) =>
    async (req, res) => {
      const site = auth.credentialOf(res);
      const { id, status, kind } = await comments.record(site.siteId, acceptSubmission(req.body, site));
      if (kind === 'withdrawn') throw new AppError('conflict', { detail: 'This comment was withdrawn.' });
      const seconds = preferredWait(req.headers.prefer);
      if (seconds !== null) {
        res.setHeader('Preference-Applied', `wait=${seconds}`);
        const decided = await waiters.wait(site.siteId, id, seconds * 1_000);
        if (decided) return sendJson(res, 200, viewOf(decided));
      }
      sendJson(res, 202, { id, status });
    },
};
