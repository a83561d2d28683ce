import {
  addressHashOf,
  type ClaimedMail,
  type Database,
  findSite,
  knowAddress,
  type MasterKeys,
  mayMail,
  rerouteMail,
  setMailAddress,
  streamOf,
} from '@moderato/database';
import type { Clock } from '@moderato/domain';
import { bounceAddress, listHeaders, type Mail, messageIdOf, unsubscribeToken } from '@moderato/email';

export interface PreparingOptions {
  database: Database;
  clock: Clock;
  masterKeys: MasterKeys;
  mailDomain: string;
  bounceDomain?: string | undefined;
  intakeUrl?: string | undefined;
}

/** Message-IDs of our own. */
export const messageIdsOf =
  ({ mailDomain }: Pick<PreparingOptions, 'mailDomain'>) =>
  (about: { mailId: string; to: string }): string =>
    messageIdOf({ ...about, domain: mailDomain });

export type Prepared =
  | { state: 'ready'; mail: Mail; addressId: string }
  /** It goes to another address, or waits for one. */
  | { state: 'rerouted' }
  /** A reader's address that is dead, or wants none of it. */
  | { state: 'unwanted'; why: 'suppressed' | 'unsubscribed' };

/** What lists mail programs sort by; other kinds are no list. */
const lists: Partial<Record<ClaimedMail['kind'], string>> = {
  report: 'reports',
  digest: 'reports',
  watch: 'guidelines',
  'endpoint-disabled': 'webhooks',
};

/** Looks whether the address takes the mail, and puts on it what depends on the address: the ways out and back. */
export async function prepareMail(
  options: PreparingOptions,
  siteId: string,
  claimed: ClaimedMail,
  mail: Mail,
): Promise<Prepared> {
  const { database, clock, masterKeys } = options;
  const stream = streamOf[claimed.kind];
  const isOwn = claimed.recipient !== '';
  return database.withSite(siteId, async (tx): Promise<Prepared> => {
    const at = clock.now();
    const hash = addressHashOf(masterKeys, siteId, { address: mail.to, isOwn });
    const address = await knowAddress(tx, siteId, { address: mail.to, hash, isOwn }, at);
    await setMailAddress(tx, siteId, claimed.id, address.id);
    if (mayMail(address, stream)) {
      const slug = (await findSite(tx, siteId))?.slug ?? siteId;
      return {
        state: 'ready',
        addressId: address.id,
        mail: withWays(options, claimed, mail, { id: address.id, slug }),
      };
    }
    if (!isOwn) return { state: 'unwanted', why: address.suppressedAt ? 'suppressed' : 'unsubscribed' };
    await rerouteMail(tx, siteId, claimed, { masterKeys, messageIdOf: messageIdsOf(options), at });
    return { state: 'rerouted' };
  });
}

/** The way out of the list, and the way back for what cannot be delivered. */
function withWays(
  { masterKeys, mailDomain, bounceDomain, intakeUrl }: PreparingOptions,
  { kind, id: mailId }: ClaimedMail,
  mail: Mail,
  address: { id: string; slug: string },
): Mail {
  const list = lists[kind];
  const token = unsubscribeToken(masterKeys.derive('unsubscribe'), `${address.id}.${streamOf[kind]}`);
  const url = intakeUrl ? `${intakeUrl.replace(/\/+$/, '')}/u/${token}` : null;
  const back = bounceDomain ? bounceAddress(masterKeys.derive('bounce-address'), bounceDomain, mailId) : undefined;
  // An automatic answer must not cause another.
  const returnPath = kind === 'report-receipt' ? '' : back;
  return {
    ...mail,
    headers: { ...mail.headers, ...(list && listHeaders({ list, siteSlug: address.slug, domain: mailDomain }, url)) },
    ...(returnPath !== undefined && { returnPath }),
  };
}
