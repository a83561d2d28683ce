import { randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A Standard Webhooks secret of 32 random bytes, `whsec_` and base64. */
export const newSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

/**
 * The key bytes of a Standard Webhooks secret. A secret pasted without its prefix or with white space around it is
 * the usual support case, so both are taken; throws TypeError on anything that is not base64 of 1 to 64 bytes.
 */
export function keyOfSecret(secret: string): Buffer {
  const text = secret.trim();
  const base64 = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const key = Buffer.from(base64, 'base64');
  if (key.length === 0 || key.length > 64 || key.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, '')) {
    throw new TypeError('A Standard Webhooks secret is whsec_ followed by base64.');
  }
  return key;
}
