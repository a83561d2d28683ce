import {
  beginSecondFactor,
  confirmSecondFactor,
  findAccount,
  lockChain,
  recordSecondFactor,
  removeSecondFactor,
  replaceRecoveryCodes,
} from '@moderato/database';
import { AppError } from '@moderato/domain';
import { parseBody, type Route, sendJson } from '@moderato/http';
import type { Request, Response } from 'express';
import {
  codeRequestSchema,
  confirmationSchema,
  enrolmentSchema,
  type RecoveryCodes,
  recoveryCodesSchema,
} from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { holdToLimits } from '../../sessions/attempt-limits.js';
import { confirmPassword } from '../../sessions/confirm-password.js';
import { sessionOf } from '../../sessions/require-session.js';
import {
  newRecoveryCodes,
  newTotpSecret,
  takeSecondFactor,
  takeTotpCode,
  totpEnrolment,
} from '../../sessions/second-factor.js';
import { staffOf } from '../../sessions/staff-of.js';
import { answers } from '../answers.js';

type Tx = Parameters<typeof lockChain>[0];

const wrongCode = (): AppError =>
  new AppError('validation', {
    errors: [
      {
        pointer: '/code',
        code: 'wrong',
        detail: 'The code does not match, or was used already. Wait for the next one; is the telephone’s clock right?',
      },
    ],
  });

export const beginTotp: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/account/totp',
    summary: 'Begin a second factor: a secret for the authenticator app, which counts once a code of it was shown',
    request: { body: { content: { 'application/json': { schema: confirmationSchema } } } },
    ...answers(enrolmentSchema),
  },
  handle: (deps) => async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    const { database, masterKeys } = deps;
    const { siteId, siteName } = sessionOf(res);
    const { current } = parseBody(confirmationSchema, req.body ?? {});
    const account = await confirmPassword(deps, { req, res }, current);
    const secret = newTotpSecret();
    await database.withSite(siteId, async (tx) => {
      await lockChain(tx, siteId);
      const { totpSince } = (await findAccount(tx, siteId, account.id)) ?? account;
      if (totpSince) throw new AppError('conflict', { detail: 'There is a second factor already. Remove it first.' });
      await beginSecondFactor(tx, siteId, account.id, { secret, masterKeys });
    });
    const names = { issuer: `Moderato ${siteName}`, label: account.email ?? account.name };
    sendJson(res, 200, totpEnrolment(secret, names));
  },
};

/** Does what is guarded by a code, in one transaction with taking it. */
async function withCode<T>(
  deps: ConsoleDeps,
  { req, res }: { req: Request; res: Response },
  { take, work }: { take: typeof takeSecondFactor; work: (tx: Tx, siteId: string, id: string) => Promise<T> },
): Promise<T> {
  const { database, masterKeys, clock } = deps;
  const { siteId, moderator } = sessionOf(res);
  const { code } = parseBody(codeRequestSchema, req.body);
  await holdToLimits(deps, req, 'sign-in', `code:${moderator.id}`);
  return database.withSite(siteId, async (tx) => {
    await lockChain(tx, siteId);
    const asked = { moderatorId: moderator.id, code, masterKeys, at: clock.now() };
    if (!(await take(tx, siteId, asked))) throw wrongCode();
    return work(tx, siteId, moderator.id);
  });
}

const coded = { request: { body: { content: { 'application/json': { schema: codeRequestSchema } } } } };

/** Recovery codes, shown this once. */
const makeCodes = (path: string, summary: string, isFirst: boolean): Route<ConsoleDeps> => ({
  operation: { method: 'post', path, summary, ...coded, ...answers(recoveryCodesSchema) },
  handle: (deps) => async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    const codes = newRecoveryCodes();
    const { masterKeys } = deps;
    const staff = staffOf(deps, res);
    await withCode(
      deps,
      { req, res },
      {
        take: isFirst ? takeTotpCode : takeSecondFactor,
        work: async (tx, siteId, id) => {
          if (isFirst) await confirmSecondFactor(tx, siteId, id, staff.at);
          await replaceRecoveryCodes(tx, siteId, id, { codes, masterKeys });
          const kind = isFirst ? 'user.second_factor_added' : 'user.recovery_codes_made';
          await recordSecondFactor(tx, siteId, { id, kind }, staff);
        },
      },
    );
    const answer: RecoveryCodes = { recoveryCodes: codes };
    sendJson(res, 200, answer);
  },
});

export const confirmTotp = makeCodes(
  '/api/account/totp/confirm',
  'Show a code of the app: from now on signing in by password takes one',
  true,
);
export const renewRecoveryCodes = makeCodes(
  '/api/account/recovery-codes',
  'Make new recovery codes; the old ones work no more',
  false,
);

export const removeTotp: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/account/totp/remove',
    summary: 'Do without the second factor from now on; takes a code of it',
    ...coded,
    responses: { 204: { description: 'Done' } },
  },
  handle: (deps) => async (req, res) => {
    const staff = staffOf(deps, res);
    await withCode(
      deps,
      { req, res },
      {
        take: takeSecondFactor,
        work: (tx, siteId, id) => removeSecondFactor(tx, siteId, id, staff),
      },
    );
    res.status(204).end();
  },
};
