import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** AES-256-GCM as nonce (12 bytes) | tag (16) | ciphertext. */
export function seal(key: Uint8Array, plain: Uint8Array | string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws when the key is another one or the bytes were changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

/** What Moderato knows of a person besides their words. */
export interface Profile {
  name?: string;
  email?: string;
  ip?: string;
}

export interface SealedKey {
  wrapped: Buffer;
  version: number;
}

const matchPrefix = 'match:';
const retiredEntry = 'retired';
const isRetired = (entry: string): boolean => entry === retiredEntry || entry.startsWith(matchPrefix);

function decode(text: string, version: number): Buffer {
  const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (key.length !== 32) throw new Error(`master key ${version} must be 32 bytes in base64 or hex`);
  return key;
}

/**
 * The master keys: the newest wraps, all unwrap, so that a key can be rotated while rows still name the old one. Each
 * author has a key of their own; destroying its wrapped form makes the profile unreadable, in backups too.
 */
export class MasterKeys {
  readonly #byVersion: Map<number, Buffer>;
  readonly #newest: number;
  readonly #matching: Buffer;

  /**
   * `keys`: 32 bytes each, in base64 or hex, oldest first; versions count from 1. A key that was retired keeps its place
   * as `retired`, the first one as `match:` with what matching needs of it. Throws on anything else.
   */
  constructor(keys: string[]) {
    const [first, last] = [keys[0], keys.at(-1)];
    if (first === undefined || last === undefined || isRetired(last))
      throw new Error('at least one master key is needed');
    const decoded = keys.flatMap((text, i) => (isRetired(text) ? [] : [[i + 1, decode(text, i + 1)] as const]));
    this.#byVersion = new Map(decoded);
    this.#newest = keys.length;
    // Matching must survive a rotation, so it hangs on the first key.
    this.#matching = first.startsWith(matchPrefix)
      ? decode(first.slice(matchPrefix.length), 1)
      : Buffer.from(hkdfSync('sha256', decode(first, 1), '', 'moderato.matching', 32));
  }

  /** What may stand in the places of all keys but the newest once nothing is sealed under them. */
  retiredEntries(): string[] {
    const matching = `${matchPrefix}${this.#matching.toString('hex')}`;
    return Array.from({ length: this.#newest - 1 }, (_, i) => (i === 0 ? matching : retiredEntry));
  }

  get newestVersion(): number {
    return this.#newest;
  }

  wrap(key: Uint8Array): SealedKey {
    return { wrapped: seal(this.#key(this.#newest), key), version: this.#newest };
  }

  unwrap({ wrapped, version }: { wrapped: Uint8Array; version: number }): Buffer {
    return unseal(this.#key(version), wrapped);
  }

  /** Keyed hash for finding equal e-mails or addresses within one site, worthless to who lacks the master key. */
  match(siteId: string, kind: 'email' | 'ip' | 'name' | 'profile', value: string): Buffer {
    const folded = kind === 'email' ? value.trim().toLowerCase() : value;
    return createHmac('sha256', this.#matching).update(`${siteId}\0${kind}\0${folded}`).digest();
  }

  /** A token that holds as long as the master key does, for one purpose. */
  derive(purpose: string): string {
    return createHmac('sha256', this.#matching).update(`token\0${purpose}`).digest('base64url');
  }

  #key(version: number): Buffer {
    const key = this.#byVersion.get(version);
    if (!key) throw new Error(`master key ${version} is not configured`);
    return key;
  }
}
