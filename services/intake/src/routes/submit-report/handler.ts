import { findCommentId, type Reporter } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { note, parseBody, type Route, sendJson } from '@moderato/http';
import type { z } from 'zod';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { takeNotice } from '../../reports/take-notice.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { operation, submitReportSchema } from './schema.js';

function reporterOf(input: z.output<typeof submitReportSchema>): Reporter {
  const { reporter } = input;
  // The site's own id comes first: one person may have several addresses.
  if (reporter?.id !== undefined) return { id: storableText(reporter.id) };
  const email = reporter?.email ?? input.illegal?.email;
  return email === undefined ? null : { email };
}

export const submitReport: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { auth, database, reports } = deps;
    const { siteId } = auth.credentialOf(res);
    const input = parseBody(submitReportSchema, req.body);
    const { externalId } = input;
    const commentId =
      input.commentId?.toLowerCase() ??
      (externalId && (await database.withSite(siteId, (tx) => findCommentId(tx, siteId, storableText(externalId)))));
    if (!commentId) throw new AppError('not_found');
    const { reason, text, reporter, wantsOutcome } = input;
    const notice = input.illegal && (await takeNotice(database, siteId, input.illegal));
    const written = await reports.open(siteId, {
      commentId,
      reporter: reporterOf(input),
      reason,
      source: 'api',
      text: text ? storableText(text) : null,
      address: reporter?.email ?? null,
      wantsOutcome,
      notice,
    });
    if (!written) throw new AppError('not_found');
    const { outbox, isNew, ...report } = written;
    if (outbox) wakeDelivery(deps, siteId);
    note(res, { commentId, reportId: report.id, counted: isNew });
    sendJson(res, isNew ? 201 : 200, { ...report, counted: isNew });
  },
};
