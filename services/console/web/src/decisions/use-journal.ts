import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { countsQuery } from '../api/counts.js';
import { commentQuery, queueKey, sessionQuery, viewsQuery } from '../api/queries.js';
import { RequestFailed } from '../api/request.js';
import type { Notice } from './decisions.js';
import { Journal } from './journal.js';
import { type JournalEntry, JournalShelf } from './journal-entry.js';
import { randomKey } from './random-key.js';
import { sendEntries, sendWhileLeaving } from './send-entries.js';

/** How often a page looks for what others left behind. */
const lookMs = 10_000;

function noticeOf(entry: JournalEntry, comment: ReviewComment | null, error: unknown): Notice {
  const current = error instanceof RequestFailed ? error.problem?.current : undefined;
  if (current) return { kind: 'conflict', id: entry.id, comment, current };
  if (error === 'conflict') return { kind: 'left', id: entry.group, comment: null, count: 1 };
  return {
    kind: 'failed',
    id: entry.id,
    comment,
    entry,
    message: error instanceof Error ? error.message : String(error),
  };
}

/** Of those that were left as they are out of many decided together, one notice tells how many. */
const withNotice = (all: Notice[], notice: Notice): Notice[] => {
  const known = all.find(({ id }) => id === notice.id);
  const rest = all.filter((one) => one !== known);
  if (notice.kind === 'left' && known?.kind === 'left') return [{ ...known, count: known.count + 1 }, ...rest];
  return [notice, ...rest];
};

function tellQueries(client: QueryClient, entry: JournalEntry, error: unknown): void {
  const current = error instanceof RequestFailed ? error.problem?.current : undefined;
  if (current) client.setQueryData(commentQuery(entry.id).queryKey, current);
}

/** The moderator's journal, wired to the page: its shelf, its sending, and what it has to tell. */
export function useJournal(moderatorId: string) {
  const client = useQueryClient();
  const [notices, setNotices] = useState<Notice[]>([]);
  const parts = useMemo(() => {
    const seen = new Map<string, ReviewComment>();
    const decided = new Set<string>();
    const journal = new Journal({
      shelf: new JournalShelf(localStorage, moderatorId, randomKey()),
      now: () => Date.now(),
      send: (entries) =>
        sendEntries(entries, {
          onDetail: (detail) => client.setQueryData(commentQuery(detail.id).queryKey, detail),
          onSignedOut: () => client.setQueryData(sessionQuery.queryKey, null),
        }),
      sendLast: sendWhileLeaving,
      onRefused: (entry, error) => {
        tellQueries(client, entry, error);
        const notice = noticeOf(entry, seen.get(entry.id) ?? null, error);
        // After a conflict what was read is out of date: only what failed comes back as it was.
        if (notice.kind === 'failed') decided.delete(entry.decisionId);
        setNotices((all) => withNotice(all, notice));
        void client.invalidateQueries({ queryKey: queueKey });
      },
      onRecorded: () => {
        void client.invalidateQueries({ queryKey: queueKey });
        void client.invalidateQueries({ queryKey: viewsQuery.queryKey });
        // The pages beside the queue list comments too, and count what waits.
        void client.invalidateQueries({ queryKey: ['paged'] });
        void client.invalidateQueries({ queryKey: countsQuery.queryKey });
      },
    });
    for (const id of journal.decidedElsewhere()) decided.add(id);
    return { journal, decided, seen };
  }, [client, moderatorId]);
  const { journal } = parts;
  useEffect(() => {
    const leave = () => journal.leave();
    const online = () => journal.retryNow();
    const looking = setInterval(() => journal.look(), lookMs);
    journal.look();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', online);
    return () => {
      journal.close();
      clearInterval(looking);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', online);
    };
  }, [journal]);
  const state = useSyncExternalStore(journal.subscribe, journal.state);
  return { ...parts, state, notices, setNotices };
}
