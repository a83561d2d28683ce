import { findIngestSource } from '@moderato/database';
import { AppError, type FieldProblem } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { acceptSubmission } from '../../comments/accept-submission.js';
import type { IntakeDeps } from '../../deps.js';
import { isWanted, type Mapping, mappingSchema, mapSubmission, problemsInPayload } from '../../ingest/mapping.js';
import type { SiteContext } from '../../site-context.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

function problemsOf(submission: unknown, site: SiteContext, mapping: Mapping): FieldProblem[] {
  try {
    acceptSubmission(submission, site);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return problemsInPayload(error.errors ?? [], mapping);
  }
}

/** Answers what the payload would become; shows it to the one who sent it, stores nothing. */
export const dryRunIngest: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (req, res) => {
      const site = auth.credentialOf(res);
      const source = await database.withSite(site.siteId, (tx) => findIngestSource(tx, site.siteId, idOf(req)));
      if (!source) throw new AppError('not_found');
      const mapping = mappingSchema.parse(source.mapping);
      const submission = mapSubmission(req.body, mapping);
      const problems = problemsOf(submission, site, mapping);
      sendJson(res, 200, { wanted: isWanted(req.body, mapping), submission, problems });
    },
};
