import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { Icon } from '../desk/icons.js';
import { proposalOf } from '../desk/proposal.js';
import { When } from '../desk/when.js';
import type { QueueDesk } from './use-queue-desk.js';

function Figure({ comment: { decision } }: { comment: ReviewComment }) {
  if (!decision) return null;
  if (proposalOf(decision).kind === 'held') {
    return (
      <span className="row-figure" role="img" aria-label="Held, not judged">
        <Icon name="held" size={17} />
      </span>
    );
  }
  return <span className="row-figure">{decision.probability.toFixed(2)}</span>;
}

function Row({ comment, selected, onOpen }: { comment: ReviewComment; selected: boolean; onOpen(): void }) {
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <li>
      <button type="button" ref={row} className="queue-row" aria-current={selected || undefined} onClick={onOpen}>
        <Figure comment={comment} />
        <span className="row-words">
          <span className="row-excerpt">
            <bdi>{comment.body?.slice(0, 160) ?? 'Text gone'}</bdi>
          </span>
          <span className="row-foot">
            <bdi className="row-story">{comment.story.title ?? 'A story'}</bdi>
            <When at={comment.receivedAt} />
          </span>
        </span>
      </button>
    </li>
  );
}

/** What waits, the worst first. */
export function QueueList({ desk }: { desk: QueueDesk }) {
  const { items, current, queue, focusOn } = desk;
  return (
    <nav className="queue-list" aria-label="Waiting comments">
      <h2>Worst first</h2>
      <ol>
        {items.map((comment) => (
          <Row
            key={comment.id}
            comment={comment}
            selected={comment.id === current?.id && !desk.gone}
            onOpen={() => focusOn(comment)}
          />
        ))}
      </ol>
      {queue.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={queue.isFetchingNextPage}
          onClick={() => void queue.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </nav>
  );
}
