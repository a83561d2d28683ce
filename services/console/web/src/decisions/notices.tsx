import { Alert, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CommentDetail } from '../api/contract.js';
import { momentWords } from '../desk/when.js';
import { statusWords } from '../desk/words.js';
import { type Notice, useDecisions } from './decisions.js';

const excerpt = (text: string | null): string => (text ? `${text.slice(0, 60)}${text.length > 60 ? '…' : ''}` : '');

function standing({ status, history, revision }: CommentDetail): string {
  const newest = history.at(-1);
  const who = newest?.moderator ? `by ${newest.moderator.name}` : 'by the rules';
  const when = newest ? ` ${who} at ${momentWords(new Date(newest.decision.decidedAt))}` : '';
  const edited = revision > 1 ? ` It was edited: this is revision ${revision}.` : '';
  return `${statusWords[status]}${when}.${edited}`;
}

function OneNotice({ notice }: { notice: Notice }) {
  const { decide, dismiss } = useDecisions();
  const { comment } = notice;
  const conflict = notice.kind === 'conflict';
  return (
    <Alert
      className="notice"
      variant="default"
      title={conflict ? 'Somebody else was first' : 'Your decision was not recorded'}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => dismiss(notice)}
      role="alert"
    >
      <p>
        “<bdi>{excerpt(comment.body)}</bdi>”{' '}
        {conflict
          ? `has changed since you read it, so nothing of yours was recorded. It stands now: ${standing(notice.current)}`
          : `is back in the queue as it was, and nothing was sent to the site. ${notice.message}`}
      </p>
      <p className="notice-actions">
        {!conflict && (
          <Button size="compact-sm" variant="default" onClick={() => decide(comment, notice.choice)}>
            Try again
          </Button>
        )}
        <Link to="/comments/$commentId" params={{ commentId: comment.id }} onClick={() => dismiss(notice)}>
          See it as it stands
        </Link>
      </p>
    </Alert>
  );
}

export function Notices() {
  const { notices } = useDecisions();
  return notices.map((notice) => <OneNotice key={`${notice.kind} ${notice.comment.id}`} notice={notice} />);
}
