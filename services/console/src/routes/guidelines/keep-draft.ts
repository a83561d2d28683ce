import { putGuidelines } from '@moderato/database';
import type { Policy } from '@moderato/domain';
import { guidelinesProblems, postedPolicy } from '@moderato/guidelines';
import { note, parseBody, type Route, sendJson, validationError } from '@moderato/http';
import { draftRequestSchema, guidelinesVersionSchema } from '../../api/guidelines-contract.js';
import { guidelinesOf, guidelinesVersion } from '../../api/guidelines-version.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

export const keepDraft: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/guidelines/versions',
    summary: 'Keep a draft; answers with the version that says the same where there is one',
    request: { body: { content: { 'application/json': { schema: draftRequestSchema } } } },
    ...answers(guidelinesVersionSchema),
  },
  handle: (deps) => async (req, res) => {
    const { database, clock } = deps;
    const { siteId, moderator } = sessionOf(res);
    const input = parseBody(draftRequestSchema, req.body);
    const wrong = guidelinesProblems(input.text);
    if (wrong.length > 0) throw validationError(wrong);
    let leftOut: string[] = [];
    const policyFor = (version: number, base: Policy | null): Policy => {
      const posted = postedPolicy(input, version, base);
      if (posted.problems.length > 0) throw validationError(posted.problems);
      leftOut = posted.leftOut;
      return posted.policy;
    };
    const change = { state: 'draft' as const, actor: `moderator:${moderator.id}`, at: clock.now() };
    const { guidelines, live } = await database.withSite(siteId, async (tx) => {
      const from = input.from === undefined ? null : (await guidelinesOf(tx, siteId, input.from)).policy;
      return putGuidelines(tx, siteId, { ...change, policyFor: (version, live) => policyFor(version, from ?? live) });
    });
    note(res, { version: guidelines.version });
    sendJson(res, 200, {
      ...guidelinesVersion(guidelines, live),
      ...(leftOut.length > 0 && { tuningLeftOut: leftOut }),
    });
  },
};
