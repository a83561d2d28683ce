import { findAccountsByEmail } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { note, type Route } from '@moderato/http';
import type { Response } from 'express';
import type { ConsoleDeps } from '../../deps.js';
import { deviceOf } from '../../sessions/device.js';
import { openSession } from '../../sessions/open-session.js';
import { UnverifiedEmail } from '../../sessions/openid.js';
import { takeReturn } from '../../sessions/return-after-sign-in.js';
import { setSessionCookie } from '../../sessions/session-cookie.js';

export const openIdCallback = '/sign-in/openid/callback';

/** Back to the sign-in page, which says what it means. */
function refuse(res: Response, problem: 'openid_failed' | 'openid_unverified' | 'openid_no_account'): void {
  note(res, { refused: problem });
  res.redirect(303, `/?problem=${problem}`);
}

export const beginOpenId: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/sign-in/openid',
    summary: 'To the OpenID provider of the newsroom',
    responses: { 303: { description: 'To the provider' } },
  },
  handle:
    ({ openId, log }) =>
    async (req, res) => {
      if (!openId) throw new AppError('not_found');
      res.setHeader('Cache-Control', 'no-store');
      const { site } = req.query;
      try {
        res.redirect(303, (await openId.begin(res, typeof site === 'string' ? site : undefined)).href);
      } catch (err) {
        log.warn({ event: 'openid.away', err });
        refuse(res, 'openid_failed');
      }
    },
};

/** Only somebody who was invited gets in: the provider says who they are, the site whether they may. */
export const finishOpenId: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: openIdCallback,
    summary: 'Where the OpenID provider sends people back to',
    responses: { 303: { description: 'To the desk, or back to the sign-in page' } },
  },
  handle:
    ({ openId, database, clock, consoleUrl, log }) =>
    async (req, res) => {
      if (!openId) throw new AppError('not_found');
      res.setHeader('Cache-Control', 'no-store');
      const person = await openId.finish(req, res).catch((err: Error) => {
        // What it says of the person stays out of the log.
        log.warn({ event: 'openid.refused', why: err.name, code: (err as { code?: unknown }).code });
        return err instanceof UnverifiedEmail ? 'openid_unverified' : 'openid_failed';
      });
      if (typeof person === 'string') return refuse(res, person as 'openid_failed' | 'openid_unverified');
      const [place] = await findAccountsByEmail(database, person.email, person.site);
      if (!place) return refuse(res, 'openid_no_account');
      const opening = { openedBy: 'openid', device: deviceOf(req) } as const;
      const token = await database.withSite(place.siteId, (tx) => openSession(tx, place, opening, clock.now()));
      if (!token) throw new AppError('internal');
      note(res, { siteId: place.siteId, moderatorId: place.moderatorId });
      setSessionCookie(res, consoleUrl, token);
      res.redirect(303, takeReturn(req, res, consoleUrl));
    },
};
