import fc from 'fast-check';
import { blockHash, genesisHash, leafHash, merkleRoot, saltedHash } from './ledger.js';

const leaves = fc.array(fc.string(), { minLength: 1, maxLength: 40 });

test('changing any one entry changes the root', () =>
  fc.assert(
    fc.property(leaves, fc.nat(), (entries, pick) => {
      const at = pick % entries.length;
      const changed = entries.with(at, `${entries[at]}!`);
      expect(merkleRoot(changed.map(leafHash))).not.toEqual(merkleRoot(entries.map(leafHash)));
    }),
  ));

test('dropping or repeating the last entry changes the root', () =>
  fc.assert(
    fc.property(leaves, (entries) => {
      const hashes = entries.map(leafHash);
      expect(merkleRoot([...hashes, hashes.at(-1) as Buffer])).not.toEqual(merkleRoot(hashes));
    }),
  ));

test('a leaf is the same after its entry was exported and read again', () =>
  fc.assert(
    fc.property(fc.jsonValue(), (entry) => {
      expect(leafHash(JSON.parse(JSON.stringify(entry)))).toEqual(leafHash(entry));
    }),
  ));

test('an empty block is refused', () => {
  expect(() => merkleRoot([])).toThrow(RangeError);
});

test('a block’s hash covers its predecessor', () => {
  const header = {
    siteId: 's',
    height: 1,
    previousHash: genesisHash,
    root: leafHash('x'),
    entryCount: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
  };
  expect(blockHash(header)).not.toEqual(blockHash({ ...header, previousHash: leafHash('y') }));
});

test('the same text under another salt has another hash', () => {
  expect(saltedHash(Buffer.from('a'), 'text')).not.toEqual(saltedHash(Buffer.from('b'), 'text'));
});
