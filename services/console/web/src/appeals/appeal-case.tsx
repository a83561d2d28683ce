import { Link } from '@tanstack/react-router';
import type { AppealDetail } from '../api/contract.js';
import { DeskComment } from '../desk/desk-comment.js';
import { When } from '../desk/when.js';

/** What the author says, and under it what it is about. */
export function AppealCase({ appeal }: { appeal: AppealDetail }) {
  const { text, comment, penalty, createdAt, source, decider } = appeal;
  return (
    <>
      <section className="appeal-says" aria-label="What the author says">
        <h2>The author appeals</h2>
        {text === null ? (
          <p className="no-text">The words are gone: the comment was withdrawn, or its author’s data erased.</p>
        ) : (
          <blockquote className="quoted appeal-words" dir="auto">
            {text}
          </blockquote>
        )}
        <p className="byline">
          <When at={createdAt} />
          <span>{source === 'link' ? 'at the link' : 'through your site'}</span>
          <span>
            against a decision of{' '}
            <bdi>{decider ? decider.name : penalty?.by === 'staff' ? 'the site’s staff' : 'the rules'}</bdi>
          </span>
        </p>
      </section>
      {comment && <DeskComment comment={comment} />}
      {comment && (
        <p className="way-back">
          <Link to="/comments/$commentId" params={{ commentId: comment.id }}>
            Open the comment
          </Link>
        </p>
      )}
    </>
  );
}
