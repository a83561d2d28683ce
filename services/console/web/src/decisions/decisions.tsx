import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { CommentDetail, DecideRequest, ReviewComment } from '../api/contract.js';
import { commentQuery, queueKey, sessionQuery } from '../api/queries.js';
import { RequestFailed, request } from '../api/request.js';

export type Choice = Pick<DecideRequest, 'outcome' | 'clauseId' | 'reason'>;

/** What a moderator must be told about a decision that did not go through. */
export type Notice = { comment: ReviewComment } & (
  | { kind: 'conflict'; current: CommentDetail }
  | {
      kind: 'failed';
      choice: Choice;
      message: string;
      /** True where no answer came: it may have been recorded after all. */
      unanswered: boolean;
    }
);

export interface Decisions {
  decide(comment: ReviewComment, choice: Choice): void;
  /** Whether a decision about what is shown here was sent, or waits to be. */
  isDecided(comment: ReviewComment): boolean;
  notices: Notice[];
  dismiss(notice: Notice): void;
  /** The last one that was sent off, for the way back. */
  last: { comment: ReviewComment; choice: Choice } | null;
  /** How many wait here for the connection to come back. */
  unsent: number;
}

const DecisionsContext = createContext<Decisions | null>(null);

export function useDecisions(): Decisions {
  const decisions = useContext(DecisionsContext);
  if (!decisions) throw new Error('useDecisions needs a DecisionsProvider above it');
  return decisions;
}

interface Sent {
  comment: ReviewComment;
  choice: Choice;
}

const send = ({ comment, choice }: Sent): Promise<CommentDetail> =>
  request(`/comments/${comment.id}/decide`, {
    body: { ...choice, revision: comment.revision, decisionId: comment.decision?.id },
  });

// By decision, not by comment: an edited comment comes back with a decision of its own and must be seen.
const keyOf = ({ id, decision, revision }: ReviewComment): string => `${decision?.id ?? id} ${revision}`;

const noticeOf = (error: unknown, { comment, choice }: Sent): Notice => {
  const current = error instanceof RequestFailed ? error.problem?.current : undefined;
  if (current) return { kind: 'conflict', comment, current };
  const message = error instanceof Error ? error.message : String(error);
  const unanswered = !(error instanceof RequestFailed) || error.problem === null;
  return { kind: 'failed', comment, choice, message, unanswered };
};

/** Decides at once on the screen and sends behind it; what fails comes back with a notice. */
export function DecisionsProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const [notices, setNotices] = useState<Notice[]>([]);
  const [last, setLast] = useState<Decisions['last']>(null);

  const { mutate } = useMutation({
    mutationKey: ['decide'],
    mutationFn: send,
    // Safe to send twice: the second is answered as the first was.
    retry: (count, error) => error instanceof RequestFailed && error.passing && count < 2,
    onSuccess: (detail) => client.setQueryData(commentQuery(detail.id).queryKey, detail),
    onError: (error, sent) => {
      const notice = noticeOf(error, sent);
      if (notice.kind === 'conflict') client.setQueryData(commentQuery(sent.comment.id).queryKey, notice.current);
      // After a conflict what was read is out of date: only what failed comes back as it was.
      else setDecided((all) => new Set([...all].filter((key) => key !== keyOf(sent.comment))));
      if (error instanceof RequestFailed && error.status === 401) client.setQueryData(sessionQuery.queryKey, null);
      setLast((was) => (was?.comment.id === sent.comment.id ? null : was));
      setNotices((all) => [notice, ...all.filter(({ comment }) => comment.id !== sent.comment.id)]);
    },
    onSettled: () => client.invalidateQueries({ queryKey: queueKey }),
  });
  const paused = useMutationState({ filters: { mutationKey: ['decide'] }, select: ({ state }) => state.isPaused });
  const unsent = paused.filter(Boolean).length;

  const decide = useCallback(
    (comment: ReviewComment, choice: Choice) => {
      setDecided((all) => new Set(all).add(keyOf(comment)));
      setNotices((all) => all.filter((notice) => notice.comment.id !== comment.id));
      setLast({ comment, choice });
      mutate({ comment, choice });
    },
    [mutate],
  );
  const value = useMemo(
    (): Decisions => ({
      decide,
      isDecided: (comment) => decided.has(keyOf(comment)),
      notices,
      dismiss: (notice) => setNotices((all) => all.filter((one) => one !== notice)),
      last,
      unsent,
    }),
    [decide, decided, notices, last, unsent],
  );
  return <DecisionsContext value={value}>{children}</DecisionsContext>;
}
