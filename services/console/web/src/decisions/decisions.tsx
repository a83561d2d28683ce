import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { BulkItem, CommentDetail, DecideChoice, ReviewComment } from '../api/contract.js';
import { preferencesQuery } from '../api/queries.js';
import type { JournalEntry } from './journal-entry.js';
import { randomKey } from './random-key.js';
import { useJournal } from './use-journal.js';

export type Choice = DecideChoice;

/** What a moderator must be told about a decision that did not go through. `comment` is null after a reload. */
export type Notice = { id: string; comment: ReviewComment | null } & (
  | { kind: 'conflict'; current: CommentDetail }
  | { kind: 'left'; count: number }
  | { kind: 'failed'; entry: JournalEntry; message: string }
);

/** What was decided with one key, while it can be taken back. */
export interface Undoable {
  outcome: Choice['outcome'];
  comments: number;
  /** Milliseconds since 1970. */
  until: number;
}

export interface Decisions {
  decide(comment: ReviewComment, choice: Choice): void;
  decideMany(items: BulkItem[], choice: Choice): void;
  /** Takes the newest back; returns the comment, where it was one that this page has seen. */
  undo(): ReviewComment | null;
  undoable: Undoable | null;
  /** Whether a decision about what is shown here was made, sent or not. */
  isDecided(comment: ReviewComment): boolean;
  notices: Notice[];
  dismiss(notice: Notice): void;
  again(notice: Notice): void;
  /** The last one that was decided, for the way back. */
  last: { comment: ReviewComment; choice: Choice } | null;
  /** How many are due and not known to be on record. */
  unsent: number;
  /** Sends all that is open; resolves when each was tried. */
  flush(): Promise<void>;
  /** How many of what was decided together are still to be sent. */
  bulk: { left: number; of: number } | null;
}

const DecisionsContext = createContext<Decisions | null>(null);

export function useDecisions(): Decisions {
  const decisions = useContext(DecisionsContext);
  if (!decisions) throw new Error('useDecisions needs a DecisionsProvider above it');
  return decisions;
}

const entryOf = (item: BulkItem, choice: Choice, group: string, dueAt: number): JournalEntry => ({
  id: item.id,
  revision: item.revision,
  decisionId: item.decisionId,
  ...choice,
  group,
  dueAt,
});

function undoableOf(open: JournalEntry[]): Undoable | null {
  const newest = open.at(-1);
  if (!newest) return null;
  const comments = open.filter(({ group }) => group === newest.group).length;
  return { outcome: newest.outcome, comments, until: newest.dueAt };
}

/** Decides at once on the screen; what is sent, and when, is the journal's. */
export function DecisionsProvider({ moderatorId, children }: { moderatorId: string; children: ReactNode }) {
  const undoMs = (useQuery(preferencesQuery).data?.undoSeconds ?? 10) * 1_000;
  const [last, setLast] = useState<Decisions['last']>(null);
  const [bulkOf, setBulkOf] = useState<{ group: string; of: number } | null>(null);
  const { journal, state, decided, seen, notices, setNotices } = useJournal(moderatorId);

  const add = useCallback(
    (items: BulkItem[], choice: Choice) => {
      const group = randomKey();
      for (const { decisionId } of items) decided.add(decisionId);
      journal.add(items.map((item) => entryOf(item, choice, group, Date.now() + undoMs)));
      return group;
    },
    [journal, decided, undoMs],
  );
  const decide = useCallback(
    (comment: ReviewComment, choice: Choice) => {
      if (!comment.decision) return;
      seen.set(comment.id, comment);
      setNotices((all) => all.filter(({ id }) => id !== comment.id));
      setLast({ comment, choice });
      add([{ id: comment.id, revision: comment.revision, decisionId: comment.decision.id }], choice);
    },
    [add, seen, setNotices],
  );
  const undo = useCallback(() => {
    const taken = journal.undo();
    for (const { decisionId } of taken) decided.delete(decisionId);
    setLast(null);
    const [only] = taken;
    return (taken.length === 1 && only && seen.get(only.id)) || null;
  }, [journal, decided, seen]);

  const value = useMemo(
    (): Decisions => ({
      decide,
      decideMany: (items, choice) => setBulkOf({ group: add(items, choice), of: items.length }),
      undo,
      undoable: undoableOf(state.open),
      isDecided: ({ decision }) => decision !== null && decided.has(decision.id),
      notices,
      dismiss: (notice) => setNotices((all) => all.filter((one) => one !== notice)),
      again: (notice) => {
        setNotices((all) => all.filter((one) => one !== notice));
        if (notice.kind === 'failed') add([notice.entry], choiceOf(notice.entry));
      },
      last,
      flush: () => journal.flush(),
      unsent: state.unsent.length,
      bulk: bulkOf && bulkProgress(bulkOf, [...state.open, ...state.unsent]),
    }),
    [decide, add, undo, state, decided, notices, setNotices, last, bulkOf, journal],
  );
  return <DecisionsContext value={value}>{children}</DecisionsContext>;
}

const choiceOf = ({ outcome, clauseId, reason }: JournalEntry): Choice => ({
  outcome,
  ...(clauseId && { clauseId }),
  ...(reason && { reason }),
});

function bulkProgress({ group, of }: { group: string; of: number }, entries: JournalEntry[]): Decisions['bulk'] {
  const left = entries.filter((entry) => entry.group === group).length;
  return left > 0 ? { left, of } : null;
}
