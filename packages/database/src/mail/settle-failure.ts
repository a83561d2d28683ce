import { faultOf } from '@moderato/domain';
import type { Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { type ReturnedMail, recordFailure } from './mail-failures.js';
import { rerouteMail } from './reroute.js';

/** Until a mail that a server refused for good is offered to the same address again, where there is no other. */
const laterMs = 4 * 3_600_000;

export interface FailedMail extends Pick<ReturnedMail, 'id' | 'kind' | 'recipient' | 'attempts'> {
  addressId: string;
  /** Whether another mail took its place, or it was given up, before. */
  isOver?: boolean;
}

export interface FailureContext {
  /** RFC 3463. */
  status: string;
  diagnostic: string | null;
  masterKeys: MasterKeys;
  messageIdOf: (about: { mailId: string; to: string }) => string;
  at: Date;
}

export interface SettledFailure {
  /** Whether nothing is sent to the address from now on, because of this. */
  suppressed: boolean;
  /** `later`: the same mail goes to the same address again. `dead`: a reader's, who gets nothing by mail. */
  fate: 'moved' | 'parked' | 'later' | 'dead';
}

/**
 * What a failure for good means for the address and for the mail: one to the site's own people is owed until somebody
 * has it, so it goes to another address of theirs, or waits; a reader's ends.
 */
export async function settleFailure(
  tx: Queryable,
  siteId: string,
  mail: FailedMail,
  { status, diagnostic, masterKeys, messageIdOf, at }: FailureContext,
): Promise<SettledFailure> {
  const { addressId, id: mailId, attempts: attempt } = mail;
  const suppressed = await recordFailure(tx, siteId, { addressId, mailId, attempt, status, diagnostic }, at);
  const error = `bounced ${status}`;
  if (mail.isOver) return { suppressed, fate: 'dead' };
  const isOwn = mail.recipient !== '';
  if (!isOwn && faultOf(status) !== 'wait') {
    await tx.query(
      `update mail set state = 'dead', last_error = $3, next_attempt_at = null, leased_until = null, finished_at = $4
       where site_id = $1 and id = $2`,
      [siteId, mailId, error, at],
    );
    return { suppressed, fate: 'dead' };
  }
  const again = { retryAt: new Date(at.getTime() + laterMs), elsewhere: isOwn && faultOf(status) !== 'wait' };
  await tx.query('update mail set last_error = $3 where site_id = $1 and id = $2', [siteId, mailId, error]);
  const fate = await rerouteMail(tx, siteId, mail, { masterKeys, messageIdOf, at, again });
  return { suppressed, fate: fate === 'same' ? 'later' : fate };
}
