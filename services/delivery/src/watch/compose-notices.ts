import { type Database, findWatch, insertMail, listSitesWithDueNotices, takeDueNotices } from '@moderato/database';
import { type Clock, newId } from '@moderato/domain';
import { messageIdOf } from '@moderato/email';

/**
 * Makes the mails that editors are owed: one notice, one editor, one mail; a site's in the transaction that marks its
 * notices as mailed. Returns how many mails were made.
 */
export async function composeNotices({
  database,
  clock,
  mailDomain,
}: {
  database: Database;
  clock: Clock;
  /** Right of the @ in Message-IDs. */
  mailDomain: string;
}): Promise<number> {
  let made = 0;
  for (const siteId of await listSitesWithDueNotices(database, clock.now())) {
    made += await database.withSite(siteId, async (tx) => {
      const at = clock.now();
      const notices = await takeDueNotices(tx, siteId, at);
      const { editors = [] } = (await findWatch(tx, siteId)) ?? {};
      for (const aboutId of notices) {
        for (const recipient of editors) {
          const id = newId(at);
          const messageId = messageIdOf({ mailId: id, to: recipient, domain: mailDomain });
          await insertMail(tx, siteId, { id, kind: 'watch', recipient, messageId, aboutId }, at);
        }
      }
      return notices.length * editors.length;
    });
  }
  return made;
}
