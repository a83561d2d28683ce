import { type ClausePlace, listGuidelinesSince, readClauseActivity, type StoredGuidelines } from '@moderato/database';
import { AppError, firstIdAt } from '@moderato/domain';
import { pairClauses } from '@moderato/guidelines';
import { type Route, sendJson } from '@moderato/http';
import { type ClauseActivity, clauseActivitySchema } from '../../api/guidelines-contract.js';
import { guidelinesOf, versionOf } from '../../api/guidelines-version.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const days = 30;
/** Decisions that are counted at most, the newest: more would say the same. */
const mostDecisions = 10_000;
/** Versions that are looked through at most, the newest. */
const mostVersions = 20;

/** The clause as each version names it: numbers change with the text. */
function placesOf({ policy }: StoredGuidelines, clauseId: string, versions: StoredGuidelines[]): ClausePlace[] {
  const others = versions.flatMap((other) =>
    pairClauses(other.policy, policy)
      .filter(({ after }) => after.id === clauseId && other.version !== policy.version)
      .map(({ before }) => ({ version: other.version, clauseId: before.id })),
  );
  return [{ version: policy.version, clauseId }, ...others];
}

export const getClauseActivity: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/guidelines/versions/{version}/clauses/{clauseId}/activity',
    summary: 'What the clause did in the last 30 days, under whichever version, and what moderators made of it',
    ...answers(clauseActivitySchema),
  },
  handle:
    ({ database, clock }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const version = versionOf(req.params);
      const clauseId = String(req.params.clauseId);
      const since = new Date(clock.now().getTime() - days * 86_400_000);
      const activity = await database.withSite(siteId, async (tx) => {
        const viewed = await guidelinesOf(tx, siteId, version);
        if (!viewed.policy.clauses.some(({ id }) => id === clauseId)) return null;
        const versions = await listGuidelinesSince(tx, siteId, { since, limit: mostVersions });
        const places = placesOf(viewed, clauseId, versions);
        return readClauseActivity(tx, siteId, { places, since: firstIdAt(since), atMost: mostDecisions });
      });
      if (!activity) throw new AppError('not_found', { detail: 'That version has no such clause.' });
      const answer: ClauseActivity = { days, ...activity };
      sendJson(res, 200, answer);
    },
};
