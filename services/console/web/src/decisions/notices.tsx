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

function wordsOf(notice: Notice): { title: string; what: string } {
  if (notice.kind === 'left') {
    const what =
      notice.count === 1
        ? 'One of those you decided together had changed since you looked'
        : `${notice.count} of those you decided together had changed since you looked`;
    return { title: 'Some were left as they are', what: `${what}: somebody was first, or its author edited it.` };
  }
  if (notice.kind === 'conflict') {
    const what = `has changed since you read it, so nothing of yours was recorded. It stands now: ${standing(notice.current)}`;
    return { title: 'Somebody else was first', what };
  }
  const what = `is back in the queue as it was, and nothing was sent to the site. ${notice.message}`;
  return { title: 'Your decision was not recorded', what };
}

function OneNotice({ notice }: { notice: Notice }) {
  const { again, dismiss } = useDecisions();
  const { comment } = notice;
  const { title, what } = wordsOf(notice);
  return (
    <Alert
      className="notice"
      variant="default"
      title={title}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => dismiss(notice)}
      role="alert"
    >
      <p>
        {notice.kind !== 'left' && (comment ? <bdi>“{excerpt(comment.body)}”</bdi> : 'A comment that you decided')}{' '}
        {what}
      </p>
      <p className="notice-actions">
        {notice.kind === 'failed' && (
          <Button size="compact-sm" variant="default" onClick={() => again(notice)}>
            Try again
          </Button>
        )}
        {notice.kind !== 'left' && (
          <Link to="/comments/$commentId" params={{ commentId: notice.id }} onClick={() => dismiss(notice)}>
            See it as it stands
          </Link>
        )}
      </p>
    </Alert>
  );
}

export function Notices() {
  const { notices } = useDecisions();
  return notices.map((notice) => <OneNotice key={`${notice.kind} ${notice.id}`} notice={notice} />);
}
