import type { AppealState } from '@moderato/domain';
import type { Database, Queryable } from '../database.js';

export async function listSitesWithUntoldAppellants(database: Database): Promise<string[]> {
  const rows = await database.acrossSites<{ id: string }>('select id from sites_with_untold_appellants() as id');
  return rows.map(({ id }) => id);
}

/** Decided appeals whose authors wait to hear so, locked; what others hold is passed over. */
export async function claimUntoldAppeals(
  tx: Queryable,
  siteId: string,
  limit: number,
): Promise<{ id: string; authorId: string }[]> {
  const { rows } = await tx.query<{ id: string; authorId: string }>(
    `select id, author_id as "authorId" from appeal
     where site_id = $1 and wants_outcome and address is not null and state in ('upheld', 'overturned')
       and outcome_mail_id is null
     order by id limit $2 for update skip locked`,
    [siteId, limit],
  );
  return rows;
}

export async function assignAppealMail(tx: Queryable, siteId: string, appealId: string, mailId: string): Promise<void> {
  await tx.query('update appeal set outcome_mail_id = $3 where site_id = $1 and id = $2', [siteId, appealId, mailId]);
}

export interface AppealForMail {
  id: string;
  state: AppealState;
  reason: string | null;
  wrappedKey: Buffer | null;
  keyVersion: number;
  address: Buffer | null;
  storyTitle: string | null;
  commentId: string | null;
}

/** What a mail to the author may say of an appeal; null where there is none. */
export async function findAppealForMail(db: Queryable, siteId: string, id: string): Promise<AppealForMail | null> {
  const { rows } = await db.query<AppealForMail>(
    `select p.id, p.state, p.reason, p.wrapped_key as "wrappedKey", p.key_version as "keyVersion", p.address,
       s.title as "storyTitle", p.comment_id as "commentId"
     from appeal p left join comment c on c.id = p.comment_id and c.site_id = $1
     left join story s on s.id = c.story_id and s.site_id = $1
     where p.site_id = $1 and p.id = $2`,
    [siteId, id],
  );
  return rows[0] ?? null;
}
