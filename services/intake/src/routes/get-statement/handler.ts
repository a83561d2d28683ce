import { findComments, findPunished, type RestrictionKey } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { Request } from 'express';
import { readStatement, shown } from '../../appeals/read-statement.js';
import type { IntakeDeps } from '../../deps.js';
import { idOf } from '../id-parameter.js';
import { ofCommentOperation, ofPenaltyOperation } from './schema.js';

const statementRoute = (
  operation: Route<IntakeDeps>['operation'],
  keyOf: (req: Request) => RestrictionKey,
): Route<IntakeDeps> => ({
  operation,
  handle: (deps) => async (req, res) => {
    const { siteId } = deps.auth.credentialOf(res);
    const key = keyOf(req);
    const read = await deps.database.withSite(siteId, async (tx) => {
      const found = await readStatement(tx, siteId, key, deps);
      if (found) return found;
      const known =
        'penaltyId' in key
          ? await findPunished(tx, siteId, key.penaltyId)
          : (await findComments(tx, siteId, [key.commentId]))[0];
      throw new AppError(known ? 'not_restricted' : 'not_found');
    });
    res.setHeader('Cache-Control', 'no-store');
    sendJson(res, 200, shown(read.statement));
  },
});

export const getCommentStatement = statementRoute(ofCommentOperation, (req) => ({ commentId: idOf(req) }));
export const getPenaltyStatement = statementRoute(ofPenaltyOperation, (req) => ({ penaltyId: idOf(req) }));
