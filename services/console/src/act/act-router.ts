import {
  type ActingOutcome,
  type ConsoleSession,
  findConsoleSession,
  findDecision,
  findLiveGuidelines,
  readActingLink,
  sameToken,
  spendLink,
} from '@moderato/database';
import { AppError, type Decision, mayDo } from '@moderato/domain';
import { factsOf, note } from '@moderato/http';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { type CommentDetail, decideRequestSchema } from '../api/contract.js';
import { readCommentDetail } from '../api/review-comment.js';
import { type Choice, recordChoice } from '../deciding/record-choice.js';
import type { ConsoleDeps } from '../deps.js';
import { isSameOrigin } from '../sessions/require-same-origin.js';
import { rememberReturn } from '../sessions/return-after-sign-in.js';
import { readSessionCookie } from '../sessions/session-cookie.js';
import { wakeDelivery } from '../wake-delivery.js';
import { alreadyPage, askPage, brokenPage, donePage, latePage, mayNotPage, signInFirstPage } from './act-page.js';
import { rejectableClauses } from './rejectable-clauses.js';

/** A link that may still act, and who follows it. */
interface Followed {
  session: ConsoleSession;
  outcome: ActingOutcome;
  token: string;
  expiresAt: Date;
  /** The decision that the mail told of. */
  told: Decision;
  comment: CommentDetail;
}

/** Rolls back what was begun: the comment was decided or edited since. */
class DecidedMeanwhile extends Error {}

function send(res: Response, status: number, text: string): void {
  res.status(status).type('html').send(text);
}

const refuse = (res: Response, status: number, text: string): null => {
  send(res, status, text);
  return null;
};

/** Answers by itself, and returns null, where the link can do nothing. */
async function follow(deps: ConsoleDeps, req: Request, res: Response): Promise<Followed | null> {
  const { database, masterKeys, clock, consoleUrl } = deps;
  const at = clock.now();
  const outcome = req.params.outcome as ActingOutcome;
  const token = String(req.params.token);
  const cookie = readSessionCookie(req, consoleUrl);
  const session = cookie ? await findConsoleSession(database, cookie, at) : null;
  const link = readActingLink(masterKeys, outcome, token, at);
  if (link.state === 'forged') return refuse(res, 404, brokenPage());
  if (!session) {
    rememberReturn(req, res, consoleUrl);
    return refuse(res, 401, signInFirstPage());
  }
  const { siteId } = session;
  note(res, { siteId, moderatorId: session.moderator.id });
  if (link.siteId !== siteId) return refuse(res, 403, brokenPage());
  if (!mayDo(session.moderator.role, 'decide')) return refuse(res, 403, mayNotPage());
  const found = await database.withSite(siteId, async (tx) => {
    const told = await findDecision(tx, siteId, link.subject);
    const comment = told && (await readCommentDetail(tx, siteId, { id: told.commentId, masterKeys, at }));
    return told && comment ? { told, comment } : null;
  });
  if (link.state === 'late') return refuse(res, 410, latePage(found?.comment.id ?? null));
  if (!found) return refuse(res, 404, brokenPage());
  return { session, outcome, token, expiresAt: link.expiresAt, ...found };
}

const isOpen = ({ comment, told }: Followed): boolean =>
  comment.decision?.id === told.id && comment.revision === told.revision && comment.status !== 'withdrawn';

/** Bound to the session and the link: a page of another site can know neither. */
const csrfOf = ({ masterKeys }: ConsoleDeps, { session, token }: Followed): string =>
  masterKeys.derive(`act-csrf:${session.id}:${token}`);

async function ask(deps: ConsoleDeps, res: Response, followed: Followed, problem?: string): Promise<void> {
  const { session, outcome, comment } = followed;
  const { siteId } = session;
  const live = await deps.database.withSite(siteId, (tx) => findLiveGuidelines(tx, siteId));
  const clauses = outcome === 'reject' ? rejectableClauses(comment.decision, live?.policy ?? null) : [];
  const csrf = csrfOf(deps, followed);
  const view = { comment, outcome, clauses, csrf, moderator: session.moderator.name, problem };
  send(res, problem ? 422 : 200, askPage(view));
}

