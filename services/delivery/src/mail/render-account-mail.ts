import type { MasterKeys } from '@moderato/database';
import { accountLinkToken, type ClaimedMail, type Database, findAccountLink, findSite } from '@moderato/database';
import type { Clock } from '@moderato/domain';
import { composeAccountMail, type Mail } from '@moderato/email';

const pages = { invitation: 'join', 'password-reset': 'reset' } as const;

/** A mail with a link to an account. Null where the link was used, replaced or has run out meanwhile. */
export async function renderAccountMail(
  database: Database,
  siteId: string,
  { aboutId, recipient: to, messageId, createdAt: date }: ClaimedMail,
  { consoleUrl, masterKeys, clock }: { consoleUrl: string; masterKeys: MasterKeys; clock: Clock },
): Promise<Mail | null> {
  if (!aboutId) return null;
  const { site, link } = await database.withSite(siteId, async (tx) => ({
    site: await findSite(tx, siteId),
    link: await findAccountLink(tx, siteId, aboutId, clock.now()),
  }));
  if (!site || !link) return null;
  const { purpose, expiresAt, account } = link;
  // Behind the #, which browsers keep to themselves.
  const url = `${new URL(pages[purpose], consoleUrl)}#${accountLinkToken(masterKeys, siteId, aboutId)}`;
  const { name, role } = account;
  return composeAccountMail({ site, to, messageId, date }, { purpose, name, role, url, expiresAt });
}
