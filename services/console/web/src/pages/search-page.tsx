import '../styles/rooms.css';
import { getRouteApi } from '@tanstack/react-router';
import { listPath, usePaged } from '../api/paged.js';
import type { FoundComments } from '../api/rooms-contract.js';
import { momentWords } from '../desk/when.js';
import { CommentCard } from '../rooms/comment-card.js';
import { PagedList } from '../rooms/paged-list.js';
import { RoomPage } from '../rooms/room-page.js';
import { SearchForm } from '../rooms/search-form.js';
import { type CommentsSearch, commentsSearch } from '../rooms/searches.js';

const route = getRouteApi('/search');

function Found({ search }: { search: CommentsSearch }) {
  const query = usePaged<FoundComments>(listPath('/search', { ...search, limit: 25 }));
  const lookedBackTo = query.data?.pages.at(-1)?.lookedBackTo;
  const moreWords = lookedBackTo ? `Look further back than ${momentWords(new Date(lookedBackTo))}` : undefined;
  return (
    <PagedList
      query={query}
      what="What was found"
      skeletonHeight={110}
      {...(moreWords && { moreWords })}
      empty={
        <>
          <h3>No comment has all of this.</h3>
          <p>Fewer words find more. Names are kept sealed: a part of one finds nobody, the whole name does.</p>
        </>
      }
    >
      {(rows) => (
        <div className="room-list">
          {rows.map((comment) => (
            <article key={comment.id} className="room-card">
              <CommentCard comment={comment} />
            </article>
          ))}
        </div>
      )}
    </PagedList>
  );
}

/** Comments by words, author, story, clause, outcome and time, newest first. */
export function SearchPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const asked = Object.values(search).some((value) => value !== undefined);
  return (
    <RoomPage title="Search">
      <SearchForm
        key={JSON.stringify(search)}
        search={search}
        onSearch={(fields) => void navigate({ search: commentsSearch(fields) })}
      />
      {asked ? (
        <Found search={search} />
      ) : (
        <p className="quiet">Every comment of the site is here, decided or waiting, the newest first.</p>
      )}
    </RoomPage>
  );
}
