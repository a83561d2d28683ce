import { useState } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { Icon } from './icons.js';

/** What the comment answers: one line until it is asked for. */
export function ParentQuote({ parent }: { parent: NonNullable<ReviewComment['parent']> }) {
  const [open, setOpen] = useState(false);
  if (!parent.body) return null;
  return (
    <div className="parent-quote" data-open={open || undefined}>
      <button type="button" onClick={() => setOpen(!open)} aria-expanded={open}>
        <Icon name="reply" size={15} />
        <span className="parent-who">Replying to {parent.author ? <bdi>{parent.author}</bdi> : 'another comment'}</span>
        {!open && (
          <span className="parent-excerpt">
            <bdi>{parent.body.slice(0, 300)}</bdi>
          </span>
        )}
        <span className="parent-more">{open ? 'less' : 'more'}</span>
      </button>
      {open && (
        <blockquote className="quoted" dir="auto">
          {parent.body}
        </blockquote>
      )}
    </div>
  );
}
