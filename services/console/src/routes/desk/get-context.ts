import {
  countAuthorComments,
  findAuthorOfComment,
  findReviewComment,
  listAncestors,
  listAuthorsComments,
  listColleagues,
  listNotes,
  listReplies,
  listReports,
  loadLife,
  type MasterKeys,
  mostCounted,
  penaltyView,
  type Queryable,
  reporterRecords,
  reportView,
  type ThreadComment as StoredThreadComment,
} from '@moderato/database';
import { AppError, standingOf } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import { type CommentContext, contextSchema, type ThreadComment } from '../../api/context-contract.js';
import { nameOf } from '../../api/review-comment.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';
import { commentIdOf } from '../get-comment.js';
import { noteView } from './comment-notes.js';

interface Asked {
  siteId: string;
  id: string;
  masterKeys: MasterKeys;
  at: Date;
}

const shown = { penalties: 5, past: 5, replies: 20, reports: 50 };

export const getContext: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/comments/{id}/context',
    summary: 'What stands around a comment: thread, author, reports, notes',
    ...answers(contextSchema),
  },
  handle:
    ({ database, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const asked = { siteId, id: commentIdOf(req.params), masterKeys, at: clock.now() };
      const context = await database.withSite(siteId, (tx) => readContext(tx, asked));
      if (!context) throw new AppError('not_found');
      sendJson(res, 200, context);
    },
};

async function readContext(db: Queryable, asked: Asked): Promise<CommentContext | null> {
  const { siteId, id, masterKeys, at } = asked;
  const comment = await findReviewComment(db, siteId, id, at);
  const author = await findAuthorOfComment(db, siteId, id);
  if (!comment || !author) return null;
  const view = (one: StoredThreadComment) => threadView(one, masterKeys);
  const place = { id, externalId: comment.externalId, storyId: comment.story.id };
  return {
    thread: {
      before: (await listAncestors(db, siteId, comment.parent?.id ?? null)).map(view),
      replies: (await listReplies(db, siteId, place, shown.replies)).map(view),
    },
    author: await readAuthor(db, asked, author),
    reports: await readReports(db, asked),
    notes: (await listNotes(db, siteId, id)).map(noteView),
    colleagues: await listColleagues(db, siteId),
  };
}

const threadView = (
  { id, body, status, receivedAt, author }: StoredThreadComment,
  masterKeys: MasterKeys,
): ThreadComment => ({
  id,
  body,
  status,
  receivedAt: receivedAt.toISOString(),
  author: nameOf(author, masterKeys),
});

async function readAuthor(
  db: Queryable,
  { siteId, id, at }: Asked,
  author: { id: string; externalId: string },
): Promise<CommentContext['author']> {
  const penalties = (await loadLife(db, siteId, author.externalId))?.life.penalties ?? [];
  const counts = await countAuthorComments(db, siteId, author.id);
  const standing = standingOf(penalties, at);
  const past = await listAuthorsComments(db, siteId, { authorId: author.id, besides: id }, shown.past);
  return {
    externalId: author.externalId,
    standing: { ...standing, until: standing.until?.toISOString() ?? null },
    penalties: penalties
      .toReversed()
      .slice(0, shown.penalties)
      .map((penalty) => penaltyView(penalty, author.externalId, at)),
    comments: {
      counted: Object.values(counts).reduce((sum, n) => sum + n, 0),
      rejected: counts.rejected ?? 0,
      cap: mostCounted,
    },
    past: past.map(({ receivedAt, ...one }) => ({ ...one, receivedAt: receivedAt.toISOString() })),
  };
}

async function readReports(db: Queryable, { siteId, id, masterKeys }: Asked): Promise<CommentContext['reports']> {
  const reports = await listReports(db, siteId, { commentId: id, limit: shown.reports });
  const records = await reporterRecords(
    db,
    siteId,
    reports.map((report) => report.id),
  );
  return reports.map((report) => ({
    ...reportView(report, masterKeys),
    reporter: records.get(report.id) ?? { upheld: 0, dismissed: 0 },
  }));
}
