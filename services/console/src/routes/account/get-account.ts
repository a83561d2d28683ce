import { countRecoveryCodes, findAccount, listOpenSessions } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { type AccountView, accountSchema } from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

export const getAccount: Route<ConsoleDeps> = {
  operation: { method: 'get', path: '/api/account', summary: 'One’s own account', ...answers(accountSchema) },
  handle:
    ({ database, clock }) =>
    async (_req, res) => {
      const { siteId, moderator, id: thisSession } = sessionOf(res);
      const { account, sessions, recoveryCodesLeft } = await database.withSite(siteId, async (tx) => ({
        account: await findAccount(tx, siteId, moderator.id),
        sessions: await listOpenSessions(tx, siteId, moderator.id, clock.now()),
        recoveryCodesLeft: await countRecoveryCodes(tx, siteId, moderator.id),
      }));
      if (!account) throw new AppError('signed_out');
      const { name, email, role, passwordHash, totpSince } = account;
      const view: AccountView = {
        name,
        email,
        role,
        hasPassword: passwordHash !== null,
        secondFactor: totpSince && { since: totpSince.toISOString(), recoveryCodesLeft },
        sessions: sessions.map(({ id, createdAt, expiresAt, openedBy, device }) => ({
          id,
          createdAt: createdAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          openedBy,
          device,
          isThis: id === thisSession,
        })),
      };
      sendJson(res, 200, view);
    },
};
