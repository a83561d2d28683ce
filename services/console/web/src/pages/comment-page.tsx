import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CommentDetail } from '../api/contract.js';
import { commentQuery } from '../api/queries.js';
import { RequestFailed } from '../api/request.js';
import { type Choice, useDecisions } from '../decisions/decisions.js';
import { Notices } from '../decisions/notices.js';
import { UndoBar } from '../decisions/undo-bar.js';
import { ActionBar } from '../desk/action-bar.js';
import { DeskComment } from '../desk/desk-comment.js';
import { ReasonPanel } from '../desk/reason-panel.js';
import { RejectDialog } from '../desk/reject-dialog.js';
import { useKeys } from '../desk/use-keys.js';
import { useMay } from '../session/use-may.js';
import { FailedPage, QueueSkeleton } from './queue-states.js';

const route = getRouteApi('/comments/$commentId');

function OneComment({ comment }: { comment: CommentDetail }) {
  const { decide, isDecided, undo } = useDecisions();
  const [rejecting, setRejecting] = useState(false);
  const folded = useMediaQuery('(max-width: 43.99em)') ?? false;
  const sending = isDecided(comment);
  const mayDecide = useMay('decide');
  const unready = comment.decision === null || comment.status === 'pending' || comment.status === 'withdrawn';
  const fixed = unready || sending || !mayDecide;
  const choose = (choice: Choice) => {
    if (!fixed) decide(comment, choice);
  };
  const approve = () => choose({ outcome: 'approve' });
  useKeys({ a: approve, r: () => setRejecting(!fixed), u: () => void undo() });
  return (
    <div className="desk desk-single">
      <div className="desk-middle">
        <p className="way-back">
          <Link to="/">Back to the queue</Link>
        </p>
        <Notices />
        <DeskComment
          comment={comment}
          notice={
            sending && (
              <p className="gone" role="status">
                Your decision is on its way.
              </p>
            )
          }
        />
        <UndoBar onUndo={() => void undo()} />
        <ActionBar onApprove={approve} onReject={() => setRejecting(true)} disabled={fixed} />
      </div>
      <ReasonPanel comment={comment} folded={folded} />
      <RejectDialog
        comment={comment}
        opened={rejecting}
        onClose={() => setRejecting(false)}
        onReject={(choice) => {
          setRejecting(false);
          choose(choice);
        }}
      />
    </div>
  );
}

/** One comment with its history: where mails lead to, and where a decision is made again. */
export function CommentPage() {
  const { commentId } = route.useParams();
  const { data, error, isPending, refetch } = useQuery({ ...commentQuery(commentId), refetchInterval: 15_000 });
  if (data) return <OneComment key={data.id} comment={data} />;
  if (isPending) return <QueueSkeleton />;
  if (error instanceof RequestFailed && error.status === 404) {
    return (
      <div className="whole-page">
        <h2>There is no such comment</h2>
        <p>It was never here, or belongs to another site.</p>
        <Link to="/">To the queue</Link>
      </div>
    );
  }
  return <FailedPage what="The comment" error={error} onRetry={() => void refetch()} />;
}
