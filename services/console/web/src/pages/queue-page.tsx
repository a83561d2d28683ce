import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { sessionQuery } from '../api/queries.js';
import { BulkBar, BulkProgress } from '../bulk/bulk-bar.js';
import { useSelection } from '../bulk/use-selection.js';
import { type Choice, useDecisions } from '../decisions/decisions.js';
import { Notices } from '../decisions/notices.js';
import { UndoBar } from '../decisions/undo-bar.js';
import { ActionBar } from '../desk/action-bar.js';
import { BanDialog } from '../desk/ban-dialog.js';
import { DeskComment } from '../desk/desk-comment.js';
import { EscalateDialog } from '../desk/escalate-dialog.js';
import { ReasonPanel } from '../desk/reason-panel.js';
import { RejectDialog } from '../desk/reject-dialog.js';
import { useKeys } from '../desk/use-keys.js';
import { momentWords } from '../desk/when.js';
import { statusWords } from '../desk/words.js';
import { useClaim } from '../live/use-claim.js';
import { FilterLine } from '../queue/filter-line.js';
import { isFiltered, type QueueSlice } from '../queue/queue-slice.js';
import { ViewsNav } from '../queue/views-nav.js';
import { useMay } from '../session/use-may.js';
import { QueueList } from './queue-list.js';
import { EmptyQueue, FailedPage, NothingHere, QueueSkeleton } from './queue-states.js';
import { type QueueDesk, useQueueDesk } from './use-queue-desk.js';

const route = getRouteApi('/');

type Asking = 'reject' | 'escalate' | 'ban' | null;

function Gone({ desk }: { desk: QueueDesk }) {
  const by = desk.current && desk.decided.get(desk.current.id);
  const what = by
    ? `${by.outcome === 'approve' ? statusWords.approved : statusWords.rejected} by ${by.name} while you read it; nothing of yours was recorded.`
    : 'This comment has left the queue: somebody decided it, or its author edited or withdrew it.';
  return (
    <p className="gone" role="status">
      {what} Go on with J.
    </p>
  );
}

function StaleNote({ desk: { queue } }: { desk: QueueDesk }) {
  if (!queue.isError) return null;
  return (
    <p className="stale" role="status">
      The queue could not be refreshed: you see it as of {momentWords(new Date(queue.dataUpdatedAt))}. It is tried again
      by itself.
    </p>
  );
}

function TakenNote({ desk, onTakeOver }: { desk: QueueDesk; onTakeOver(): void }) {
  const holder = desk.current && desk.holder(desk.current);
  if (!holder || desk.gone) return null;
  return (
    <p className="gone taken-note" role="status">
      <span>
        <bdi>{holder.name}</bdi> has this comment open. You may still decide it.
      </span>
      <Button size="compact-sm" variant="default" onClick={onTakeOver}>
        Take it over
      </Button>
    </p>
  );
}

function Dialogs({ desk, asking, onClose }: { desk: QueueDesk; asking: Asking; onClose(): void }) {
  const { current } = desk;
  if (!current) return null;
  const reject = (choice: Choice) => {
    onClose();
    desk.decideCurrent(choice);
  };
  const escalated = () => {
    onClose();
    desk.leave();
    void desk.queue.refetch();
  };
  return (
    <>
      <RejectDialog
        key={`reject ${current.id}`}
        comment={current}
        opened={asking === 'reject'}
        onClose={onClose}
        onReject={reject}
      />
      <EscalateDialog comment={current} opened={asking === 'escalate'} onClose={onClose} onEscalated={escalated} />
      <BanDialog key={`ban ${current.id}`} comment={current} opened={asking === 'ban'} onClose={onClose} />
    </>
  );
}

