import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// Argon2id by OWASP's first choice for servers: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password typed on another keyboard is the same. */
const asBytes = (password: string): Buffer => Buffer.from(password.normalize('NFC'), 'utf8');

export const hashPassword = (password: string): Promise<string> => hash(asBytes(password), cost);

let nobodys: Promise<string> | undefined;

/**
 * Whether the password is the one of the hash. Where there is no hash it takes as long, against one that nothing
 * matches: how long an answer takes tells nobody who has an account.
 */
export async function isPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(24).toString('base64'));
  const matches = await verify(passwordHash ?? (await nobodys), asBytes(password));
  return matches && passwordHash != null;
}
