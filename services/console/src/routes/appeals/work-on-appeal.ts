import { type AppealWork, claimAppeal, decideAppeal } from '@moderato/database';
import { AppError, type AppealRefusal, type ErrorCode } from '@moderato/domain';
import { factsOf, note, parseBody, problemOf, type Route, sendJson } from '@moderato/http';
import type { RequestHandler } from 'express';
import { appealDetail } from '../../api/appeal-detail.js';
import { appealDetailSchema, claimRequestSchema, decideAppealSchema } from '../../api/appeals-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { answers } from '../answers.js';
import { commentIdOf as idOf } from '../get-comment.js';

const codes: Record<AppealRefusal, ErrorCode> = {
  decided: 'appeal_decided',
  taken: 'appeal_taken',
  own_decision: 'own_decision',
};

type Tx = Parameters<typeof decideAppeal>[0];
interface Acting {
  siteId: string;
  id: string;
  moderatorId: string;
  at: Date;
}

/** Does something with an appeal and answers with how it stands now: 409 and what the first did where one was sooner. */
const working =
  (act: (tx: Tx, acting: Acting, body: unknown) => Promise<AppealWork | null>) =>
  (deps: ConsoleDeps): RequestHandler =>
  async (req, res) => {
    const { siteId, moderator } = sessionOf(res);
    const acting = { siteId, id: idOf(req.params), moderatorId: moderator.id, at: deps.clock.now() };
    const work = await deps.database.withSite(siteId, (tx) => act(tx, acting, req.body));
    if (!work) throw new AppError('not_found');
    if (work.outbox) await wakeDelivery(deps, siteId);
    const reader = { masterKeys: deps.masterKeys, moderatorId: moderator.id, at: acting.at };
    const detail = await deps.database.withSite(siteId, (tx) => appealDetail(tx, siteId, work.appeal, reader));
    note(res, { appealId: acting.id, state: detail.state });
    if (work.refused === null) return sendJson(res, 200, detail);
    const refusal = new AppError(codes[work.refused]);
    note(res, { code: refusal.code });
    const problem = { ...problemOf(refusal, factsOf(res).requestId), appeal: detail };
    sendJson(res, refusal.status, problem, 'application/problem+json');
  };

export const claim: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/appeals/{id}/claim',
    summary: 'Keep an appeal for half an hour, or let go of it',
    request: { body: { content: { 'application/json': { schema: claimRequestSchema } } } },
    ...answers(appealDetailSchema),
  },
  handle: working((tx, { siteId, at, ...who }, body) =>
    claimAppeal(tx, siteId, { ...who, ...parseBody(claimRequestSchema, body) }, at),
  ),
};

export const decide: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/appeals/{id}/decide',
    summary: 'Uphold or overturn; 409 with the appeal as it stands where another moderator was sooner',
    request: { body: { content: { 'application/json': { schema: decideAppealSchema } } } },
    ...answers(appealDetailSchema),
  },
  handle: working((tx, { siteId, at, ...who }, body) =>
    decideAppeal(tx, siteId, { ...who, ...parseBody(decideAppealSchema, body) }, at),
  ),
};