/** The comment in focus with everything to decide it by; `null` where the slice is empty. */
function Focus({ desk, moderatorId, slice }: { desk: QueueDesk; moderatorId: string; slice: QueueSlice }) {
  const { current, gone, items, at } = desk;
  const { undo } = useDecisions();
  const [asking, setAsking] = useState<Asking>(null);
  const folded = useMediaQuery('(max-width: 43.99em)') ?? false;
  const { takeOver } = useClaim(current, moderatorId);
  const [mayDecide, mayTriage, mayPunish] = [useMay('decide'), useMay('triage'), useMay('punish')];
  const approve = () => mayDecide && desk.decideCurrent({ outcome: 'approve' });
  const ask = (what: Asking, may: boolean) => setAsking(gone || !may ? null : what);
  const takeBack = () => {
    const comment = undo();
    if (comment) desk.bringBack(comment);
    else void desk.queue.refetch();
  };
  const actions = {
    onApprove: approve,
    onReject: () => ask('reject', mayDecide),
    onEscalate: () => ask('escalate', mayTriage),
  };
  const more = { onSkip: desk.skip, onBan: () => mayPunish && setAsking('ban') };
  useKeys(
    {
      ...{ a: approve, r: actions.onReject, e: actions.onEscalate, s: desk.skip, b: current ? more.onBan : undefined },
      ...{ u: takeBack, j: desk.next, k: desk.previous, n: desk.arrived > 0 ? desk.showNews : undefined },
    },
    'jk',
  );
  const undoBar = <UndoBar onUndo={takeBack} />;
  if (!current) return <EmptySlice desk={desk} slice={slice} undoBar={undoBar} />;
  const place = gone ? `${items.length} waiting` : `${at + 1} of ${items.length}${desk.queue.hasNextPage ? '+' : ''}`;
  return (
    <>
      <div className="desk-middle">
        <StaleNote desk={desk} />
        <Notices />
        <BulkProgress />
        <DeskComment
          comment={current}
          notice={gone ? <Gone desk={desk} /> : <TakenNote desk={desk} onTakeOver={takeOver} />}
        />
        {undoBar}
        <ActionBar
          {...actions}
          {...more}
          disabled={gone || !mayDecide}
          step={{ place, onNext: desk.next, onPrevious: desk.previous }}
        />
      </div>
      <ReasonPanel key={current.id} comment={current} folded={folded} />
      <Dialogs desk={desk} asking={asking} onClose={() => setAsking(null)} />
    </>
  );
}

function EmptySlice({ desk, slice, undoBar }: { desk: QueueDesk; slice: QueueSlice; undoBar: React.ReactNode }) {
  const whole = !isFiltered(slice) && slice.view === undefined;
  return (
    <div className="desk-empty">
      <StaleNote desk={desk} />
      <Notices />
      <BulkProgress />
      {whole ? (
        <EmptyQueue lastDecidedAt={desk.queue.data?.pages[0]?.lastDecidedAt ?? null}>{undoBar}</EmptyQueue>
      ) : (
        <NothingHere slice={slice}>{undoBar}</NothingHere>
      )}
    </div>
  );
}

function Slice({ slice, moderatorId }: { slice: QueueSlice; moderatorId: string }) {
  const desk = useQueueDesk(slice, moderatorId);
  const selecting = useSelection();
  const field = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => field.current?.focus() });
  const { queue } = desk;
  if (queue.isPending) return <QueueSkeleton />;
  if (!queue.data) return <FailedPage what="The queue" error={queue.error} onRetry={() => void queue.refetch()} />;
  return (
    <div className="desk" data-empty={desk.current === null || undefined}>
      <div className="queue-list">
        <ViewsNav slice={slice} />
        <FilterLine slice={slice} field={field} />
        <BulkBar slice={slice} selecting={selecting} items={desk.items} />
        <QueueList desk={desk} selecting={selecting} />
      </div>
      <Focus desk={desk} moderatorId={moderatorId} slice={slice} />
    </div>
  );
}

/** The queue: a slice of it at the left, the comment in focus, and the reason beside it. The address holds the slice. */
export function QueuePage() {
  const slice = route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  if (!session) return null;
  return <Slice key={JSON.stringify(slice)} slice={slice} moderatorId={session.moderator.id} />;
}
