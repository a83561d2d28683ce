import type { Database, Queryable } from '../database.js';
import type { MasterKeys } from '../master-keys.js';

/** Software of a site that sends its own signed webhooks. */
export interface IngestSource {
  id: string;
  siteId: string;
  name: string;
  scheme: string;
  secrets: string[];
  /** Which part of the payload is which field of a submission; its shape is intake's. */
  mapping: unknown;
}

interface Row {
  id: string;
  siteId: string;
  name: string;
  scheme: string;
  mapping: unknown;
  createdAt: Date;
}

export type IngestSourceListing = Row;

/** False where the site has a source of that name already. */
export async function insertIngestSource(
  tx: Queryable,
  masterKeys: MasterKeys,
  source: IngestSource,
  at: Date,
): Promise<boolean> {
  const { wrapped, version } = masterKeys.wrap(Buffer.from(JSON.stringify(source.secrets)));
  const { rowCount } = await tx.query(
    `insert into ingest_source (id, site_id, name, scheme, secrets, key_version, mapping, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (site_id, name) do nothing`,
    [source.id, source.siteId, source.name, source.scheme, wrapped, version, JSON.stringify(source.mapping), at],
  );
  return rowCount === 1;
}

const columns = 'id, site_id as "siteId", name, scheme, mapping, created_at as "createdAt"';

/** Newest last; `after` is the last row seen. */
export async function listIngestSources(
  db: Queryable,
  siteId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<IngestSourceListing[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from ingest_source
     where site_id = $1 and disabled_at is null and ($2::uuid is null or id > $2) order by id limit $3`,
    [siteId, after ?? null, limit],
  );
  return rows;
}

export async function findIngestSource(db: Queryable, siteId: string, id: string): Promise<IngestSourceListing | null> {
  const { rows } = await db.query<Row>(
    `select ${columns} from ingest_source where site_id = $1 and id = $2 and disabled_at is null`,
    [siteId, id],
  );
  return rows[0] ?? null;
}

/** The source of that id, whatever its site, with its secrets; null where there is none. */
export async function openIngestSource(
  database: Database,
  masterKeys: MasterKeys,
  id: string,
): Promise<IngestSource | null> {
  const [found] = await database.acrossSites<{ site_id: string | null }>('select site_of_source($1) as site_id', [id]);
  const siteId = found?.site_id;
  if (!siteId) return null;
  return database.withSite(siteId, async (tx) => {
    const { rows } = await tx.query<Row & { secrets: Buffer; keyVersion: number }>(
      `select ${columns}, secrets, key_version as "keyVersion" from ingest_source
       where site_id = $1 and id = $2 and disabled_at is null`,
      [siteId, id],
    );
    const row = rows[0];
    if (!row) return null;
    const secrets = masterKeys.unwrap({ wrapped: row.secrets, version: row.keyVersion }).toString('utf8');
    return { id, siteId, name: row.name, scheme: row.scheme, mapping: row.mapping, secrets: JSON.parse(secrets) };
  });
}

/** Deletes a source with its secrets and what it remembers. False where there is none. */
export async function deleteIngestSource(tx: Queryable, siteId: string, id: string): Promise<boolean> {
  await tx.query('delete from ingest_receipt where site_id = $1 and source_id = $2', [siteId, id]);
  const { rowCount } = await tx.query('delete from ingest_source where site_id = $1 and id = $2', [siteId, id]);
  return rowCount === 1;
}

export async function isMessageKnown(
  db: Queryable,
  siteId: string,
  { sourceId, messageId }: { sourceId: string; messageId: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    'select 1 from ingest_receipt where site_id = $1 and source_id = $2 and message_id = $3',
    [siteId, sourceId, messageId],
  );
  return rowCount === 1;
}

/** Remembers a message whose effect is committed, so that a replay has no second one. */
export async function rememberMessage(
  db: Queryable,
  siteId: string,
  { sourceId, messageId }: { sourceId: string; messageId: string },
  at: Date,
): Promise<void> {
  await db.query(
    `insert into ingest_receipt (site_id, source_id, message_id, received_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [siteId, sourceId, messageId, at],
  );
}
