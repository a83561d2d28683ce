import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CommentContext } from '../api/contract.js';
import { momentWords } from '../desk/when.js';
import { statusWords } from '../desk/words.js';

const stateWords: Record<CommentContext['author']['standing']['state'], string> = {
  good: 'In good standing',
  warned: 'Warned',
  struck: 'Has strikes',
  suspended: 'Suspended',
  banned: 'Banned',
};

function standingWords({ state, strikes, until, banProposed }: CommentContext['author']['standing']): string {
  const end = until ? ` until ${momentWords(new Date(until))}` : '';
  const count = strikes > 0 ? `, ${strikes} ${strikes === 1 ? 'strike' : 'strikes'}` : '';
  return `${stateWords[state]}${end}${count}${banProposed ? '; a ban is proposed' : ''}`;
}

function Past({ past }: { past: CommentContext['author']['past'] }) {
  return (
    <ol className="past-decisions" aria-label="Their last comments, the newest first">
      {past.map(({ id, status, body }) => (
        <li key={id}>
          <Tooltip
            label={`${statusWords[status]}: ${body ? body.slice(0, 140) : 'text gone'}`}
            events={{ hover: true, focus: true, touch: true }}
            multiline
            maw={360}
          >
            <Link to="/comments/$commentId" params={{ commentId: id }} className="past-decision" data-status={status}>
              <span className="visually-hidden">{statusWords[status]}</span>
            </Link>
          </Tooltip>
        </li>
      ))}
    </ol>
  );
}

/** How the author stands, what they were given, and how their last comments ended. */
export function AuthorRecord({ author, authorId }: { author: CommentContext['author']; authorId: string }) {
  const { counted, rejected, cap } = author.comments;
  return (
    <div className="author-record">
      <p>
        <strong>{standingWords(author.standing)}</strong>
      </p>
      <p className="quiet">
        {counted >= cap ? `${cap} or more` : counted} {counted === 1 ? 'comment' : 'comments'}, {rejected} rejected ·{' '}
        <Link to="/" search={{ author: authorId }}>
          what of theirs waits
        </Link>
      </p>
      {author.past.length > 0 && <Past past={author.past} />}
      {author.penalties.length > 0 && (
        <ul className="penalties">
          {author.penalties.map(({ id, kind, reason, active, createdAt }) => (
            <li key={id} data-over={!active || undefined}>
              <span>{kind.replaceAll('_', ' ')}</span> {momentWords(new Date(createdAt))}
              {!active && ' (over)'}: <bdi>{reason}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
