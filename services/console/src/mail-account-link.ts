import { insertMail, type Queryable } from '@moderato/database';
import { newId } from '@moderato/domain';
import { messageIdOf } from '@moderato/email';
import type { ConsoleDeps } from './deps.js';

interface LinkMail {
  kind: 'invitation' | 'password-reset';
  email: string;
  linkId: string;
}

/** Puts the mail with the link into the outbox; delivery writes it when it is sent, with the link's secret. */
export async function mailAccountLink(
  tx: Queryable,
  siteId: string,
  { kind, email, linkId }: LinkMail,
  { clock, mailDomain }: Pick<ConsoleDeps, 'clock' | 'mailDomain'>,
): Promise<void> {
  const at = clock.now();
  const id = newId(at);
  const messageId = messageIdOf({ mailId: id, to: email, domain: mailDomain });
  await insertMail(tx, siteId, { id, kind, recipient: email, messageId, aboutId: linkId }, at);
}
