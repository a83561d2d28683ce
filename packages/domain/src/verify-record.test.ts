import fc from 'fast-check';
import { blockHash, genesisHash, leafHash, merkleRoot } from './ledger.js';
import { type ExportedBlock, RecordVerifier } from './verify-record.js';

function chainOf(blocks: unknown[][]): ExportedBlock[] {
  let previousHash = genesisHash;
  return blocks.map((entries, i) => {
    const root = merkleRoot(entries.map(leafHash));
    const header = { siteId: 's', height: i + 1, entryCount: entries.length, createdAt: '2026-01-01T00:00:00.000Z' };
    const hash = blockHash({ ...header, previousHash, root });
    const block = {
      ...header,
      previousHash: previousHash.toString('hex'),
      root: root.toString('hex'),
      hash: hash.toString('hex'),
      entries,
    };
    previousHash = hash;
    return block;
  });
}

function verify(chain: ExportedBlock[]): RecordVerifier {
  const verifier = new RecordVerifier();
  for (const block of chain) verifier.add(block);
  return verifier;
}

const records = fc.array(fc.array(fc.record({ id: fc.uuid(), n: fc.integer() }), { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 8,
});

test('an untouched record verifies', () =>
  fc.assert(
    fc.property(records, (blocks) => {
      const { fault, blocks: count, entries } = verify(chainOf(blocks));
      expect({ fault, count, entries }).toEqual({ fault: null, count: blocks.length, entries: blocks.flat().length });
    }),
  ));

const tamperings: [string, (chain: ExportedBlock[], at: number) => void][] = [
  ['an entry changed', (chain, at) => ((chain[at] as ExportedBlock).entries = [{ id: 'forged' }])],
  ['an entry taken out', (chain, at) => chain[at]?.entries?.pop()],
  ['a block taken out', (chain, at) => chain.splice(at, 1)],
  ['a time changed', (chain, at) => ((chain[at] as ExportedBlock).createdAt = '2020-01-01T00:00:00.000Z')],
  ['a hash made to fit', (chain, at) => ((chain[at] as ExportedBlock).hash = '00'.repeat(32))],
];

test.each(tamperings)('%s: the first broken block is named', (_, tamper) =>
  fc.assert(
    fc.property(records, fc.nat(), (blocks, pick) => {
      const chain = chainOf([...blocks, [{ id: 'last', n: 0 }]]);
      // The last block is left whole: what is cut off at the end shows only against a copy of the head.
      const at = pick % blocks.length;
      tamper(chain, at);
      expect(verify(chain).fault?.height).toBe(at + 1);
    }),
  ),
);

test('a block whose entries were dropped by retention keeps its place', () => {
  const chain = chainOf([[1], [2], [3]]);
  (chain[0] as ExportedBlock).entries = null;
  const verifier = verify(chain);
  expect(verifier).toMatchObject({ fault: null, entries: 2, withoutEntries: 1 });
});
