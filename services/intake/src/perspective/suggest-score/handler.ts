import { findCommentId, insertScoreSuggestion } from '@moderato/database';
import { newId } from '@moderato/domain';
import { note, sendJson } from '@moderato/http';
import type { RequestHandler } from 'express';
import { storableJson, storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { parseGoogle, requestedLanguages, textOf } from '../comment-schema.js';
import { badRequest } from '../google-error.js';
import { languagesOf } from '../languages.js';
import { coralCommentId } from './coral-comment-id.js';
import { suggestRequest } from './schema.js';

type Scores = Record<string, { summaryScore?: unknown; spanScores?: unknown[] | null | undefined }>;

function scoresIn(scores: Scores): Scores {
  const names = Object.keys(scores);
  if (names.length === 0) throw badRequest('NO_REQUESTED_ATTRIBUTES', 'No score was suggested: attributeScores.');
  const empty = names.find((name) => !scores[name]?.summaryScore && !scores[name]?.spanScores?.length);
  if (empty !== undefined) {
    throw badRequest('INVALID_REQUEST', `attributeScores.${empty} holds neither summaryScore nor spanScores.`);
  }
  return scores;
}

/** Takes a person's word on a score; kept without the comment's text, and only where the site permits it. */
export const suggestScore =
  ({ auth, clock, database }: IntakeDeps): RequestHandler =>
  async (req, res) => {
    const input = parseGoogle(suggestRequest, req.body);
    const { languages, detected } = languagesOf(textOf(input), requestedLanguages(input.languages));
    const scores = scoresIn(input.attributeScores ?? {});
    const { siteId, settings } = auth.credentialOf(res);
    if (settings.storeSuggestedScores) {
      const told = coralCommentId(input);
      const externalId = told === null ? null : storableText(told);
      const at = clock.now();
      await database.withSite(siteId, async (tx) => {
        const commentId = externalId === null ? null : await findCommentId(tx, siteId, externalId);
        const suggestion = { id: newId(at), commentId, externalId, scores: storableJson(scores), languages };
        await insertScoreSuggestion(tx, siteId, suggestion, at);
      });
    }
    note(res, { stored: settings.storeSuggestedScores });
    sendJson(res, 200, {
      ...(typeof input.clientToken === 'string' && { clientToken: input.clientToken }),
      requestedLanguages: languages,
      detectedLanguages: detected,
    });
  };
