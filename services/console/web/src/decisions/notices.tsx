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
  if (notice.kind === 'conflict') {
    const what = `has changed since you read it, so nothing of yours was recorded. It stands now: ${standing(notice.current)}`;
    return { title: 'Somebody else was first', what };
  }
  if (notice.unanswered) {
    const what =
      'may or may not be decided: no answer came. The queue shows what is on record; trying again is safe, and counts once.';
    return { title: 'It is not known whether your decision arrived', what };
  }
  const what = `is back in the queue as it was, and nothing was sent to the site. ${notice.message}`;
  return { title: 'Your decision was not recorded', what };
}

function OneNotice({ notice }: { notice: Notice }) {
  const { decide, dismiss } = useDecisions();
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
        “<bdi>{excerpt(comment.body)}</bdi>” {what}
      </p>
      <p className="notice-actions">
        {notice.kind === 'failed' && (
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
