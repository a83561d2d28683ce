import { findAccount, findAccountsByEmail, insertAccountLink } from '@moderato/database';
import { parseBody, type Route } from '@moderato/http';
import { resetRequestSchema } from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { mailAccountLink } from '../../mail-account-link.js';
import { holdToLimits } from '../../sessions/attempt-limits.js';
import { wakeDelivery } from '../../wake-delivery.js';

/** At every site that the address has an account at: each mail says which. */
async function mailResets(deps: ConsoleDeps, email: string, site: string | undefined): Promise<void> {
  const { database, clock } = deps;
  for (const { siteId, moderatorId } of await findAccountsByEmail(database, email, site)) {
    const at = clock.now();
    await database.withSite(siteId, async (tx) => {
      const account = await findAccount(tx, siteId, moderatorId);
      if (!account?.email) return;
      const linkId = await insertAccountLink(tx, siteId, { moderatorId, purpose: 'password-reset' }, at);
      await mailAccountLink(tx, siteId, { kind: 'password-reset', email: account.email, linkId }, deps);
    });
    await wakeDelivery(deps, siteId);
  }
}

export const askForReset: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/password-resets',
    summary: 'Have a link mailed by which a new password is chosen; the answer is the same whether there is an account',
    request: { body: { content: { 'application/json': { schema: resetRequestSchema } } } },
    responses: { 202: { description: 'If there is such an account, a mail is on its way' } },
  },
  handle: (deps) => async (req, res) => {
    const { email, site } = parseBody(resetRequestSchema, req.body);
    await holdToLimits(deps, req, 'password-reset', email);
    res.status(202).json({});
    // After the answer: how long it takes would tell who has an account.
    await mailResets(deps, email, site).catch((err: Error) => deps.log.error({ event: 'reset.not_mailed', err }));
  },
};
