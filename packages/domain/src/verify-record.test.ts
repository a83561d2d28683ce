import fc from 'fast-check';
import { blockHash, genesisHash, leafHash, merkleRoot } from './ledger.js';
import { type ExportedBlock, RecordVerifier, retentionKind } from './verify-record.js';

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
  verifier.finish();
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

const taken = (throughHeight: number) => ({ type: 'action', kind: retentionKind, data: { throughHeight } });

test('blocks whose entries retention took keep their place, where a later entry says so', () => {
  const chain = chainOf([[1], [2], [3], [taken(2)]]);
  for (const block of chain.slice(0, 2)) block.entries = null;
  expect(verify(chain)).toMatchObject({ fault: null, entries: 2, withoutEntries: 2 });
});

test.each([
  ['none', 4],
  ['one that stops below it', 2],
])('a block that was emptied, with %s to say that retention took it, is a fault', (_, through) => {
  const chain = chainOf([[1], [2], [3], through === 4 ? [4] : [taken(through)]]);
  (chain[2] as ExportedBlock).entries = null;
  expect(verify(chain).fault).toMatchObject({ height: 3 });
});