/** GET and HEAD change nothing: gateways open every link of a mail. */
const show =
  (deps: ConsoleDeps): RequestHandler =>
  async (req, res) => {
    const followed = await follow(deps, req, res);
    if (!followed) return;
    if (!isOpen(followed)) return send(res, 200, alreadyPage(followed.comment, { spent: false }));
    await ask(deps, res, followed);
  };

/** Spends the link and decides, both or neither. */
async function actOnce(
  { database, clock }: ConsoleDeps,
  followed: Followed,
  choice: Choice['choice'],
): Promise<{ result: 'recorded' | 'spent' | 'meanwhile'; outbox: boolean }> {
  const { session, token, expiresAt, comment } = followed;
  const at = clock.now();
  try {
    return await database.withSite(session.siteId, async (tx) => {
      if (!(await spendLink(tx, session.siteId, token, { expiresAt, at }))) return { result: 'spent', outbox: false };
      const { result, outbox } = await recordChoice(tx, { id: comment.id, choice, session, at });
      if (result === 'conflict') throw new DecidedMeanwhile();
      return { result, outbox };
    });
  } catch (error) {
    if (error instanceof DecidedMeanwhile) return { result: 'meanwhile', outbox: false };
    throw error;
  }
}

const act =
  (deps: ConsoleDeps): RequestHandler =>
  async (req, res) => {
    const followed = await follow(deps, req, res);
    if (!followed) return;
    const { session, outcome, told } = followed;
    const sent = (req.body ?? {}) as Record<string, unknown>;
    // Under `no-referrer` browsers send `Origin: null` with a form; what the page was given says that it is ours.
    const isForeign = req.headers.origin !== 'null' && !isSameOrigin(req, deps.consoleUrl);
    if (isForeign || typeof sent.csrf !== 'string' || !sameToken(sent.csrf, csrfOf(deps, followed))) {
      throw new AppError('forbidden', { detail: 'The form did not come from this page. Open the link again.' });
    }
    const filled = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined);
    const choice = decideRequestSchema.safeParse({
      outcome,
      clauseId: outcome === 'reject' ? filled(sent.clauseId) : undefined,
      reason: filled(sent.reason),
      revision: Number(sent.revision),
      decisionId: told.id,
    });
    if (!choice.success)
      return ask(deps, res, followed, 'Say which clause it breaks, or why, in at most 2,000 characters.');
    const { result, outbox } = await actOnce(deps, followed, choice.data);
    if (outbox) await wakeDelivery(deps, session.siteId);
    deps.metrics.decided(outcome, result === 'recorded' ? 'recorded' : 'conflict');
    note(res, { commentId: told.commentId, outcome, result });
    const { database, masterKeys, clock } = deps;
    const { siteId } = session;
    const now = await database.withSite(siteId, (tx) =>
      readCommentDetail(tx, siteId, { id: told.commentId, masterKeys, at: clock.now() }),
    );
    if (!now) throw new AppError('not_found');
    if (result === 'recorded') return send(res, 200, donePage(now, outcome));
    send(res, 200, alreadyPage(now, { spent: result === 'spent' }));
  };

const marked: RequestHandler = (_req, res, next) => {
  factsOf(res).route = '/act/{outcome}/{token}';
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Robots-Tag', 'noindex, nofollow');
  res.setHeader('Referrer-Policy', 'no-referrer');
  next();
};

/** The links of report mails: `/act/approve/{token}` and `/act/reject/{token}`. */
export function actRouter(deps: ConsoleDeps): Router {
  const router = Router();
  const path = /^\/act\/(?<outcome>approve|reject)\/(?<token>[^/]+)$/;
  router.use('/act', marked);
  router.get(path, show(deps));
  router.post(path, express.urlencoded({ extended: false, limit: 16_000 }), act(deps));
  router.all(path, (_req, res) => {
    res.setHeader('Allow', 'GET, HEAD, POST');
    throw new AppError('method_not_allowed');
  });
  router.use('/act', (_req, res) => send(res, 404, brokenPage()));
  return router;
}
