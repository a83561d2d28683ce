import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { withoutPrivateParts } from '../desk/private-parts.js';
import { proposalOf } from '../desk/proposal.js';
import { When } from '../desk/when.js';
import { statusWords } from '../desk/words.js';

/** The clause that the newest decision rests on, in its own words. */
function ClauseLine({ comment: { decision } }: { comment: ReviewComment }) {
  if (!decision) return null;
  const proposal = proposalOf(decision);
  const finding = 'finding' in proposal ? proposal.finding : null;
  if (!finding || finding.clause.text === '') return null;
  return (
    <p className="card-clause">
      {decision.outcome === 'review' ? 'Perhaps against' : 'Rests on'} “<bdi>{finding.clause.text}</bdi>”
    </p>
  );
}

interface Props {
  comment: ReviewComment;
  /** True where the page is about its author. */
  withoutAuthor?: boolean;
  children?: ReactNode;
}

/** A comment as a list shows it: who, where, how it stands, its words and its clause. */
export function CommentCard({ comment, withoutAuthor, children }: Props) {
  const { id, author, story, status, body, receivedAt } = comment;
  return (
    <>
      <p className="byline">
        {!withoutAuthor && (
          <strong>
            <bdi>{author.name ?? 'A reader'}</bdi>
          </strong>
        )}
        <bdi className="card-story">{story.title ?? 'A story without a title'}</bdi>
        <When at={receivedAt} />
        <span className="status-word" data-status={status}>
          {statusWords[status]}
        </span>
        <Link to="/comments/$commentId" params={{ commentId: id }}>
          Open
        </Link>
      </p>
      {body === null ? (
        <p className="no-text">The text is gone: the comment was withdrawn, or its author’s data erased.</p>
      ) : (
        <p className="quoted card-text" dir="auto">
          {withoutPrivateParts(body)}
        </p>
      )}
      <ClauseLine comment={comment} />
      {children}
    </>
  );
}
