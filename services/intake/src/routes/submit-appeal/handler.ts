import { appealEvent, findCommentId, type RestrictionKey, readAppealToken } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { note, parseBody, type Route, sendJson } from '@moderato/http';
import type { z } from 'zod';
import { file } from '../../appeals/file.js';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { operation, submitAppealSchema } from './schema.js';

/** What is appealed; throws AppError where nothing is meant. */
async function aboutOf(
  { database, masterKeys, clock }: IntakeDeps,
  siteId: string,
  { commentId, externalId, penaltyId, token }: z.output<typeof submitAppealSchema>,
): Promise<RestrictionKey> {
  if (token !== undefined) {
    const link = readAppealToken(masterKeys, token, clock.now());
    if (link?.siteId !== siteId) throw new AppError('bad_link');
    return link.about;
  }
  if (penaltyId !== undefined) return { penaltyId: penaltyId.toLowerCase() };
  if (commentId !== undefined) return { commentId: commentId.toLowerCase() };
  const named = storableText(externalId ?? '');
  const found = await database.withSite(siteId, (tx) => findCommentId(tx, siteId, named));
  if (!found) throw new AppError('not_found');
  return { commentId: found };
}

export const submitAppeal: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { siteId, keyId } = deps.auth.credentialOf(res);
    const input = parseBody(submitAppealSchema, req.body);
    const about = await aboutOf(deps, siteId, input);
    const { text, wantsOutcome, email } = input;
    const given = { about, source: 'api', text, wantsOutcome, email } as const;
    const { appeal, isNew } = await file(deps, siteId, given, `api-key:${keyId}`);
    note(res, { appealId: appeal.id, filed: isNew });
    sendJson(res, isNew ? 201 : 200, { ...appealEvent(appeal), filed: isNew });
  },
};
