import {
  type AppealRow,
  appealView,
  countOtherModerators,
  findPunished,
  listModerators,
  loadLife,
  type MasterKeys,
  penaltyView,
  type Queryable,
} from '@moderato/database';
import { holderOf, type PenaltyView } from '@moderato/domain';
import type { AppealDetail, AppealLine } from './appeals-contract.js';
import { readCommentDetail } from './review-comment.js';

/** Names of the site's moderators, by id, those who left among them. */
export async function moderatorNames(db: Queryable, siteId: string): Promise<Map<string, string>> {
  return new Map((await listModerators(db, siteId)).map(({ id, name }) => [id, name]));
}

/** Who looks at an appeal at `at`; null once their time is over. */
export function claimOf(row: AppealRow, names: Map<string, string>, at: Date): AppealLine['claim'] {
  const { claimedBy: by, claimedUntil: until } = row;
  if (!by || !until) return null;
  const holder = holderOf({ ...row, claim: { by, until } }, at);
  return holder === null ? null : { id: holder, name: names.get(holder) ?? '', until: until.toISOString() };
}

interface Reader {
  masterKeys: MasterKeys;
  moderatorId: string;
  at: Date;
}

/** Everything about an appeal that a moderator needs to decide it, and what `moderatorId` may do. */
export async function appealDetail(
  db: Queryable,
  siteId: string,
  row: AppealRow,
  { masterKeys, moderatorId, at }: Reader,
): Promise<AppealDetail> {
  const names = await moderatorNames(db, siteId);
  const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  const others = await countOtherModerators(db, siteId, row.deciderId);
  const own = row.deciderId === moderatorId;
  return {
    ...appealView(row, masterKeys, at),
    claim: claimOf(row, names, at),
    decidedBy: person(row.decidedBy),
    decider: person(row.deciderId),
    may: !own ? 'decide' : others === 0 ? 'own_only' : 'not_own',
    comment: row.commentId ? await readCommentDetail(db, siteId, { id: row.commentId, masterKeys, at }) : null,
    penalty: row.penaltyId ? await penaltyOf(db, siteId, row.penaltyId, at) : null,
  };
}

async function penaltyOf(db: Queryable, siteId: string, penaltyId: string, at: Date): Promise<PenaltyView | null> {
  const author = await findPunished(db, siteId, penaltyId);
  const found = author === null ? null : await loadLife(db, siteId, author);
  const penalty = found?.life.penalties.find(({ id }) => id === penaltyId);
  return found && penalty ? penaltyView(penalty, found.life.externalId, at) : null;
}
