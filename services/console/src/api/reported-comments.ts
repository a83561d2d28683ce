import {
  countReportReasons,
  findReviewComments,
  listReportsOfComments,
  type MasterKeys,
  openText,
  type Queryable,
  type ReportOfComment,
  type ReportedComment as StoredReportedComment,
} from '@moderato/database';
import { reviewComment } from './review-comment.js';
import type { ReportedComment } from './rooms-contract.js';

const mostShown = 20;
const mostCounted = 1_000;

function reportOf(report: ReportOfComment, masterKeys: MasterKeys): ReportedComment['reports'][number] {
  const { id, reason, source, state, weight, words, upheld, dismissed, createdAt, resolvedAt } = report;
  return {
    id,
    reason,
    source,
    state,
    text: openText(masterKeys, report, words),
    weight: Math.round(weight * 1_000) / 1_000,
    reporter: { upheld, dismissed },
    createdAt: createdAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  };
}

/** Comments with what readers report of them, in the order of `rows`; those that are gone are left out. */
export async function readReportedComments(
  db: Queryable,
  siteId: string,
  { rows, open, masterKeys, at }: { rows: StoredReportedComment[]; open: boolean; masterKeys: MasterKeys; at: Date },
): Promise<ReportedComment[]> {
  const commentIds = rows.map(({ commentId }) => commentId);
  const comments = await findReviewComments(db, siteId, commentIds, at);
  const reports = await listReportsOfComments(db, siteId, { commentIds, open, each: mostShown });
  const counts = await countReportReasons(db, siteId, { commentIds, open, atMost: mostCounted });
  return rows.flatMap(({ commentId, brigading }) => {
    const comment = comments.get(commentId);
    if (!comment) return [];
    const reasons = counts.filter((one) => one.commentId === commentId);
    return {
      comment: reviewComment(comment, masterKeys),
      possibleBrigading: brigading,
      total: reasons.reduce((sum, { count }) => sum + count, 0),
      reasons: reasons.map(({ reason, count }) => ({ reason, count })),
      reports: reports.filter((one) => one.commentId === commentId).map((one) => reportOf(one, masterKeys)),
    };
  });
}
