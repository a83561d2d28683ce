import { blockHash, genesisHash, leafHash, merkleRoot } from './ledger.js';

/** A block of an exported record: hashes in hex; `entries` is null where retention has dropped them. */
export interface ExportedBlock {
  siteId: string;
  height: number;
  previousHash: string;
  root: string;
  entryCount: number;
  hash: string;
  createdAt: string;
  entries: unknown[] | null;
}

/** What retention puts on the record before it takes entries away. */
export const retentionKind = 'retention.applied';

const throughHeightOf = (entry: unknown): number => {
  const { type, kind, data } = (entry ?? {}) as { type?: string; kind?: string; data?: { throughHeight?: unknown } };
  const height = type === 'action' && kind === retentionKind ? data?.throughHeight : 0;
  return typeof height === 'number' ? height : 0;
};

export interface RecordFault {
  height: number;
  problem: string;
}

/**
 * Follows one site's chain block by block, in the order of heights; remembers the first fault. Blocks without entries
 * hold only where a later entry of the chain says that retention took them: `finish` checks that.
 */
export class RecordVerifier {
  #previousHash = genesisHash.toString('hex');
  #height = 0;
  #siteId: string | undefined;
  #emptied = 0;
  #takenThrough = 0;
  entries = 0;
  /** Blocks whose entries are gone: their place in the chain holds, their contents cannot be checked. */
  withoutEntries = 0;
  fault: RecordFault | null = null;

  get blocks(): number {
    return this.#height;
  }

  /** Hash of the last block, hex: compare it with a copy kept elsewhere to know that nothing was cut off. */
  get head(): string {
    return this.#previousHash;
  }

  /** False, with `fault` set, from the first broken block on. */
  add(block: ExportedBlock): boolean {
    if (this.fault) return false;
    const problem = this.#problemOf(block);
    if (problem) {
      this.fault = { height: this.#height + 1, problem };
      return false;
    }
    this.#siteId = block.siteId;
    this.#height = block.height;
    this.#previousHash = block.hash;
    if (block.entries) {
      this.entries += block.entries.length;
      this.#takenThrough = Math.max(this.#takenThrough, ...block.entries.map(throughHeightOf));
    } else {
      this.withoutEntries++;
      this.#emptied = block.height;
    }
    return true;
  }

  /** Call it after the last block. False, with `fault` set, where the record is not whole. */
  finish(): boolean {
    if (!this.fault && this.#emptied > this.#takenThrough) {
      const problem = 'its entries are gone, and no entry of the record says that retention took them';
      this.fault = { height: this.#emptied, problem };
    }
    return this.fault === null;
  }

  #problemOf(block: ExportedBlock): string | null {
    if (block.height !== this.#height + 1) return `block ${this.#height + 1} is missing; the next is ${block.height}`;
    if (this.#siteId !== undefined && block.siteId !== this.#siteId) return 'the block belongs to another site';
    if (block.previousHash !== this.#previousHash) return 'the block does not follow the one before it';
    const root = Buffer.from(block.root, 'hex');
    const header = { ...block, root, previousHash: Buffer.from(block.previousHash, 'hex') };
    if (blockHash(header).toString('hex') !== block.hash) return 'the header does not match its hash';
    if (block.entries === null) return null;
    if (block.entries.length !== block.entryCount) {
      return `the block says ${block.entryCount} entries and has ${block.entries.length}`;
    }
    if (!merkleRoot(block.entries.map(leafHash)).equals(root)) return 'an entry was changed, or their order';
    return null;
  }
}
