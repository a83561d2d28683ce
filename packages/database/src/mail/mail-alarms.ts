import { failuresWithinMs, type MailAddressView, type MailAlarm } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';
import { findSite } from '../queries/sites.js';
import { listOwnAddresses, type MailAddressState } from './mail-addresses.js';

export interface MailAlarmCount {
  kind: 'address_dead' | 'mail_refused' | 'mail_parked';
  count: number;
}

/** Over all sites: addresses of their own that are dead, or refuse mail, and mails that wait for an address. */
export async function countMailAlarms(database: Database, at: Date): Promise<MailAlarmCount[]> {
  const rows = await database.acrossSites<{ kind: MailAlarmCount['kind']; count: string }>(
    'select kind, count from mail_alarms($1)',
    [at],
  );
  return rows.map(({ kind, count }) => ({ kind, count: Number(count) }));
}

/** What is wrong with the site's mail now, the worst first, in words for whoever can mend it. */
export async function listMailAlarms(db: Queryable, siteId: string, at: Date): Promise<MailAlarm[]> {
  const recent = new Date(at.getTime() - failuresWithinMs);
  const addresses = await listOwnAddresses(db, siteId, recent);
  const { rows } = await db.query<{ waiting: number; since: Date | null }>(
    `select count(*)::int as waiting, min(created_at) as since from mail
     where site_id = $1 and state = 'pending' and next_attempt_at is null`,
    [siteId],
  );
  const { waiting, since } = rows[0] ?? { waiting: 0, since: null };
  const second = (await findSite(db, siteId))?.settings.reports.secondContact ?? null;
  const about = { waiting, second };
  return [
    ...addresses.flatMap((address) => deadAlarm(address, about)),
    ...(since ? [parkedAlarm(since, waiting)] : []),
    ...addresses.flatMap((address) => refusedAlarm(address, recent)),
    ...addresses.flatMap(complaintAlarm),
    ...addresses.flatMap(unsubscribedAlarm),
  ];
}

const count = (mails: number): string => (mails === 1 ? '1 mail waits' : `${mails} mails wait`);

function deadAlarm(
  { id, address, suppressedAt, suppressedFor }: MailAddressState,
  { waiting, second }: { waiting: number; second: string | null },
): MailAlarm[] {
  if (!suppressedAt) return [];
  const why = suppressedFor === 'failures' ? 'three mails came back within a week' : 'its server knows no such mailbox';
  const now =
    second && second !== address
      ? 'What was to go there goes to the other addresses that the site names.'
      : 'The site names no second contact that works: set one with PUT /v1/reports/settings.';
  return [
    {
      kind: 'address_dead',
      address,
      addressId: id,
      since: suppressedAt.toISOString(),
      status: suppressedFor,
      waiting,
      words: `Mail to ${address} is not delivered: ${why}. ${now} Mend the mailbox, or name another address in the guidelines; then say that it works again.`,
    },
  ];
}

const parkedAlarm = (since: Date, waiting: number): MailAlarm => ({
  kind: 'mail_parked',
  address: null,
  addressId: null,
  since: since.toISOString(),
  status: null,
  waiting,
  words: `${count(waiting)}: no address of the site takes it. Set a second contact (PUT /v1/reports/settings), or say that an address works again. Nothing is lost meanwhile.`,
});

function refusedAlarm({ id, address, refusedAt, refusedFor }: MailAddressState, recent: Date): MailAlarm[] {
  if (!refusedAt || refusedAt <= recent) return [];
  return [
    {
      kind: 'mail_refused',
      address,
      addressId: id,
      since: refusedAt.toISOString(),
      status: refusedFor,
      waiting: 0,
      words: `The mail server of ${address} refuses Moderato's mail (${refusedFor}): a matter of the sending domain, not of the address. Whoever runs Moderato should look at SPF, DKIM, DMARC and the sending host's reputation.`,
    },
  ];
}

/** Reports may go unread where nobody gets them any more. */
function unsubscribedAlarm({ id, address, unsubscribed, complainedAt }: MailAddressState): MailAlarm[] {
  const missing = [
    ...(unsubscribed.includes('alerts') ? ['mails about single comments'] : []),
    ...(unsubscribed.includes('digests') ? ['digests'] : []),
  ];
  if (complainedAt || missing.length === 0) return [];
  return [
    {
      kind: 'unsubscribed',
      address,
      addressId: id,
      since: null,
      status: null,
      waiting: 0,
      words: `Somebody unsubscribed ${address} from ${missing.join(' and ')}. They go to the other addresses that the site names, or wait. Say that it works again to undo that.`,
    },
  ];
}

const viewOf = (known: MailAddressState, recent: Date): MailAddressView => {
  const isRefused = known.refusedAt !== null && known.refusedAt > recent;
  const [state, status, since] = known.suppressedAt
    ? (['dead', known.suppressedFor, known.suppressedAt] as const)
    : isRefused
      ? (['refused', known.refusedFor, known.refusedAt] as const)
      : (['works', null, null] as const);
  const { id, address, failures, unsubscribed, complainedAt } = known;
  return {
    id,
    address: address ?? '',
    state,
    status,
    since: since?.toISOString() ?? null,
    failures,
    unsubscribed,
    complainedAt: complainedAt?.toISOString() ?? null,
  };
};

/** The site's own addresses, and what is wrong. */
export async function readMailHealth(
  db: Queryable,
  siteId: string,
  at: Date,
): Promise<{ data: MailAddressView[]; alarms: MailAlarm[] }> {
  const recent = new Date(at.getTime() - failuresWithinMs);
  const addresses = await listOwnAddresses(db, siteId, recent);
  return { data: addresses.map((known) => viewOf(known, recent)), alarms: await listMailAlarms(db, siteId, at) };
}

function complaintAlarm({ id, address, complainedAt }: MailAddressState): MailAlarm[] {
  if (!complainedAt) return [];
  return [
    {
      kind: 'complained',
      address,
      addressId: id,
      since: complainedAt.toISOString(),
      status: null,
      waiting: 0,
      words: `Somebody marked Moderato's mail to ${address} as unwanted, so it gets none. Ask there; then say that it works again.`,
    },
  ];
}
