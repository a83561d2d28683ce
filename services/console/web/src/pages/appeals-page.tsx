import '../styles/appeals.css';
import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { AppealOutcome } from '@moderato/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { appealQuery, claimAppeal, useAppeals } from '../api/appeals-queries.js';
import type { AppealDetail, Session } from '../api/contract.js';
import { sessionQuery } from '../api/queries.js';
import { RequestFailed } from '../api/request.js';
import { AnswerBar } from '../appeals/answer-bar.js';
import { AnswerDialog } from '../appeals/answer-dialog.js';
import { AppealCase } from '../appeals/appeal-case.js';
import { AppealList } from '../appeals/appeal-list.js';
import { AppealNotes, mayDecide } from '../appeals/appeal-notes.js';
import { PenaltyPanel } from '../appeals/penalty-panel.js';
import { ReasonPanel } from '../desk/reason-panel.js';
import { useKeys } from '../desk/use-keys.js';
import { FailedPage } from './queue-states.js';

const route = getRouteApi('/appeals');

interface Steps {
  place: string;
  onNext(): void;
  onPrevious(): void;
}

function OneAppeal({ appeal, session, step }: { appeal: AppealDetail; session: Session; step: Steps }) {
  const [answering, setAnswering] = useState<AppealOutcome | null>(null);
  const folded = useMediaQuery('(max-width: 43.99em)') ?? false;
  const able = mayDecide(appeal, session);
  const answer = (outcome: AppealOutcome) => {
    if (!able) return;
    setAnswering(outcome);
    // Keeps the others out meanwhile; who was sooner is told on the page.
    claimAppeal(appeal.id).catch((error: unknown) => {
      if (error instanceof RequestFailed && error.problem?.appeal) setAnswering(null);
    });
  };
  const close = () => {
    setAnswering(null);
    if (appeal.claim?.id === session.moderator.id && appeal.state === 'open')
      claimAppeal(appeal.id, true).catch(() => undefined);
  };
  useKeys({ u: () => answer('upheld'), o: () => answer('overturned'), j: step.onNext, k: step.onPrevious }, 'jk');
  return (
    <>
      <div className="desk-middle">
        <div className="appeal-body">
          <AppealNotes appeal={appeal} session={session} />
          <AppealCase appeal={appeal} />
        </div>
        <AnswerBar
          onUphold={() => answer('upheld')}
          onOverturn={() => answer('overturned')}
          disabled={!able}
          step={step}
        />
      </div>
      {appeal.comment && <ReasonPanel comment={appeal.comment} folded={folded} />}
      {appeal.penalty && <PenaltyPanel penalty={appeal.penalty} />}
      <AnswerDialog appeal={appeal} outcome={answering} onClose={close} />
    </>
  );
}

function Selected({ id, step }: { id: string; step: Steps }) {
  const { data, error, refetch } = useQuery(appealQuery(id));
  const session = useQuery(sessionQuery).data;
  if (data && session) return <OneAppeal key={id} appeal={data} session={session} step={step} />;
  if (error) {
    return (
      <div className="desk-middle">
        <FailedPage what="The appeal" error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return (
    <div className="desk-middle" aria-busy="true">
      <div className="desk-comment">
        <Skeleton height={20} width="40%" mb={16} />
        <Skeleton height={20} mb={10} />
        <Skeleton height={20} width="60%" />
      </div>
    </div>
  );
}

const NoAppeals = ({ all }: { all: boolean }) => (
  <div className="whole-page">
    <h2>{all ? 'Nobody has appealed yet.' : 'No appeal waits.'}</h2>
    <p>
      Authors appeal at the link of their statement of reasons, or through your site. What they send appears here by
      itself, that first which is due first.
    </p>
    {!all && (
      <Link from="/appeals" to="/appeals" search={{ show: 'all' }}>
        Show those that were decided
      </Link>
    )}
  </div>
);

/** What authors ask to be looked at again: another moderator decides, within the site's time. */
export function AppealsPage() {
  const { appeal: asked, show = 'open' } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useAppeals(show);
  const first = list.data?.pages[0]?.data[0]?.id;
  // Held in the address, so that it stays in view when it has left the list.
  useEffect(() => {
    if (asked === undefined && first !== undefined) {
      void navigate({ search: { appeal: first, ...(show === 'all' && { show }) }, replace: true });
    }
  }, [asked, first, show, navigate]);
  if (list.isPending) return <div className="whole-page" aria-busy="true" />;
  if (!list.data) return <FailedPage what="The appeals" error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap(({ data }) => data);
  const selected = asked ?? items[0]?.id ?? null;
  if (selected === null) return <NoAppeals all={show === 'all'} />;
  const open = (id: string) =>
    void navigate({ search: { appeal: id, ...(show === 'all' && { show }) }, replace: true });
  const found = items.findIndex(({ id }) => id === selected);
  const goTo = (index: number) => {
    const next = items[index];
    if (next) open(next.id);
    if (index >= items.length - 2 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  const place =
    found < 0 ? `${items.length} in the list` : `${found + 1} of ${items.length}${list.hasNextPage ? '+' : ''}`;
  const step = {
    place,
    onNext: () => goTo(found < 0 ? 0 : Math.min(found + 1, items.length - 1)),
    onPrevious: () => goTo(Math.max(found - 1, 0)),
  };
  return (
    <div className="desk">
      <AppealList list={list} items={items} show={show} selected={selected} onOpen={open} />
      <Selected id={selected} step={step} />
    </div>
  );
}
