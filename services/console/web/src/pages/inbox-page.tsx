import '../styles/rooms.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { InboxMails } from '../api/inbox.js';
import { listPath, usePaged } from '../api/paged.js';
import { MailCard } from '../rooms/mail-card.js';
import { PagedList } from '../rooms/paged-list.js';
import { RoomPage, Segments } from '../rooms/room-page.js';
import { useMay } from '../session/use-may.js';

const route = getRouteApi('/inbox');
const refreshMs = 30_000;

const views = [
  ['unplaced', 'To be placed'],
  ['placed', 'Placed'],
  ['ignored', 'Ignored'],
] as const;

const empty = {
  unplaced: 'No mail waits to be placed.',
  placed: 'No mail has been placed yet.',
  ignored: 'No mail has been set aside.',
};

/** Readers' mails to the reports address: those that nobody could place are placed here by hand. */
export function InboxPage() {
  const { state = 'unplaced' } = route.useSearch();
  const navigate = route.useNavigate();
  const maySettle = useMay('triage');
  const query = usePaged<InboxMails>(listPath('/inbox', { state, limit: 20 }), { refreshMs });
  return (
    <RoomPage
      title="Mail"
      lead="What readers wrote to your reports address. A mail that is placed opens a report of the comment; whoever wrote it hears what comes of it. Senders are not shown, and addresses in the text are left out."
      tools={
        <Segments
          label="Which mails"
          options={views}
          value={state}
          onChange={(to) => void navigate({ search: { state: to === 'unplaced' ? undefined : to } })}
        />
      }
    >
      <PagedList
        query={query}
        what="The mails"
        skeletonHeight={160}
        empty={
          <>
            <h3>{empty[state]}</h3>
            <p>
              Mails whose comment is plain from what they say go straight to <Link to="/reports">the reports</Link>.
            </p>
          </>
        }
      >
        {(mails) => (
          <div className="room-list">
            {mails.map((mail) => (
              <MailCard key={mail.id} mail={mail} maySettle={maySettle} />
            ))}
          </div>
        )}
      </PagedList>
    </RoomPage>
  );
}
