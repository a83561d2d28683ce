import type { Queryable } from '../database.js';

export interface WaitingCounts {
  /** Comments with open reports. */
  reports: number;
  appeals: number;
  /** Mails of readers that nobody could place. */
  inbox: number;
  /** Bans that wait for a person. */
  proposedBans: number;
}

/** What waits beside the queue, each counted to `atMost`. */
export async function readWaitingCounts(
  db: Queryable,
  siteId: string,
  { at, atMost }: { at: Date; atMost: number },
): Promise<WaitingCounts> {
  const { rows } = await db.query<WaitingCounts>(
    `select
       (select count(*)::int from (select 1 from reported_comment where site_id = $1 limit $3) r) as reports,
       (select count(*)::int from (select 1 from appeal where site_id = $1 and state = 'open' limit $3) o) as appeals,
       (select count(*)::int from (
          select 1 from inbound_mail where site_id = $1 and state = 'unplaced' limit $3) m) as inbox,
       (select count(*)::int from (
          select 1 from barred_author b join penalty p on p.id = b.penalty_id and p.site_id = $1
          where b.site_id = $1 and b.until > $2 and p.kind = 'proposed_ban' limit $3) p) as "proposedBans"`,
    [siteId, at, atMost],
  );
  return rows[0] ?? { reports: 0, appeals: 0, inbox: 0, proposedBans: 0 };
}
