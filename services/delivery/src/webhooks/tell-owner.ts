import { findLiveGuidelines, findSite, insertMail, type Queryable } from '@moderato/database';
import { newId } from '@moderato/domain';
import { messageIdOf } from '@moderato/email';

/**
 * Owes the site one mail about an endpoint that was just disabled, in the transaction that disabled it: to the site's
 * technical contact, else to the guidelines' report address. False where the site names neither.
 */
export async function oweDisabledMail(
  tx: Queryable,
  siteId: string,
  { endpointId, mailDomain, at }: { endpointId: string; mailDomain: string; at: Date },
): Promise<boolean> {
  const site = await findSite(tx, siteId);
  const reports = (await findLiveGuidelines(tx, siteId))?.policy.report.emails[0];
  const recipient = site?.settings.technicalContact ?? reports;
  if (!recipient) return false;
  const id = newId(at);
  const messageId = messageIdOf({ mailId: id, to: recipient, domain: mailDomain });
  await insertMail(tx, siteId, { id, kind: 'endpoint-disabled', recipient, messageId, aboutId: endpointId }, at);
  return true;
}
