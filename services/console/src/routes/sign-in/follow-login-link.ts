import type { Route } from '@moderato/http';
import type { ConsoleDeps } from '../../deps.js';
import { deadLinkPage } from '../../pages/plain-pages.js';
import { deviceOf } from '../../sessions/device.js';
import { takeReturn } from '../../sessions/return-after-sign-in.js';
import { setSessionCookie } from '../../sessions/session-cookie.js';
import { signIn } from '../../sessions/sign-in.js';

export const followLoginLink: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/login',
    summary: 'Sign in by a link that the operator made',
    responses: {
      303: { description: 'To the desk, or back to the page of a mail’s link that was opened before' },
      401: { description: 'The link was used or has expired' },
    },
  },
  handle: (deps) => async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    const { token } = req.query;
    const session = typeof token === 'string' ? await signIn(deps, token, deviceOf(req)) : null;
    if (!session) {
      res.status(401).type('html').send(deadLinkPage());
      return;
    }
    setSessionCookie(res, deps.consoleUrl, session);
    res.redirect(303, takeReturn(req, res, deps.consoleUrl));
  },
};
