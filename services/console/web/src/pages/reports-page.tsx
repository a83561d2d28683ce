import '../styles/rooms.css';
import { Button, Kbd } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { listPath, usePaged } from '../api/paged.js';
import type { ReportedComment, ReportedComments } from '../api/rooms-contract.js';
import { type Choice, useDecisions } from '../decisions/decisions.js';
import { Notices } from '../decisions/notices.js';
import { UndoBar } from '../decisions/undo-bar.js';
import { RejectDialog } from '../desk/reject-dialog.js';
import { useKeys } from '../desk/use-keys.js';
import { CommentCard } from '../rooms/comment-card.js';
import { PagedList } from '../rooms/paged-list.js';
import { ReportLines } from '../rooms/report-lines.js';
import { RoomPage, Segments } from '../rooms/room-page.js';
import { useRows } from '../rooms/use-rows.js';
import { useMay } from '../session/use-may.js';

const route = getRouteApi('/reports');
const path = '/reported-comments';
const refreshMs = 15_000;

const canDecide = ({ decision, status }: ReviewComment): boolean =>
  decision !== null && status !== 'pending' && status !== 'withdrawn';

interface CardProps {
  reported: ReportedComment;
  current: boolean;
  open: boolean;
  onFocus(): void;
  onApprove(): void;
  onReject(): void;
}

function Card({ reported, current, open, onFocus, onApprove, onReject }: CardProps) {
  const { comment } = reported;
  const fixed = !canDecide(comment);
  return (
    <article
      id={`row-${comment.id}`}
      className="room-card"
      aria-current={current || undefined}
      aria-label={`Reported comment by ${comment.author.name ?? 'a reader'}`}
      onFocusCapture={onFocus}
    >
      <CommentCard comment={comment}>
        <ReportLines reported={reported} />
        {open && (
          <p className="card-actions">
            <Button
              variant="default"
              size="sm"
              disabled={fixed}
              onClick={onApprove}
              aria-keyshortcuts="a"
              rightSection={current && <Kbd size="xs">A</Kbd>}
            >
              Approve and dismiss
            </Button>
            <Button
              variant="default"
              size="sm"
              disabled={fixed}
              onClick={onReject}
              aria-haspopup="dialog"
              rightSection={current && <Kbd size="xs">R</Kbd>}
            >
              Reject and uphold
            </Button>
          </p>
        )}
      </CommentCard>
    </article>
  );
}

function Cards({ rows, open, mayDecide }: { rows: ReportedComment[]; open: boolean; mayDecide: boolean }) {
  const { decide, isDecided } = useDecisions();
  const [rejecting, setRejecting] = useState<ReviewComment | null>(null);
  const shown = open ? rows.filter(({ comment }) => !isDecided(comment)) : rows;
  const choose = (comment: ReviewComment, choice: Choice) => {
    if (open && mayDecide && canDecide(comment)) decide(comment, choice);
  };
  const approve = (comment: ReviewComment) => choose(comment, { outcome: 'approve' });
  const { isCurrent, focusOn } = useRows(
    shown.map(({ comment }) => comment),
    (comment) => ({
      a: () => approve(comment),
      r: () => setRejecting(open && mayDecide && canDecide(comment) ? comment : null),
    }),
  );
  if (shown.length === 0) return <NothingOpen />;
  return (
    <>
      <div className="room-list">
        {shown.map((reported) => (
          <Card
            key={reported.comment.id}
            reported={reported}
            open={open && mayDecide}
            current={isCurrent(reported.comment)}
            onFocus={() => focusOn(reported.comment)}
            onApprove={() => approve(reported.comment)}
            onReject={() => setRejecting(reported.comment)}
          />
        ))}
      </div>
      {rejecting && (
        <RejectDialog
          comment={rejecting}
          opened
          onClose={() => setRejecting(null)}
          onReject={(choice) => {
            choose(rejecting, choice);
            setRejecting(null);
          }}
        />
      )}
    </>
  );
}

const NothingOpen = () => (
  <>
    <h3>No report is open.</h3>
    <p>What readers report, by the button under a comment, by mail or through your site, appears here by itself.</p>
  </>
);

/** What readers report, by comment; a decision on the comment resolves its reports. */
export function ReportsPage() {
  const { state = 'open' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = usePaged<ReportedComments>(listPath(path, { state, limit: 20 }), { refreshMs });
  const { undo } = useDecisions();
  const mayDecide = useMay('decide');
  useKeys({ u: () => void undo() });
  const open = state === 'open';
  return (
    <RoomPage
      title="Reports"
      lead={
        open
          ? 'Your decision on a comment resolves every report of it: rejected, they were right; approved, they are dismissed.'
          : 'What became of reports, the newest first.'
      }
      tools={
        <Segments
          label="Which reports"
          options={[
            ['open', 'Open'],
            ['resolved', 'Resolved'],
          ]}
          value={state}
          onChange={(to) => void navigate({ search: { state: to === 'open' ? undefined : to } })}
        />
      }
    >
      <Notices />
      <UndoBar onUndo={() => void undo()} />
      <PagedList
        query={query}
        what="The reports"
        skeletonHeight={190}
        empty={open ? <NothingOpen /> : <h3>No report has been resolved yet.</h3>}
      >
        {(rows) => <Cards key={state} rows={rows} open={open} mayDecide={mayDecide} />}
      </PagedList>
    </RoomPage>
  );
}
