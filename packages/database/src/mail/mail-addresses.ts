import { type MailStream, newId } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';
import { reporterHash } from '../reports/reporters.js';

/** What is known of an address that a site mails to. */
export interface MailAddress {
  id: string;
  /** Null for a reader's. */
  address: string | null;
  unsubscribed: MailStream[];
  suppressedAt: Date | null;
}

const columns = `id, address, unsubscribed, suppressed_at as "suppressedAt"`;

/** Of a reader's the hash by which their reports are known, so that erasing the person reaches it. */
export const addressHashOf = (
  masterKeys: MasterKeys,
  siteId: string,
  { address, isOwn }: { address: string; isOwn: boolean },
): Buffer =>
  isOwn ? masterKeys.match(siteId, 'email', address) : reporterHash(masterKeys, siteId, { email: address });

/** The address as it is known, made known where it was not. `isOwn`: the site named it, so that it may be shown. */
export async function knowAddress(
  tx: Queryable,
  siteId: string,
  { address, hash, isOwn }: { address: string; hash: Buffer; isOwn: boolean },
  at: Date,
): Promise<MailAddress> {
  const find = () =>
    tx.query<MailAddress>(`select ${columns} from mail_address where site_id = $1 and address_hash = $2`, [
      siteId,
      hash,
    ]);
  const { rows } = await find();
  const known = rows[0];
  if (known && (!isOwn || known.address !== null)) return known;
  await tx.query(
    `insert into mail_address as a (id, site_id, address_hash, address, created_at) values ($1, $2, $3, $4, $5)
     on conflict (site_id, address_hash) do update set address = coalesce(a.address, excluded.address)`,
    [newId(at), siteId, hash, isOwn ? address : null, at],
  );
  const { rows: made } = await find();
  return made[0] as MailAddress;
}

export const mayMail = ({ suppressedAt, unsubscribed }: MailAddress, stream: MailStream | null): boolean =>
  suppressedAt === null && (stream === null || !unsubscribed.includes(stream));

/** The first of the site's own addresses that takes mails of the stream; null where none does. */
export async function chooseAddress(
  tx: Queryable,
  siteId: string,
  { masterKeys, candidates, stream }: { masterKeys: MasterKeys; candidates: string[]; stream: MailStream | null },
  at: Date,
): Promise<string | null> {
  for (const address of candidates) {
    const hash = addressHashOf(masterKeys, siteId, { address, isOwn: true });
    if (mayMail(await knowAddress(tx, siteId, { address, hash, isOwn: true }, at), stream)) return address;
  }
  return null;
}

/** Which site's, for a link that names the address alone. */
export async function siteOfMailAddress(database: Database, id: string): Promise<string | null> {
  const [found] = await database.acrossSites<{ id: string | null }>('select site_of_mail_address($1) as id', [id]);
  return found?.id ?? null;
}

/** False where there is no such address. Unsubscribing twice changes nothing the second time. */
export async function unsubscribe(
  tx: Queryable,
  siteId: string,
  { addressId, stream }: { addressId: string; stream: MailStream },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update mail_address set unsubscribed =
       case when $3 = any(unsubscribed) then unsubscribed else array_append(unsubscribed, $3) end
     where site_id = $1 and id = $2`,
    [siteId, addressId, stream],
  );
  return rowCount === 1;
}

/** Somebody says that the address works again: all that was held against it is forgotten, with what it unsubscribed from. */
export async function clearAddress(tx: Queryable, siteId: string, addressId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update mail_address set suppressed_at = null, suppressed_for = null, refused_at = null, refused_for = null,
       complained_at = null, unsubscribed = '{}'
     where site_id = $1 and id = $2 and address is not null`,
    [siteId, addressId],
  );
  if (rowCount !== 1) return false;
  await tx.query('delete from mail_failure where site_id = $1 and address_id = $2', [siteId, addressId]);
  return true;
}

export interface MailAddressState extends MailAddress {
  complainedAt: Date | null;
  suppressedFor: string | null;
  refusedAt: Date | null;
  refusedFor: string | null;
  /** Within the last seven days. */
  failures: number;
}

/** The site's own addresses, the oldest first. */
export async function listOwnAddresses(
  db: Queryable,
  siteId: string,
  failuresSince: Date,
): Promise<MailAddressState[]> {
  const { rows } = await db.query<MailAddressState>(
    `select ${columns}, complained_at as "complainedAt", suppressed_for as "suppressedFor", refused_at as "refusedAt",
       refused_for as "refusedFor",
       (select count(*)::int from mail_failure f
        where f.site_id = $1 and f.address_id = a.id and f.failed_at > $2) as failures
     from mail_address a where site_id = $1 and address is not null order by created_at, id`,
    [siteId, failuresSince],
  );
  return rows;
}
