import { type FoundAuthor, findAuthors, type MasterKeys, type Queryable } from '@moderato/database';
import { nameKey } from '@moderato/engine';

const mostFound = 50;

/**
 * Authors whom `words` name: by the site's own id or its beginning, or by their whole name. Names are kept sealed, so
 * that a part of one finds nobody.
 */
export function findNamedAuthors(
  db: Queryable,
  siteId: string,
  { words, masterKeys }: { words: string; masterKeys: MasterKeys },
): Promise<FoundAuthor[]> {
  const look = nameKey(words);
  const key = look === '' ? null : masterKeys.match(siteId, 'look', look);
  return findAuthors(db, siteId, { externalId: words, nameKey: key, limit: mostFound });
}
