import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { CommentExcerpt } from '../api/contract.js';
import { When } from '../desk/when.js';
import { flipWords, isStricterFlip } from './clause-words.js';

interface FlipCount {
  flip: string;
  count: number;
  /** Of them, those whose decision was a moderator's; null where that is not counted. */
  overModerators: number | null;
}

/** How many decisions would change, each way: stricter first, then laxer. */
export function FlipTable({ flips }: { flips: FlipCount[] }) {
  const rows = flips.toSorted(
    (a, b) => Number(isStricterFlip(b.flip)) - Number(isStricterFlip(a.flip)) || b.count - a.count,
  );
  const byModerators = rows.some(({ overModerators }) => overModerators !== null);
  return (
    <table className="flip-table">
      <thead>
        <tr>
          <th scope="col">Decision</th>
          <th scope="col">Comments</th>
          {byModerators && <th scope="col">By moderators</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ flip, count, overModerators }) => (
          <tr key={flip} data-direction={isStricterFlip(flip) ? 'stricter' : 'laxer'}>
            <th scope="row">{flipWords(flip)}</th>
            <td>{count.toLocaleString('en-US')}</td>
            {byModerators && <td>{overModerators ? overModerators.toLocaleString('en-US') : '–'}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ExcerptsProps {
  comments: (CommentExcerpt & { note?: string })[];
  /** Puts the text where it can be tried. */
  onTry(text: string): void;
}

/** Comments as moderators read them, each with the way to its own page. */
export function Excerpts({ comments, onTry }: ExcerptsProps) {
  return (
    <ul className="excerpts">
      {comments.map(({ commentId, body, story, receivedAt, note }) => (
        <li key={commentId}>
          {body === null ? (
            <p className="no-text">The text is gone: withdrawn or erased.</p>
          ) : (
            <p className="quoted" dir="auto">
              {body}
            </p>
          )}
          <p className="excerpt-foot">
            {note && <span>{note}</span>}
            {story && <bdi className="excerpt-story">{story}</bdi>}
            {receivedAt && <When at={receivedAt} />}
            <Link to="/comments/$commentId" params={{ commentId }}>
              Open
            </Link>
            {body !== null && (
              <button type="button" className="link-button" onClick={() => onTry(body)}>
                Try it here
              </button>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Opened one at a time by whoever looks: the lists are long. */
export function SampleFold({ summary, children }: { summary: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && children}
    </details>
  );
}
