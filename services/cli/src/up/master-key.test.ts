import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureMasterKey, masterKeyFile } from './master-key.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'moderato-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a key is made once, for its owner’s eyes only, and one that is given is used instead', async () => {
  const made = await ensureMasterKey(folder, undefined);
  expect(made).toMatch(/^[0-9a-f]{64}$/);
  expect(await ensureMasterKey(folder, undefined)).toBe(made);
  expect(statSync(masterKeyFile(folder)).mode & 0o777).toBe(0o600);
  expect(await ensureMasterKey(folder, 'given')).toBe('given');
});
