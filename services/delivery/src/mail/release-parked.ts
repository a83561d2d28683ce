import { claimParkedMails, listSitesWithParkedMail, rerouteMail } from '@moderato/database';
import { messageIdsOf, type PreparingOptions } from './prepare-mail.js';

const atOnce = 100;

/** Sends on its way what waits for an address, once there is one again. Returns how many mails. */
export async function releaseParked(options: PreparingOptions): Promise<number> {
  let released = 0;
  for (const siteId of await listSitesWithParkedMail(options.database))
    released += await releaseOfSite(options, siteId);
  return released;
}

async function releaseOfSite({ database, clock, masterKeys, mailDomain }: PreparingOptions, siteId: string) {
  const messageIdOf = messageIdsOf({ mailDomain });
  /** Mails of a kind to an address fare alike. */
  const hopeless = new Set<string>();
  let released = 0;
  let after: string | null = null;
  for (let found = atOnce; found === atOnce; ) {
    found = await database.withSite(siteId, async (tx) => {
      const parked = await claimParkedMails(tx, siteId, { after, limit: atOnce });
      for (const mail of parked) {
        after = mail.id;
        const alike = `${mail.kind} ${mail.recipient}`;
        if (hopeless.has(alike)) continue;
        const fate = await rerouteMail(tx, siteId, mail, { masterKeys, messageIdOf, at: clock.now() });
        if (fate === 'parked') hopeless.add(alike);
        else released++;
      }
      return parked.length;
    });
  }
  return released;
}
