import { note, parseBody, type Route, sendJson } from '@moderato/http';
import {
  type SignInAnswer,
  type SignInOptions,
  signInAnswerSchema,
  signInOptionsSchema,
  signInRequestSchema,
} from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { forgetFailures, holdToLimits } from '../../sessions/attempt-limits.js';
import { deviceOf } from '../../sessions/device.js';
import { signInByPassword } from '../../sessions/password-sign-in.js';
import { takeReturn } from '../../sessions/return-after-sign-in.js';
import { setSessionCookie } from '../../sessions/session-cookie.js';
import { answers } from '../answers.js';

export const getSignInOptions: Route<ConsoleDeps> = {
  operation: { method: 'get', path: '/api/sign-in', summary: 'How one signs in here', ...answers(signInOptionsSchema) },
  handle:
    ({ openId, demoLogin }) =>
    (_req, res) => {
      const options: SignInOptions = { openId: openId && { name: openId.name }, demo: demoLogin };
      sendJson(res, 200, options);
    },
};

export const signInWithPassword: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/sign-in',
    summary: 'Sign in by e-mail and password; `codeNeeded` where the account has a second factor and none was sent',
    request: { body: { content: { 'application/json': { schema: signInRequestSchema } } } },
    ...answers(signInAnswerSchema),
  },
  handle: (deps) => async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    const credentials = parseBody(signInRequestSchema, req.body);
    await holdToLimits(deps, req, 'sign-in', credentials.email);
    const outcome = await signInByPassword(deps, credentials, deviceOf(req));
    const codeNeeded = 'codeNeeded' in outcome;
    if (!codeNeeded) {
      await forgetFailures(deps, 'sign-in', credentials.email);
      setSessionCookie(res, deps.consoleUrl, outcome.token);
      note(res, { ...outcome.place });
    }
    const returnTo = codeNeeded ? '/' : takeReturn(req, res, deps.consoleUrl);
    const answer: SignInAnswer = { signedIn: !codeNeeded, codeNeeded, ...(returnTo !== '/' && { returnTo }) };
    sendJson(res, 200, answer);
  },
};
