import { type CommentNote, findReviewComment, insertNote, listNotes, setEscalated } from '@moderato/database';
import { AppError, newId } from '@moderato/domain';
import { parseBody, type Route, sendJson } from '@moderato/http';
import { escalateRequestSchema, type Note, noteRequestSchema, notesSchema } from '../../api/desk-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';
import { commentIdOf } from '../get-comment.js';

export const noteView = ({ createdAt, ...note }: CommentNote): Note => ({
  ...note,
  createdAt: createdAt.toISOString(),
});

export const addNote: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/comments/{id}/notes',
    summary: 'Leave a note on a comment for colleagues',
    request: { body: { content: { 'application/json': { schema: noteRequestSchema } } } },
    ...answers(notesSchema),
  },
  handle:
    ({ database, clock, bell }) =>
    async (req, res) => {
      const { siteId, moderator: by } = sessionOf(res);
      const [commentId, at] = [commentIdOf(req.params), clock.now()];
      const { words } = parseBody(noteRequestSchema, req.body);
      const { notes, mentions } = await database.withSite(siteId, async (tx) => {
        if (!(await findReviewComment(tx, siteId, commentId, at))) throw new AppError('not_found');
        const note = { id: newId(at), commentId, moderatorId: by.id, kind: 'note', words } as const;
        return { mentions: await insertNote(tx, siteId, note, at), notes: await listNotes(tx, siteId, commentId) };
      });
      bell.tell(siteId, { type: 'noted', commentId, by, mentions });
      sendJson(res, 200, { notes: notes.map(noteView) });
    },
};

export const escalateComment: Route<ConsoleDeps> = {
  operation: {
    method: 'post',
    path: '/api/comments/{id}/escalate',
    summary: 'Put a waiting comment before those who see to hard cases, with a note; or back into the queue',
    request: { body: { content: { 'application/json': { schema: escalateRequestSchema } } } },
    ...answers(notesSchema),
  },
  handle:
    ({ database, clock, bell }) =>
    async (req, res) => {
      const { siteId, moderator: by } = sessionOf(res);
      const [commentId, at] = [commentIdOf(req.params), clock.now()];
      const { words, escalated } = parseBody(escalateRequestSchema, req.body);
      const change = { commentId, moderatorId: by.id, escalated };
      const { changed, mentions, notes } = await database.withSite(siteId, async (tx) => {
        const changed = await setEscalated(tx, siteId, change, at);
        const note = { id: newId(at), commentId, moderatorId: by.id, kind: 'escalation' as const, words: words ?? '' };
        const mentions = changed && words ? await insertNote(tx, siteId, note, at) : [];
        return { changed, mentions, notes: await listNotes(tx, siteId, commentId) };
      });
      // What was sent twice has its effect once; only a comment that nobody waits for is refused.
      if (!changed && !(await isHeld({ database, clock }, siteId, commentId))) {
        throw new AppError('conflict', { detail: 'The comment does not wait any more.' });
      }
      if (changed) bell.tell(siteId, { type: 'escalated', commentId, by, escalated });
      if (mentions.length > 0) bell.tell(siteId, { type: 'noted', commentId, by, mentions });
      sendJson(res, 200, { notes: notes.map(noteView) });
    },
};

async function isHeld({ database, clock }: Pick<ConsoleDeps, 'database' | 'clock'>, siteId: string, id: string) {
  const comment = await database.withSite(siteId, (tx) => findReviewComment(tx, siteId, id, clock.now()));
  return comment !== null && comment.held !== null;
}
