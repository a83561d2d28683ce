import type { Database, Queryable } from './database.js';
import type { MasterKeys } from './master-keys.js';
import { listSiteIds } from './queries/sites.js';

/** Columns that hold something sealed under the master key that `key_version` names. */
const sealed = [
  { table: 'author', column: 'wrapped_key' },
  { table: 'webhook_endpoint', column: 'secrets' },
  { table: 'ingest_source', column: 'secrets' },
  { table: 'reader_report', column: 'wrapped_key' },
  { table: 'inbound_mail', column: 'wrapped_key' },
  { table: 'moderator', column: 'totp_secret' },
  { table: 'notice', column: 'wrapped_key' },
  { table: 'transparency_token', column: 'token' },
  { table: 'appeal', column: 'wrapped_key' },
] as const;
export type SealedTable = (typeof sealed)[number]['table'];
type Sealed = (typeof sealed)[number];

const rowsAtOnce = 500;

/** How many rows of all sites another master key than the newest has sealed. */
export async function countOutdatedSeals(database: Database, { newestVersion }: MasterKeys): Promise<number> {
  let count = 0;
  for (const siteId of await listSiteIds(database)) {
    for (const { table, column } of sealed) {
      const { rows } = await database.withSite(siteId, (tx) =>
        tx.query<{ count: string }>(
          `select count(*) from ${table}
           where site_id = $1 and key_version <> $2 and octet_length(${column}) > 0`,
          [siteId, newestVersion],
        ),
      );
      count += Number(rows[0]?.count ?? 0);
    }
  }
  return count;
}

/**
 * Seals anew, under the newest master key, what an older one sealed: the keys of authors, reports, mails and appeals,
 * and the secrets of webhooks, sources and second factors. Each page commits by itself and a row that changed
 * meanwhile is left alone, so it may be cut off, run
 * again, and run beside the services. Throws where a row names a master key that is not configured.
 */
export async function rewrapSeals(
  database: Database,
  masterKeys: MasterKeys,
  onRewrapped: (rows: number) => void = () => {},
): Promise<Record<SealedTable, number>> {
  const counts = {
    author: 0,
    webhook_endpoint: 0,
    ingest_source: 0,
    reader_report: 0,
    inbound_mail: 0,
    appeal: 0,
    notice: 0,
    transparency_token: 0,
    moderator: 0,
  };
  for (const siteId of await listSiteIds(database)) {
    for (const one of sealed) {
      let after: string | null = null;
      do {
        const page: { last: string | null; rewrapped: number } = await database.withSite(siteId, (tx) =>
          rewrapPage(tx, siteId, { ...one, after, masterKeys }),
        );
        counts[one.table] += page.rewrapped;
        onRewrapped(page.rewrapped);
        after = page.last;
      } while (after !== null);
    }
  }
  return counts;
}

async function rewrapPage(
  tx: Queryable,
  siteId: string,
  { table, column, after, masterKeys }: Sealed & { after: string | null; masterKeys: MasterKeys },
): Promise<{ last: string | null; rewrapped: number }> {
  const { rows } = await tx.query<{ id: string; wrapped: Buffer; version: number }>(
    `select id, ${column} as wrapped, key_version as version from ${table}
     where site_id = $1 and key_version <> $2 and octet_length(${column}) > 0 and ($3::uuid is null or id > $3)
     order by id limit $4`,
    [siteId, masterKeys.newestVersion, after, rowsAtOnce],
  );
  if (rows.length === 0) return { last: null, rewrapped: 0 };
  const { rowCount } = await tx.query(
    `update ${table} t set ${column} = n.anew, key_version = $2
     from unnest($3::uuid[], $4::bytea[], $5::bytea[]) as n(id, wrapped, anew)
     where t.site_id = $1 and t.id = n.id and t.${column} = n.wrapped`,
    [
      siteId,
      masterKeys.newestVersion,
      rows.map(({ id }) => id),
      rows.map(({ wrapped }) => wrapped),
      rows.map((row) => masterKeys.wrap(masterKeys.unwrap(row)).wrapped),
    ],
  );
  return { last: rows.at(-1)?.id ?? null, rewrapped: rowCount ?? 0 };
}
