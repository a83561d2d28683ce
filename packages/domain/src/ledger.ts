import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';

// The package is CommonJS with a default export: its type under nodenext is the module, its value the function.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** JSON in one form only (RFC 8785), so that a hash of it can be made again from a stored copy. */
export function canonicalJson(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new TypeError('only JSON values have a canonical form');
  return json;
}

/** What the chain keeps of a comment's text: worthless once the salt is gone. */
export const saltedHash = (salt: Uint8Array, text: string): Buffer => sha256(salt, text);

/**
 * Leaves and nodes are prefixed apart (RFC 6962, 2.1), so that no node can pass for a leaf. An entry is hashed as it was
 * written, its members in their order: entries are stored and exported in those bytes, and sorting them would cost more
 * than all the rest of the chain.
 */
export const leafHash = (entry: unknown): Buffer => leafHashOfJson(JSON.stringify(entry));

/** The same for an entry that is JSON text already. */
export const leafHashOfJson = (json: string): Buffer => sha256(`\0${json}`);

const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Uint8Array.of(1), left, right);

/** Merkle root as RFC 6962 shapes the tree. An empty block has no root and is refused. */
export function merkleRoot(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) throw new RangeError('a block needs at least one entry');
  let level = leaves;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as Buffer;
      const right = level[i + 1];
      above.push(right ? nodeHash(left, right) : left);
    }
    level = above;
  }
  return level[0] as Buffer;
}

export interface BlockHeader {
  siteId: string;
  /** 1 for a site's first block. */
  height: number;
  /** Hash of the block before; 32 zero bytes for the first. */
  previousHash: Buffer;
  root: Buffer;
  entryCount: number;
  /** RFC 3339, UTC, milliseconds. */
  createdAt: string;
}

export const genesisHash: Buffer = Buffer.alloc(32);

export function blockHash(block: BlockHeader): Buffer {
  return sha256(
    canonicalJson({
      siteId: block.siteId,
      height: block.height,
      previousHash: block.previousHash.toString('hex'),
      root: block.root.toString('hex'),
      entryCount: block.entryCount,
      createdAt: block.createdAt,
    }),
  );
}
