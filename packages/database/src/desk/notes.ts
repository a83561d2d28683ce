import type { Queryable } from '../database.js';

/** What a moderator wrote about a comment, for the desk alone. */
export interface CommentNote {
  id: string;
  kind: 'note' | 'escalation';
  words: string;
  by: { id: string; name: string };
  /** Ids of moderators. */
  mentions: string[];
  createdAt: Date;
}

export interface NewNote {
  id: string;
  commentId: string;
  moderatorId: string;
  kind: CommentNote['kind'];
  words: string;
}

/** A site's moderators who may be named in notes. */
export async function listColleagues(db: Queryable, siteId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.query<{ id: string; name: string }>(
    'select id, name from moderator where site_id = $1 and disabled_at is null order by name limit 500',
    [siteId],
  );
  return rows;
}

/** Who of `colleagues` is named in `words` as `@Name`, whatever the case; of names that begin alike the longest. */
export function mentionedIn(words: string, colleagues: { id: string; name: string }[]): string[] {
  const longestFirst = colleagues.toSorted((a, b) => b.name.length - a.name.length);
  let left = words.toLocaleLowerCase();
  return longestFirst.flatMap(({ id, name }) => {
    const called = `@${name.toLocaleLowerCase()}`;
    if (name === '' || !left.includes(called)) return [];
    left = left.replaceAll(called, ' ');
    return [id];
  });
}

/** Keeps a note; returns whom it names. */
export async function insertNote(tx: Queryable, siteId: string, note: NewNote, at: Date): Promise<string[]> {
  const mentions = mentionedIn(note.words, await listColleagues(tx, siteId));
  await tx.query(
    `insert into comment_note (id, site_id, comment_id, moderator_id, kind, words, mentions, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [note.id, siteId, note.commentId, note.moderatorId, note.kind, note.words, mentions, at],
  );
  return mentions;
}

/** Notes on a comment, oldest first. */
export async function listNotes(db: Queryable, siteId: string, commentId: string): Promise<CommentNote[]> {
  const { rows } = await db.query<Omit<CommentNote, 'by'> & { moderatorId: string; name: string | null }>(
    `select n.id, n.kind, n.words, n.mentions, n.created_at as "createdAt", n.moderator_id as "moderatorId", m.name
     from comment_note n left join moderator m on m.id = n.moderator_id and m.site_id = n.site_id
     where n.site_id = $1 and n.comment_id = $2 order by n.id limit 200`,
    [siteId, commentId],
  );
  return rows.map(({ moderatorId, name, ...note }) => ({ ...note, by: { id: moderatorId, name: name ?? '' } }));
}

/**
 * Puts a held comment before those who see to escalated ones, or back. False where it does not wait any more, or stood
 * there already.
 */
export async function setEscalated(
  tx: Queryable,
  siteId: string,
  { commentId, moderatorId, escalated }: { commentId: string; moderatorId: string; escalated: boolean },
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update held_comment set escalated_at = case when $3 then $4::timestamptz end,
       escalated_by = case when $3 then $5::uuid end
     where site_id = $1 and comment_id = $2 and (escalated_at is null) = $3`,
    [siteId, commentId, escalated, at, moderatorId],
  );
  return rowCount === 1;
}
