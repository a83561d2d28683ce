import { type BlockHeader, blockHash, genesisHash, leafHash, merkleRoot } from '@moderato/domain';
import pg from 'pg';

export interface Block extends BlockHeader {
  hash: Buffer;
}

/**
 * Appends one block over `leaves` to the site's chain, as the last step of a transaction: other writers of the same
 * site wait from here to the commit. `write` gets the block's height and stores the entries under it, by their index.
 */
export async function appendBlock(
  tx: pg.PoolClient,
  siteId: string,
  leaves: Buffer[],
  at: Date,
  write: (height: number) => Promise<unknown>,
): Promise<Block> {
  const root = merkleRoot(leaves);
  const head = await lockHead(tx, siteId);
  const header: BlockHeader = {
    siteId,
    height: head ? Number(head.height) + 1 : 1,
    previousHash: head?.hash ?? genesisHash,
    root,
    entryCount: leaves.length,
    createdAt: at.toISOString(),
  };
  const hash = blockHash(header);
  await write(header.height);
  await tx.query({
    name: 'append-block',
    text: `insert into ledger_block (site_id, height, previous_hash, root, entry_count, hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [siteId, header.height, header.previousHash, root, header.entryCount, hash, header.createdAt],
  });
  return { ...header, hash };
}

/**
 * Waits for the other writers of the site's record, before something is read on which an entry of it will rest. To be
 * called before anything else is locked.
 */
export async function lockChain(tx: pg.PoolClient, siteId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 77))', [siteId]);
}

async function lockHead(tx: pg.PoolClient, siteId: string): Promise<{ height: string; hash: Buffer } | undefined> {
  const site = pg.escapeLiteral(siteId);
  // Two statements on one journey: the head must be read by a snapshot taken after the lock was won.
  const results = (await tx.query(
    `select pg_advisory_xact_lock(hashtextextended(${site}, 77));
     select height, hash from ledger_block where site_id = ${site} order by height desc limit 1`,
  )) as unknown as pg.QueryResult<{ height: string; hash: Buffer }>[];
  return results[1]?.rows[0];
}

/** A decision as the chain keeps it: the document whole, the comment's text only as its salted hash. */
export const decisionEntry = (decision: { id: string; commentId: string }, textHash: Buffer): object => ({
  type: 'decision',
  textHash: textHash.toString('hex'),
  document: decision,
});

/** The JSON of such an entry, from the document's: most of it is there already. */
export const decisionEntryJson = (document: string, textHash: Buffer): string =>
  `{"type":"decision","textHash":"${textHash.toString('hex')}","document":${document}}`;

export interface Action {
  id: string;
  kind: string;
  /** What was acted on: a comment's, an author's or another thing's id. */
  subjectId: string;
  /** Who acted: `api-key:<id>`, `moderator:<id>`, `system`. */
  actor: string;
  data: Record<string, unknown>;
}

export const actionEntry = (action: Action, at: Date): object => ({
  type: 'action',
  ...action,
  actedAt: at.toISOString(),
});

/** Puts what a person or process did on the site's record. Call it last in the transaction. */
export async function recordActions(tx: pg.PoolClient, siteId: string, actions: Action[], at: Date): Promise<void> {
  const leaves = actions.map((action) => leafHash(actionEntry(action, at)));
  await appendBlock(tx, siteId, leaves, at, (height) =>
    tx.query(
      `insert into action (id, site_id, kind, subject_id, actor, data, block_height, block_index, acted_at)
       select a.id, $1, a.kind, a.subject_id, a.actor, a.data::json, $2, a.position - 1, $3
       from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[])
         with ordinality as a(id, kind, subject_id, actor, data, position)`,
      [
        siteId,
        height,
        at,
        actions.map((a) => a.id),
        actions.map((a) => a.kind),
        actions.map((a) => a.subjectId),
        actions.map((a) => a.actor),
        actions.map((a) => JSON.stringify(a.data)),
      ],
    ),
  );
}
