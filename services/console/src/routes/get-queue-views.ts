import { countQueueViews, findLiveGuidelines, listQueueFacets, listQueueStories } from '@moderato/database';
import { type Route, sendJson } from '@moderato/http';
import { type QueueViews, queueViewsSchema } from '../api/contract.js';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from '../sessions/require-session.js';
import { answers } from './answers.js';

const cap = 1_000;
const facetLimits = { values: 40, atMost: 100 };
const storyLimits = { among: 2_000, values: 30 };

export const getQueueViews: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/queue/views',
    summary: 'What the queue can be narrowed down to, with how many wait in each; counted to a cap',
    ...answers(queueViewsSchema),
  },
  handle:
    ({ database, clock }) =>
    async (_req, res) => {
      const { siteId, moderator } = sessionOf(res);
      const who = { moderatorId: moderator.id, at: clock.now() };
      const answer = await database.withSite(siteId, async (tx): Promise<QueueViews> => {
        const live = await findLiveGuidelines(tx, siteId);
        const words = new Map(live?.policy.clauses.map(({ id, text }) => [id, text]));
        const clauses = await listQueueFacets(tx, siteId, 'clause_id', facetLimits);
        const languages = await listQueueFacets(tx, siteId, 'language', facetLimits);
        return {
          cap,
          counts: await countQueueViews(tx, siteId, who, cap),
          clauses: clauses.flatMap(({ value, waiting }) =>
            value === null ? [] : [{ value, title: words.get(value) ?? null, waiting }],
          ),
          languages: languages.map(({ value, waiting }) => ({ value: value ?? '', title: null, waiting })),
          stories: await listQueueStories(tx, siteId, storyLimits),
        };
      });
      sendJson(res, 200, answer);
    },
};
