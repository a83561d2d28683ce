import { findLiveGuidelines } from '@moderato/database';
import { compiledJson, guidelinesChanges, guidelinesProblems, postedPolicy } from '@moderato/guidelines';
import { parseBody, type Route, sendJson } from '@moderato/http';
import { draftRequestSchema, type GuidelinesPreview, previewSchema } from '../../api/guidelines-contract.js';
import { guidelinesOf } from '../../api/guidelines-version.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

export const preview: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/guidelines/preview',
    summary: 'What a text would be read as, and what stands against it; nothing is kept',
    request: { body: { content: { 'application/json': { schema: draftRequestSchema } } } },
    ...answers(previewSchema),
  },
  handle: (deps) => async (req, res) => {
    const { database } = deps;
    const { siteId } = sessionOf(res);
    const input = parseBody(draftRequestSchema, req.body);
    const { live, base } = await database.withSite(siteId, async (tx) => {
      const current = await findLiveGuidelines(tx, siteId);
      return { live: current, base: input.from === undefined ? current : await guidelinesOf(tx, siteId, input.from) };
    });
    const wrong = guidelinesProblems(input.text);
    // What is no text, or too long to be guidelines, is not compiled.
    const posted = { ...input, text: wrong.some(({ code }) => uncompiled.has(code)) ? '' : input.text };
    const { policy, leftOut, problems } = postedPolicy(posted, (live?.version ?? 0) + 1, base?.policy ?? null);
    const { clauses, report, limits } = compiledJson(policy);
    const answer: GuidelinesPreview = {
      text: policy.source,
      clauses,
      report,
      limits: { ...limits },
      changes: guidelinesChanges(policy, live),
      ...(leftOut.length > 0 && { tuningLeftOut: leftOut }),
      problems: [...wrong, ...problems].map(({ pointer = '/text', code, detail }) => ({ pointer, code, detail })),
    };
    sendJson(res, 200, answer);
  },
};

const uncompiled = new Set(['not_text', 'too_long']);
