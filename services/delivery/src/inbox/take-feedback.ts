import {
  type Database,
  lockReturnedMail,
  type MasterKeys,
  type Queryable,
  type ReturnedMail,
  recordComplaint,
  settleFailure,
  siteOfMail,
} from '@moderato/database';
import { type MailFeedback, messageIdOf, readBounceToken } from '@moderato/email';

export interface FeedbackContext {
  database: Database;
  masterKeys: MasterKeys;
  /** Right of the @ in Message-IDs. */
  mailDomain: string;
  at: Date;
}

/** What came of it; `unmatched`: it is of no mail that was sent from here. */
export interface TakenFeedback {
  result: 'unmatched' | 'nothing' | 'complaint' | 'moved' | 'parked' | 'later' | 'dead';
  addressId: string | null;
  status: string | null;
  /** Whether nothing is sent to the address any more because of this. */
  suppressed: boolean;
}

const nothing = (result: 'unmatched' | 'nothing'): TakenFeedback => ({
  result,
  addressId: null,
  status: null,
  suppressed: false,
});

/**
 * Holds against address and mail what a mail server said of a mail of ours. It is told by its bounce address, whatever
 * site sent it, else by its Message-ID, among those of the mailbox's site. Taking it twice changes nothing the second
 * time.
 */
export async function takeFeedback(
  tx: Queryable,
  siteId: string,
  feedback: MailFeedback,
  context: FeedbackContext,
): Promise<TakenFeedback> {
  const { database, masterKeys } = context;
  const secret = masterKeys.derive('bounce-address');
  for (const token of feedback.tokens) {
    const mailId = readBounceToken(secret, token);
    const owner = mailId && (await siteOfMail(database, mailId));
    if (!owner) continue;
    const take = async (db: Queryable) =>
      apply(db, owner, await lockReturnedMail(db, owner, { mailId }), feedback, context);
    return owner === siteId ? take(tx) : database.withSite(owner, take);
  }
  const { messageIds } = feedback;
  const mail = messageIds.length > 0 ? await lockReturnedMail(tx, siteId, { messageIds }) : null;
  return apply(tx, siteId, mail, feedback, context);
}

async function apply(
  tx: Queryable,
  siteId: string,
  mail: ReturnedMail | null,
  feedback: MailFeedback,
  { masterKeys, mailDomain, at }: FeedbackContext,
): Promise<TakenFeedback> {
  const addressId = mail?.addressId;
  if (!mail || !addressId) return nothing('unmatched');
  if (feedback.kind === 'complaint') {
    if (feedback.feedbackType === 'not-spam' || feedback.feedbackType === 'auth-failure') return nothing('nothing');
    await recordComplaint(tx, siteId, addressId, at);
    return { result: 'complaint', addressId, status: null, suppressed: false };
  }
  if (feedback.action !== 'failed') return nothing('nothing');
  const status = feedback.status ?? '5.0.0';
  const settled = await settleFailure(
    tx,
    siteId,
    // What goes elsewhere already, or has ended, is not sent again for a second report of the same.
    { ...mail, addressId, isOver: mail.state === 'dead' },
    {
      status,
      diagnostic: feedback.diagnostic,
      masterKeys,
      messageIdOf: (about) => messageIdOf({ ...about, domain: mailDomain }),
      at,
    },
  );
  return { result: settled.fate, addressId, status, suppressed: settled.suppressed };
}
