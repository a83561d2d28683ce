import '../styles/rooms.css';
import { Button } from '@mantine/core';
import type { PenaltyView } from '@moderato/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Author, authorQuery, type PenaltyOfAuthor } from '../api/authors.js';
import { listPath, usePaged } from '../api/paged.js';
import { RequestFailed } from '../api/request.js';
import type { FoundComments } from '../api/rooms-contract.js';
import { When } from '../desk/when.js';
import { statusWords } from '../desk/words.js';
import { CommentCard } from '../rooms/comment-card.js';
import { failedAnswer, ListSkeleton, PagedList } from '../rooms/paged-list.js';
import { LiftDialog, PunishDialog } from '../rooms/penalty-dialogs.js';
import { PenaltyRows } from '../rooms/penalty-rows.js';
import { RoomPage } from '../rooms/room-page.js';
import { plural, reasonWords, reportStateWords, standingWords } from '../rooms/room-words.js';
import { useMay } from '../session/use-may.js';

const route = getRouteApi('/authors/$authorId');

function Reports({ reports }: { reports: Author['reports'] }) {
  if (reports.length === 0) return null;
  return (
    <section className="room-section">
      <h3>Reports of their comments</h3>
      <ul className="author-rows">
        {reports.map(({ id, commentId, reason, state, createdAt }) => (
          <li key={id}>
            <span>{reasonWords[reason]}</span>
            <span className="quiet">{reportStateWords[state]}</span>
            <When at={createdAt} />
            <Link to="/comments/$commentId" params={{ commentId }}>
              The comment
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const countsOf = ({ comments }: Author): string =>
  Object.entries(comments)
    .filter(([, n]) => n > 0)
    .map(
      ([status, n]) => `${n.toLocaleString('en-US')} ${statusWords[status as keyof typeof statusWords].toLowerCase()}`,
    )
    .join(', ');

function OneAuthor({ author }: { author: Author }) {
  const mayPunish = useMay('punish') && !author.exempt && !author.erased;
  const [giving, setGiving] = useState<PenaltyOfAuthor['kind'] | null>(null);
  const [lifting, setLifting] = useState<PenaltyView | null>(null);
  const comments = usePaged<FoundComments>(listPath('/search', { by: author.id, limit: 20 }));
  const shown = comments.data?.pages.flatMap(({ data }) => data) ?? [];
  const all = Object.values(author.comments).reduce((sum, n) => sum + n, 0);
  return (
    <RoomPage
      title={author.name ?? (author.erased ? 'An erased author' : 'An author without a name')}
      tools={mayPunish && <Button onClick={() => setGiving('strike')}>Warn, suspend or ban</Button>}
    >
      <p className="author-head">
        <strong>{standingWords(author.standing)}</strong>
        <span>
          {plural(all, 'comment')}
          {all > 0 && `: ${countsOf(author)}`}
        </span>
        <span className="quiet">
          <bdi>{author.id}</bdi>
        </span>
        {author.exempt && <span>Trusted or staff by the guidelines’ settings: never punished</span>}
      </p>
      {author.penalties.length > 0 && (
        <PenaltyRows
          penalties={author.penalties.map((penalty) => ({ penalty }))}
          mayPunish={mayPunish}
          onLift={setLifting}
          onConfirm={() => setGiving('ban')}
        />
      )}
      <Reports reports={author.reports} />
      <section className="room-section">
        <h3>Their comments, the newest first</h3>
        <PagedList query={comments} what="The comments" empty={<p>None is kept.</p>} skeletonHeight={100}>
          {(rows) => (
            <div className="room-list">
              {rows.map((comment) => (
                <article key={comment.id} className="room-card">
                  <CommentCard comment={comment} withoutAuthor />
                </article>
              ))}
            </div>
          )}
        </PagedList>
      </section>
      {giving && <PunishDialog authorId={author.id} comments={shown} kind={giving} onClose={() => setGiving(null)} />}
      {lifting && <LiftDialog penaltyId={lifting.id} onClose={() => setLifting(null)} />}
    </RoomPage>
  );
}

/** Where an author stands, what they were given and why, and what they wrote. */
export function AuthorPage() {
  const { authorId } = route.useParams();
  const { data, error, isPending, refetch } = useQuery(authorQuery(authorId));
  if (data) return <OneAuthor key={data.id} author={data} />;
  if (isPending) return <ListSkeleton />;
  if (error instanceof RequestFailed && error.status === 404) {
    return (
      <div className="whole-page">
        <h2>There is no such author</h2>
        <Link to="/authors">To the authors</Link>
      </div>
    );
  }
  return failedAnswer('The author', error, () => void refetch());
}
