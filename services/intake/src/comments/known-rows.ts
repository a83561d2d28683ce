import {
  type MasterKeys,
  type NewStory,
  type Profile,
  type Queryable,
  sealAuthor,
  upsertAuthors,
  upsertStories,
} from '@moderato/database';
import { newId } from '@moderato/domain';
import { nameKey } from '@moderato/engine';
import { LRUCache } from 'lru-cache';
import type { AcceptedComment } from './accept-submission.js';

interface Known<Row> {
  id: string;
  /** What was last written, so that the same again costs neither a statement nor any encryption. */
  row: Row;
}

/** Ids by external id, and what to remember once the transaction has committed. */
export interface Resolved {
  ids: Map<string, string>;
  remember(): void;
}

type Author = AcceptedComment['author'];
type Story = AcceptedComment['story'];

const size = 50_000;
/** Another process may have written a newer profile: after this long it is compared again. */
const ttlMs = 300_000;

const lookOf = ({ profile: { name } }: Author): string | undefined => (name ? nameKey(name) : undefined);

export const isSameProfile = (a: Profile, b: Profile): boolean =>
  a.name === b.name && a.email === b.email && a.ip === b.ip;

const byExternalId = (a: { externalId: string }, b: { externalId: string }) =>
  a.externalId < b.externalId ? -1 : a.externalId > b.externalId ? 1 : 0;

/** Authors and stories that this process has seen, so that the usual flush writes comments alone. */
export class KnownRows {
  readonly #authors = new LRUCache<string, Known<Author>>({ max: size, ttl: ttlMs });
  readonly #stories = new LRUCache<string, Known<Story>>({ max: size, ttl: ttlMs });
  readonly #masterKeys: MasterKeys;

  constructor(masterKeys: MasterKeys) {
    this.#masterKeys = masterKeys;
  }

  /** Writes the authors that are unknown or changed; `anew`: whatever is remembered, since they were erased meanwhile. */
  authors(
    tx: Queryable,
    siteId: string,
    authors: Author[],
    { at, anew }: { at: Date; anew: boolean },
  ): Promise<Resolved> {
    return resolve(this.#authors, siteId, authors, {
      anew,
      isSame: ({ profile: a }, { profile: b }) => isSameProfile(a, b),
      write: (rows) =>
        upsertAuthors(
          tx,
          siteId,
          rows.map((row) => sealAuthor(this.#masterKeys, siteId, { ...row, look: lookOf(row), at })),
          at,
        ),
    });
  }

  stories(tx: Queryable, siteId: string, stories: Story[], { at }: { at: Date }): Promise<Resolved> {
    return resolve(this.#stories, siteId, stories, {
      anew: false,
      isSame: (a, b) =>
        a.url === b.url &&
        a.title === b.title &&
        a.summary === b.summary &&
        a.people.length === b.people.length &&
        a.people.every((person, i) => person === b.people[i]),
      write: (rows) =>
        upsertStories(
          tx,
          siteId,
          rows.map((row): NewStory => ({ ...row, id: newId(at) })),
          at,
        ),
    });
  }
}

interface Kind<Row> {
  anew: boolean;
  isSame(a: Row, b: Row): boolean;
  /** Gets each external id once, sorted, so that two flushes cannot wait for each other. */
  write(rows: Row[]): Promise<Map<string, string>>;
}

async function resolve<Row extends { externalId: string }>(
  cache: LRUCache<string, Known<Row>>,
  siteId: string,
  rows: Row[],
  { anew, isSame, write }: Kind<Row>,
): Promise<Resolved> {
  const ids = new Map<string, string>();
  const unknown = new Map<string, Row>();
  for (const row of rows) {
    const known = anew ? undefined : cache.get(`${siteId}${row.externalId}`);
    // Of several in one flush the last one counts, as it would one by one.
    if (known && isSame(known.row, row)) {
      ids.set(row.externalId, known.id);
      unknown.delete(row.externalId);
    } else {
      unknown.set(row.externalId, row);
    }
  }
  if (unknown.size === 0) return { ids, remember: () => {} };
  const changed = [...unknown.values()].toSorted(byExternalId);
  for (const [externalId, id] of await write(changed)) ids.set(externalId, id);
  return {
    ids,
    remember: () => {
      for (const row of changed) {
        const id = ids.get(row.externalId);
        if (id) cache.set(`${siteId}${row.externalId}`, { id, row });
      }
    },
  };
}
