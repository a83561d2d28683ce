import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { useAppeals } from '../api/appeals-queries.js';
import type { AppealLine } from '../api/contract.js';
import { dueWords, stateWords } from './appeal-words.js';

function Row({ appeal, selected, onOpen }: { appeal: AppealLine; selected: boolean; onOpen(): void }) {
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const about = appeal.penaltyId ? `A penalty of ${appeal.author}` : appeal.comment?.slice(0, 160);
  return (
    <li>
      <button
        type="button"
        ref={row}
        className="queue-row appeal-row"
        aria-current={selected || undefined}
        onClick={onOpen}
      >
        <span className="row-words">
          <span className="row-due" data-overdue={appeal.overdue || undefined}>
            {appeal.state === 'open' ? dueWords(appeal.dueAt) : stateWords[appeal.state]}
          </span>
          <span className="row-excerpt">
            <bdi>{about ?? 'Text gone'}</bdi>
          </span>
          <span className="row-foot">
            <bdi className="row-story">{appeal.story ?? ''}</bdi>
            {appeal.claim && <span>{appeal.claim.name} looks</span>}
          </span>
        </span>
      </button>
    </li>
  );
}

interface Props {
  list: ReturnType<typeof useAppeals>;
  items: AppealLine[];
  show: 'open' | 'all';
  selected: string | null;
  onOpen(id: string): void;
}

/** What waits, that first which is due first; or everything, newest first. */
export function AppealList({ list, items, show, selected, onOpen }: Props) {
  const overdue = list.data?.pages[0]?.overdue ?? 0;
  return (
    <nav className="queue-list" aria-label="Appeals">
      <h2 className="appeals-head">
        <span>{show === 'open' ? 'Due first' : 'Newest first'}</span>
        {overdue > 0 && <span className="overdue-count">{overdue} overdue</span>}
        <Link from="/appeals" to="/appeals" search={show === 'open' ? { show: 'all' } : {}}>
          {show === 'open' ? 'Show all' : 'Open only'}
        </Link>
      </h2>
      <ol>
        {items.map((appeal) => (
          <Row key={appeal.id} appeal={appeal} selected={appeal.id === selected} onOpen={() => onOpen(appeal.id)} />
        ))}
      </ol>
      {list.hasNextPage && (
        <Button variant="subtle" fullWidth loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </nav>
  );
}
