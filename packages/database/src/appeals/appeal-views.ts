import type { AppealEvent, AppealView } from '@moderato/domain';
import type { MasterKeys } from '../master-keys.js';
import { openText } from '../reports/reporters.js';
import type { AppealRow } from './appeal-rows.js';

/** What `appeal.decided` says: neither the author's words nor who decided. */
export const appealEvent = (row: AppealRow): AppealEvent => ({
  id: row.id,
  state: row.state,
  author: row.author,
  commentId: row.commentId,
  externalId: row.externalId,
  decisionId: row.decisionId,
  penaltyId: row.penaltyId,
  createdAt: row.createdAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
  reason: row.reason,
  ownDecision: row.ownDecision,
});

/** What sites read of an appeal. */
export const appealView = (row: AppealRow, masterKeys: MasterKeys, at: Date): AppealView => ({
  ...appealEvent(row),
  source: row.source,
  text: openText(masterKeys, row, row.words),
  overdue: row.state === 'open' && row.dueAt < at,
});
