import { type ExportedBlock, retentionKind } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';
import { actionEntry, decisionEntry } from '../ledger.js';

const blocksPerPage = 100;

/** The site's whole record in the order of heights, a page of blocks in memory at a time. */
export async function* exportRecord(database: Database, siteId: string): AsyncGenerator<ExportedBlock> {
  const dropped = await database.withSite(siteId, (tx) => droppedThrough(tx, siteId));
  for (let after = 0; ; ) {
    const page = await database.withSite(siteId, (tx) => readBlocks(tx, siteId, { after, dropped }));
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < blocksPerPage) return;
    after = last.height;
  }
}

/** The last block of which retention may have taken entries, as it put on the record itself; 0 where there is none. */
async function droppedThrough(tx: Queryable, siteId: string): Promise<number> {
  const { rows } = await tx.query<{ height: string | null }>(
    `select max((data->>'throughHeight')::bigint) as height from action
     where site_id = $1 and kind = $2`,
    [siteId, retentionKind],
  );
  return Number(rows[0]?.height ?? 0);
}

async function readBlocks(
  tx: Queryable,
  siteId: string,
  { after, dropped }: { after: number; dropped: number },
): Promise<ExportedBlock[]> {
  const { rows } = await tx.query<{
    height: string;
    previous_hash: Buffer;
    root: Buffer;
    entry_count: number;
    hash: Buffer;
    created_at: Date;
  }>(
    `select height, previous_hash, root, entry_count, hash, created_at from ledger_block
     where site_id = $1 and height > $2 order by height limit $3`,
    [siteId, after, blocksPerPage],
  );
  const heights = rows.map((row) => row.height);
  const entries = await readEntries(tx, siteId, heights);
  // A block on the border of two months may have lost a part of its entries: what is left proves nothing.
  const entriesOf = (row: { height: string; entry_count: number }): object[] | null => {
    const found = entries.get(row.height) ?? null;
    return found && found.length < row.entry_count && Number(row.height) <= dropped ? null : found;
  };
  return rows.map((row) => ({
    siteId,
    height: Number(row.height),
    previousHash: row.previous_hash.toString('hex'),
    root: row.root.toString('hex'),
    entryCount: row.entry_count,
    hash: row.hash.toString('hex'),
    createdAt: row.created_at.toISOString(),
    entries: entriesOf(row),
  }));
}

async function readEntries(tx: Queryable, siteId: string, heights: string[]): Promise<Map<string, object[]>> {
  const decisions = await tx.query<{ height: string; index: number; document: never; text_hash: Buffer }>(
    `select block_height as height, block_index as index, document, text_hash from decision
     where site_id = $1 and block_height = any($2)`,
    [siteId, heights],
  );
  const actions = await tx.query<{ height: string; index: number; acted_at: Date } & Parameters<typeof actionEntry>[0]>(
    `select block_height as height, block_index as index, id, kind, subject_id as "subjectId", actor, data, acted_at
     from action where site_id = $1 and block_height = any($2)`,
    [siteId, heights],
  );
  const found = [
    ...decisions.rows.map((row) => ({ ...row, entry: decisionEntry(row.document, row.text_hash) })),
    ...actions.rows.map(({ height, index, acted_at, ...action }) => ({
      height,
      index,
      entry: actionEntry(action, acted_at),
    })),
  ].toSorted((a, b) => a.index - b.index);
  const byHeight = new Map<string, object[]>();
  for (const { height, entry } of found) byHeight.set(height, [...(byHeight.get(height) ?? []), entry]);
  return byHeight;
}
