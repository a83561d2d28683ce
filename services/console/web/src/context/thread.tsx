import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReviewComment, ThreadComment } from '../api/contract.js';
import { contextQuery } from '../api/queries.js';
import { ParentQuote } from '../desk/parent-quote.js';
import { When } from '../desk/when.js';
import { statusWords } from '../desk/words.js';

function OneOfThread({ comment }: { comment: ThreadComment }) {
  return (
    <li className="thread-comment">
      <p className="thread-who">
        <strong>
          <bdi>{comment.author ?? 'A reader'}</bdi>
        </strong>
        <When at={comment.receivedAt} />
        {comment.status !== 'approved' && <span>{statusWords[comment.status]}</span>}
      </p>
      <p className="quoted" dir="auto">
        {comment.body ?? 'The text is gone.'}
      </p>
    </li>
  );
}

/** What the comment answers, and the thread around it once it is asked for. */
export function Thread({ comment }: { comment: ReviewComment }) {
  const [open, setOpen] = useState(false);
  const { data } = useQuery(contextQuery(comment.id));
  const before = data?.thread.before ?? [];
  const replies = data?.thread.replies ?? [];
  const count = before.length + replies.length;
  return (
    <div className="thread">
      {comment.parent && !open && <ParentQuote key={comment.id} parent={comment.parent} />}
      {count > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(!open)} aria-expanded={open}>
          {open ? 'Hide the thread' : `The thread: ${before.length} before, ${replies.length} after`}
        </Button>
      )}
      {open && (
        <ol className="thread-list">
          {before.map((one) => (
            <OneOfThread key={one.id} comment={one} />
          ))}
          <li className="thread-here">This comment</li>
          {replies.map((one) => (
            <OneOfThread key={one.id} comment={one} />
          ))}
        </ol>
      )}
    </div>
  );
}
