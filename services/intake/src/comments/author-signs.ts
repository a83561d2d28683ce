import type { AuthorSigns, MasterKeys, Profile } from '@moderato/database';
import { nameKey } from '@moderato/engine';
import { LRUCache } from 'lru-cache';
import type { AcceptedComment } from './accept-submission.js';
import { isSameProfile } from './known-rows.js';

/** Names under which many write: they tell nobody. In the form of `nameKey`. */
const shared = new Set(['anonymous', 'anon', 'guest', 'reader', 'user', 'visitor', 'nobody', 'noname', 'me']);
const shortestName = 3;

/** Keyed hash of what a name shares with those that look like it; null where it tells nobody. */
function nameHashOf(masterKeys: MasterKeys, siteId: string, { name }: Profile): Buffer | null {
  const key = name === undefined ? '' : nameKey(name);
  return key.length < shortestName || shared.has(key) ? null : masterKeys.match(siteId, 'look', key);
}

const size = 20_000;

/** By what an author may be known under another id; hashed once for as long as the profile stays the same. */
export class SignsOfAuthors {
  readonly #known = new LRUCache<string, { profile: Profile; signs: AuthorSigns }>({ max: size });
  readonly #masterKeys: MasterKeys;

  constructor(masterKeys: MasterKeys) {
    this.#masterKeys = masterKeys;
  }

  of(siteId: string, { externalId, profile }: AcceptedComment['author']): AuthorSigns {
    const key = `${siteId}${externalId}`;
    const known = this.#known.get(key);
    if (known && isSameProfile(known.profile, profile)) return known.signs;
    const { email, ip } = profile;
    const signs = {
      email: email ? this.#masterKeys.match(siteId, 'email', email) : null,
      ip: ip ? this.#masterKeys.match(siteId, 'ip', ip) : null,
      name: nameHashOf(this.#masterKeys, siteId, profile),
    };
    this.#known.set(key, { profile, signs });
    return signs;
  }
}
