import type { Submission } from '@moderato/domain';
import { uuidArray } from '../binary-arrays.js';
import type { Database, Queryable } from '../database.js';
import type { Hold } from './barred-authors.js';
import { eachById } from './each-by-id.js';
import type { UndecidedFlush } from './undecided.js';

/** A revision that waits for its decision, with all that the engine is told. */
export interface PendingRevision {
  commentId: string;
  externalId: string;
  revision: number;
  receivedAt: Date;
  submission: Submission;
  /** Why it is held whatever it says; absent where nothing of its author does that. */
  hold?: Hold;
}

/** A comment's newest revision with its story, as the queries of decisions select it. */
export interface RevisionRow {
  id: string;
  external_id: string;
  revision: number;
  received_at: Date;
  body: string | null;
  parent: Submission['parent'] | null;
  language: string | null;
  story_external_id: string;
  url: string;
  title: string | null;
  people: string[];
}

export const revisionOf = (row: RevisionRow): PendingRevision => ({
  commentId: row.id,
  externalId: row.external_id,
  revision: row.revision,
  receivedAt: row.received_at,
  submission: {
    body: row.body ?? '',
    story: { id: row.story_external_id, url: row.url, ...(row.title && { title: row.title }), people: row.people },
    ...(row.parent && { parent: row.parent }),
    ...(row.language && { language: row.language }),
  },
});

/** A revision that this transaction will decide, with the salted hash of its text. */
export interface ClaimedRevision extends PendingRevision {
  textHash: Buffer;
}

type StoryColumns = Pick<RevisionRow, 'story_external_id' | 'url' | 'title' | 'people'>;
type CommentRow = Omit<RevisionRow, keyof StoryColumns | 'received_at'> & { story_id: string; text_hash: Buffer };

/** What `flushes` name, for those who claimed them in the same transaction. */
export async function loadClaimed(
  db: Queryable,
  siteId: string,
  flushes: UndecidedFlush[],
): Promise<ClaimedRevision[]> {
  const receivedAt = new Map<string, Date>();
  const revisions = new Map<string, number>();
  for (const flush of flushes) {
    for (const [id, revision] of flush.revisions) {
      receivedAt.set(id, flush.receivedAt);
      revisions.set(id, revision);
    }
  }
  if (revisions.size === 0) return [];
  const { rows } = await db.query<CommentRow>({
    name: 'load-claimed',
    text: `select c.id, c.external_id, c.revision, c.body, c.parent, c.language, c.story_id, c.text_hash
     from ${eachById} (select * from comment where site_id = $1 and id = wanted.id limit 1) c`,
    values: [siteId, uuidArray([...revisions.keys()])],
  });
  // Apart from the comments: hundreds of them are written under a few stories.
  const stories = await loadStories(db, siteId, [...new Set(rows.map(({ story_id }) => story_id))]);
  return rows
    .filter(({ id, revision }) => revisions.get(id) === revision)
    .map((comment) => {
      const story = stories.get(comment.story_id) as StoryColumns;
      // Named one by one: spreading rows costs more than reading them.
      const row: RevisionRow = {
        id: comment.id,
        external_id: comment.external_id,
        revision: comment.revision,
        received_at: receivedAt.get(comment.id) as Date,
        body: comment.body,
        parent: comment.parent,
        language: comment.language,
        story_external_id: story.story_external_id,
        url: story.url,
        title: story.title,
        people: story.people,
      };
      return Object.assign(revisionOf(row), { textHash: comment.text_hash });
    });
}

async function loadStories(db: Queryable, siteId: string, ids: string[]): Promise<Map<string, StoryColumns>> {
  const { rows } = await db.query<StoryColumns & { id: string }>({
    name: 'load-stories',
    text: `select s.id, s.external_id as story_external_id, s.url, s.title, s.people
     from ${eachById} (select * from story where site_id = $1 and id = wanted.id limit 1) s`,
    values: [siteId, uuidArray(ids)],
  });
  return new Map(rows.map(({ id, ...columns }) => [id, columns]));
}

export interface Backlog {
  pending: number;
  oldestPending: Date | null;
  deliveries: number;
  mails: number;
}

/** What waits over all sites, for gauges; each count stops at some 100,000. */
export async function readBacklog(database: Database, at: Date): Promise<Backlog> {
  const [row] = await database.acrossSites<
    Record<'pending' | 'deliveries' | 'mails', string> & { oldest_pending: Date | null }
  >('select pending, oldest_pending, deliveries, mails from backlog($1)', [at]);
  return {
    pending: Number(row?.pending ?? 0),
    oldestPending: row?.oldest_pending ?? null,
    deliveries: Number(row?.deliveries ?? 0),
    mails: Number(row?.mails ?? 0),
  };
}
