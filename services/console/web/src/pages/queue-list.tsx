import { Button, Checkbox, Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReviewComment } from '../api/contract.js';
import type { Selecting } from '../bulk/use-selection.js';
import { Icon } from '../desk/icons.js';
import { isSevere, proposalOf } from '../desk/proposal.js';
import { When } from '../desk/when.js';
import { whyFirstSentence } from '../desk/why-first.js';
import { statusWords } from '../desk/words.js';
import { initials } from '../live/live-store.js';
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

/** Who has it, or what became of it, where that is somebody else's doing. */
function taken(desk: QueueDesk, comment: ReviewComment): { letters: string; words: string } | null {
  const decided = desk.decided.get(comment.id);
  if (decided) {
    const outcome = decided.outcome === 'approve' ? statusWords.approved : statusWords.rejected;
    return { letters: initials(decided.name), words: `${outcome} by ${decided.name}` };
  }
  const holder = desk.holder(comment);
  return holder && { letters: initials(holder.name), words: `Open at ${holder.name}’s desk` };
}

interface RowProps {
  desk: QueueDesk;
  comment: ReviewComment;
  selecting: Selecting;
}

function RowButton({ desk, comment }: Omit<RowProps, 'selecting'>) {
  const row = useRef<HTMLButtonElement>(null);
  const selected = comment.id === desk.current?.id && !desk.gone;
  const by = taken(desk, comment);
  useEffect(() => {
    // On a phone the list stands below the comment, and going to it would leave what is read.
    const beside = window.matchMedia('(min-width: 44em)').matches;
    if (selected && beside) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <Tooltip
      label={`${by ? `${by.words}. ` : ''}${whyFirstSentence(comment, Date.now())}`}
      events={{ hover: true, focus: true, touch: false }}
      openDelay={500}
      position="right"
      multiline
      maw={320}
    >
      <button
        type="button"
        ref={row}
        className="queue-row"
        aria-current={selected || undefined}
        data-taken={by !== null || undefined}
        data-severe={isSevere(comment.decision) || undefined}
        onClick={() => desk.focusOn(comment)}
      >
        <Figure comment={comment} />
        <span className="row-words">
          <span className="row-excerpt">
            <bdi>{comment.body?.slice(0, 160) ?? 'Text gone'}</bdi>
          </span>
          <span className="row-foot">
            <bdi className="row-story">{comment.story.title ?? 'A story'}</bdi>
            {comment.held && comment.held.reports > 0 && (
              <span className="row-reports">
                {comment.held.reports} {comment.held.reports === 1 ? 'report' : 'reports'}
              </span>
            )}
            {by ? (
              <span className="row-initials" role="img" aria-label={by.words}>
                {by.letters}
              </span>
            ) : (
              <When at={comment.receivedAt} />
            )}
          </span>
        </span>
      </button>
    </Tooltip>
  );
}

const Row = ({ desk, comment, selecting }: RowProps) => (
  <li className="queue-item" data-selecting={selecting.on || undefined}>
    {selecting.on && (
      <Checkbox
        size="sm"
        aria-label={`Select: ${comment.body?.slice(0, 60) ?? 'a comment'}`}
        checked={selecting.has(comment)}
        onChange={() => selecting.toggle(comment)}
      />
    )}
    <RowButton desk={desk} comment={comment} />
  </li>
);

/** What waits in this slice, in one order until the moderator asks for what is new. */
export function QueueList({ desk, selecting }: { desk: QueueDesk; selecting: Selecting }) {
  const { items, queue } = desk;
  return (
    <nav className="queue-next" aria-label="Waiting comments">
      {desk.arrived > 0 && (
        <Button className="news" variant="light" fullWidth onClick={desk.showNews}>
          {desk.arrived} new
        </Button>
      )}
      <ol>
        {items.map((comment) => (
          <Row key={comment.id} desk={desk} comment={comment} selecting={selecting} />
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
      {desk.skipped > 0 && (
        <Button variant="subtle" fullWidth onClick={desk.showSkipped}>
          Show {desk.skipped} skipped
        </Button>
      )}
    </nav>
  );
}
