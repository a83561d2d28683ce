import type { ReactNode } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { Thread } from '../context/thread.js';
import { CommentText } from './comment-text.js';
import { isSevere } from './proposal.js';
import { When } from './when.js';
import { domainOf, statusWords } from './words.js';

/** The comment in focus: where it stands, what it answers, and its words as the largest thing on the page. */
export function DeskComment({ comment, notice }: { comment: ReviewComment; notice?: ReactNode }) {
  const { story, author, body, decision, receivedAt, status, revision } = comment;
  return (
    <article
      className="desk-comment"
      data-severe={isSevere(decision) || undefined}
      aria-label={`Comment by ${author.name ?? 'a reader'}`}
    >
      <header className="comment-head">
        <h2 className="story-title" dir="auto">
          {story.title ?? 'A story without a title'}
        </h2>
        <p className="story-place">{domainOf(story.url)}</p>
      </header>
      {notice}
      <p className="byline">
        <strong>
          <bdi>{author.name ?? 'A reader'}</bdi>
        </strong>
        <When at={receivedAt} />
        {revision > 1 && <span>edited, revision {revision}</span>}
        {status !== 'review' && <span className="status-word">{statusWords[status]}</span>}
      </p>
      <Thread key={`thread ${comment.id}`} comment={comment} />
      {body === null ? (
        <p className="no-text">The text is gone: the comment was withdrawn, or its author’s data erased.</p>
      ) : (
        <CommentText
          key={`text ${comment.id}`}
          text={body}
          marks={decision?.revision === revision ? decision.marks : []}
        />
      )}
    </article>
  );
}
