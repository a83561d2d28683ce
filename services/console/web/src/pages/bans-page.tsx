import '../styles/rooms.css';
import type { LadderSettings, PenaltyView } from '@moderato/domain';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Bans } from '../api/authors.js';
import { listPath, usePaged } from '../api/paged.js';
import { PagedList } from '../rooms/paged-list.js';
import { LiftDialog, PunishDialog } from '../rooms/penalty-dialogs.js';
import { PenaltyRows } from '../rooms/penalty-rows.js';
import { RoomPage, Segments } from '../rooms/room-page.js';
import { plural } from '../rooms/room-words.js';
import { useMay } from '../session/use-may.js';

const route = getRouteApi('/bans');
const views = [
  ['active', 'In force'],
  ['proposed', 'Waiting for you'],
  ['suspension', 'Suspensions'],
  ['ban', 'Bans'],
  ['all', 'All, past too'],
] as const;

const afterWords = {
  propose_ban: 'a ban is proposed, and a person decides',
  ban: 'a ban follows by itself',
  repeat: 'the last suspension comes again',
};

/** The site's ladder in words. */
function Ladder({ settings }: { settings: LadderSettings }) {
  const { warnFirst, strikeDays, strikesToSuspend, suspensionHours, afterSuspensions, bannedComments } = settings;
  const lengths = suspensionHours.map((hours) => plural(hours, 'hour')).join(', then ');
  return (
    <>
      Your site’s ladder: {warnFirst ? 'a warning first; ' : ''}a strike counts for {plural(strikeDays, 'day')};{' '}
      {plural(strikesToSuspend, 'strike')} {lengths ? `suspend for ${lengths}` : 'suspend nobody'}; after that{' '}
      {afterWords[afterSuspensions]}. Comments of the barred are {bannedComments === 'hold' ? 'held' : 'refused'}.
    </>
  );
}

/** What holds against authors now, and which bans wait for a person. */
export function BansPage() {
  const { view = 'active' } = route.useSearch();
  const navigate = route.useNavigate();
  const mayPunish = useMay('punish');
  const [lifting, setLifting] = useState<PenaltyView | null>(null);
  const [confirming, setConfirming] = useState<PenaltyView | null>(null);
  const query = usePaged<Bans>(listPath('/bans', { view, limit: 30 }));
  const settings = query.data?.pages[0]?.settings;
  return (
    <RoomPage
      title="Bans"
      lead={settings && <Ladder settings={settings} />}
      tools={
        <Segments
          label="Which of them"
          options={views}
          value={view}
          onChange={(to) => void navigate({ search: { view: to === 'active' ? undefined : to } })}
        />
      }
    >
      <PagedList
        query={query}
        what="The bans"
        skeletonHeight={70}
        empty={<h3>{view === 'proposed' ? 'No ban waits for you.' : 'Nobody is here.'}</h3>}
      >
        {(rows) => (
          <PenaltyRows
            penalties={rows.map(({ penalty, author }) => ({
              penalty,
              who: (
                <Link to="/authors/$authorId" params={{ authorId: penalty.author }}>
                  <bdi>{author.name ?? penalty.author}</bdi>
                </Link>
              ),
            }))}
            mayPunish={mayPunish}
            onLift={setLifting}
            onConfirm={setConfirming}
          />
        )}
      </PagedList>
      {lifting && <LiftDialog penaltyId={lifting.id} onClose={() => setLifting(null)} />}
      {confirming && (
        <PunishDialog authorId={confirming.author} comments={[]} kind="ban" onClose={() => setConfirming(null)} />
      )}
    </RoomPage>
  );
}
