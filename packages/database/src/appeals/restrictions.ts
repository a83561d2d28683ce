import { type AppealState, penaltyKinds, type Restriction, type StatedPenalty } from '@moderato/domain';
import type { Queryable } from '../database.js';
import { findGuidelines } from '../queries/guidelines.js';
import { findPunished, loadLife, loadLivesOfComments, type StoredPenalty } from '../queries/penalties.js';
import { listDecisionsWithModerators } from '../queries/review-queue.js';

/** What is appealed: the newest decision on a revision, or a penalty that rests on no decision. */
export type AppealSubject =
  | { kind: 'decision'; decisionId: string; commentId: string; revision: number }
  | { kind: 'penalty'; penaltyId: string };

export interface FoundRestriction {
  subject: AppealSubject;
  restriction: Restriction;
  authorId: string;
  /** The moderator who decided; null for the rules, and for staff outside the console. */
  deciderId: string | null;
}

/** By which an author or a site names what was decided. */
export type RestrictionKey = { commentId: string; revision?: number } | { penaltyId: string };

/** What was decided against an author, as it stands now. Null where there is no such thing, or nothing was decided. */
export function findRestriction(db: Queryable, siteId: string, key: RestrictionKey): Promise<FoundRestriction | null> {
  return 'penaltyId' in key ? byPenalty(db, siteId, key.penaltyId) : byComment(db, siteId, key);
}

interface CommentRow {
  externalId: string;
  authorId: string;
  author: string;
  revision: number;
  withdrawn: boolean;
}

async function byComment(
  db: Queryable,
  siteId: string,
  { commentId, revision: asked }: { commentId: string; revision?: number },
): Promise<FoundRestriction | null> {
  const { rows } = await db.query<CommentRow>(
    `select c.external_id as "externalId", c.author_id as "authorId", a.external_id as author, c.revision,
       c.fixed_status is not distinct from 'withdrawn' as withdrawn
     from comment c join author a on a.id = c.author_id and a.site_id = $1 where c.site_id = $1 and c.id = $2`,
    [siteId, commentId],
  );
  const comment = rows[0];
  if (!comment) return null;
  const revision = asked ?? comment.revision;
  const history = (await listDecisionsWithModerators(db, siteId, commentId)).filter(
    ({ decision }) => decision.revision === revision,
  );
  const newest = history.at(-1);
  if (!newest) return null;
  const { lives } = await loadLivesOfComments(db, siteId, [commentId]);
  const penalties = lives.get(commentId)?.penalties ?? [];
  const rested = penalties.filter(
    (penalty) => penalty.decisionId !== null && penalty.commentId === commentId && penalty.revision === revision,
  );
  const { decision, moderator } = newest;
  const subject = { kind: 'decision', decisionId: decision.id, commentId, revision } as const;
  return {
    subject,
    authorId: comment.authorId,
    deciderId: moderator?.id ?? null,
    restriction: {
      author: comment.author,
      comment: { id: commentId, externalId: comment.externalId, revision },
      decision: {
        document: decision,
        current: revision === comment.revision && !comment.withdrawn,
        foundByRules: history.some(({ decision: one }) => one.decidedBy === 'rules' && one.outcome !== 'approve'),
      },
      penalties: withFollowers(penalties, rested),
      reported: await wasReported(db, siteId, { commentId, revision, decidedAt: decision.decidedAt }),
      appeal: await findAppealAbout(db, siteId, subject),
    },
  };
}

async function byPenalty(db: Queryable, siteId: string, penaltyId: string): Promise<FoundRestriction | null> {
  const author = await findPunished(db, siteId, penaltyId);
  const found = author === null ? null : await loadLife(db, siteId, author);
  const penalty = found?.life.penalties.find(({ id }) => id === penaltyId);
  if (!found || !penalty) return null;
  if (penalty.decisionId !== null && penalty.commentId !== null && penalty.revision !== null) {
    const { commentId, revision } = penalty;
    const rested = await byComment(db, siteId, { commentId, revision });
    if (rested) return rested;
  }
  const { life } = found;
  const subject = { kind: 'penalty', penaltyId } as const;
  const [first, ...followers] = withFollowers(life.penalties, [penalty]);
  return {
    subject,
    authorId: life.authorId,
    deciderId: /^moderator:(.+)$/.exec(penalty.madeBy)?.[1] ?? null,
    restriction: {
      author: life.externalId,
      comment: null,
      decision: null,
      penalties: [await placed(db, siteId, first as StoredPenalty), ...followers],
      reported: false,
      appeal: await findAppealAbout(db, siteId, subject),
    },
  };
}

/** `roots` with all that followed from them, the first one first; of one moment the mildest, which brought the others. */
function withFollowers(all: StoredPenalty[], roots: StoredPenalty[]): StoredPenalty[] {
  const found = new Set(roots.map(({ id }) => id));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, followsFrom } of all) if (followsFrom.some((cause) => found.has(cause))) found.add(id);
  }
  const rank = ({ kind }: StoredPenalty): number => penaltyKinds.indexOf(kind);
  return all
    .filter(({ id }) => found.has(id))
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || rank(a) - rank(b));
}

/** The penalty with the place of its clause in the posted text. */
async function placed(db: Queryable, siteId: string, penalty: StoredPenalty): Promise<StatedPenalty> {
  const { clause, guidelinesVersion } = penalty;
  if (!clause || guidelinesVersion === null) return penalty;
  const policy = (await findGuidelines(db, siteId, guidelinesVersion))?.policy;
  const posted = policy?.clauses.find(({ id }) => id === clause.id);
  return posted ? { ...penalty, clause: { ...clause, start: posted.start, end: posted.end } } : penalty;
}

async function wasReported(
  db: Queryable,
  siteId: string,
  { commentId, revision, decidedAt }: { commentId: string; revision: number; decidedAt: string },
): Promise<boolean> {
  const { rows } = await db.query(
    `select from reader_report where site_id = $1 and comment_id = $2 and revision = $3 and created_at <= $4 limit 1`,
    [siteId, commentId, revision, decidedAt],
  );
  return rows.length > 0;
}

/** The appeal that there is about it: of this decision, of what an appeal led to, or one of the comment that is open. */
export async function findAppealAbout(
  db: Queryable,
  siteId: string,
  subject: AppealSubject,
): Promise<Restriction['appeal']> {
  type Row = { id: string; state: AppealState; reason: string | null };
  const { rows } =
    subject.kind === 'penalty'
      ? await db.query<Row>('select id, state, reason from appeal where site_id = $1 and penalty_id = $2', [
          siteId,
          subject.penaltyId,
        ])
      : await db.query<Row>(
          `select id, state, reason from appeal
           where site_id = $1 and comment_id = $2
             and (decision_id = $3 or result_decision_id = $3 or (state = 'open' and revision = $4))
           order by id desc limit 1`,
          [siteId, subject.commentId, subject.decisionId, subject.revision],
        );
  return rows[0] ?? null;
}
