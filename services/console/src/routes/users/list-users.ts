import { listUsers, type UserListing } from '@moderato/database';
import { type Route, sendJson } from '@moderato/http';
import { type Users, usersSchema } from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const stateOf = ({ disabledAt, joinedAt }: UserListing) => {
  if (disabledAt) return 'disabled' as const;
  return joinedAt ? ('active' as const) : ('invited' as const);
};

export const listSiteUsers: Route<ConsoleDeps> = {
  operation: { method: 'get', path: '/api/users', summary: 'Who has an account at the site', ...answers(usersSchema) },
  handle:
    ({ database, clock }) =>
    async (_req, res) => {
      const { siteId, moderator } = sessionOf(res);
      const users = await database.withSite(siteId, (tx) => listUsers(tx, siteId, clock.now()));
      const answer: Users = {
        data: users.map((user) => ({
          id: user.id,
          name: user.name,
          email: user.email,
          role: user.role,
          state: stateOf(user),
          createdAt: user.createdAt.toISOString(),
          lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
          hasPassword: user.hasPassword,
          hasSecondFactor: user.hasSecondFactor,
          sessions: user.sessions,
          isYou: user.id === moderator.id,
        })),
      };
      sendJson(res, 200, answer);
    },
};
