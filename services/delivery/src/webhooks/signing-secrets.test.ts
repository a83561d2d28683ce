import { MasterKeys } from '@moderato/database';
import { openSecrets } from './signing-secrets.js';

const masterKeys = new MasterKeys(['ab'.repeat(32)]);
const at = new Date('2026-11-23T10:00:00Z');
const sealed = (secrets: object[]) => {
  const { wrapped, version } = masterKeys.wrap(Buffer.from(JSON.stringify(secrets)));
  return { secrets: wrapped, keyVersion: version };
};

test('during a rotation both secrets are valid, the new one first; after it, one', () => {
  const rotating = sealed([
    { secret: 'old', expiresAt: '2026-11-24T10:00:00.000Z' },
    { secret: 'new', expiresAt: null },
    { secret: 'older', expiresAt: '2026-11-23T09:59:59.000Z' },
  ]);
  expect(openSecrets(masterKeys, rotating, at)).toEqual(['new', 'old']);
  expect(openSecrets(masterKeys, rotating, new Date('2026-11-24T10:00:00.000Z'))).toEqual(['new']);
});

test('a seal of another master key is not opened', () => {
  const { secrets, keyVersion } = sealed([{ secret: 'a', expiresAt: null }]);
  expect(() => openSecrets(new MasterKeys(['cd'.repeat(32)]), { secrets, keyVersion }, at)).toThrow();
});
