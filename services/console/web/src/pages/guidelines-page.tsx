import '../styles/guidelines.css';
import '../styles/guidelines-side.css';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { GuidelinesVersions } from '../api/contract.js';
import { useVersions, versionQuery } from '../api/guidelines-queries.js';
import { RequestFailed } from '../api/request.js';
import { GuidelinesSkeleton, NoRights } from '../guidelines/guidelines-states.js';
import { TextEditor } from '../guidelines/text-editor.js';
import { VersionReader } from '../guidelines/version-reader.js';
import { VersionsList } from '../guidelines/versions-list.js';
import { useMay } from '../session/use-may.js';
import { FailedPage } from './queue-states.js';

const route = getRouteApi('/guidelines');
const isStatus = (error: unknown, status: number) => error instanceof RequestFailed && error.status === status;

function NoGuidelines({ mayEdit }: { mayEdit: boolean }) {
  const { view } = route.useSearch();
  if (view === 'edit' && mayEdit) return <TextEditor version={null} />;
  return (
    <div className="whole-page">
      <h2>Your site has no guidelines here yet</h2>
      <p>
        Moderato enforces the comment guidelines that you have posted. Until there are some, every comment is held for a
        person.
      </p>
      {mayEdit ? (
        <Button
          renderRoot={(props) => <Link from="/guidelines" to="/guidelines" search={{ view: 'edit' }} {...props} />}
        >
          Paste your guidelines
        </Button>
      ) : (
        <p className="quiet">Your account may read the guidelines and not change them.</p>
      )}
    </div>
  );
}

const NoSuchVersion = () => (
  <div className="guide-middle">
    <div className="whole-page">
      <h2>There is no such version</h2>
      <Link from="/guidelines" to="/guidelines" search={{}}>
        To the live guidelines
      </Link>
    </div>
  </div>
);

function OneVersion({
  number,
  versions,
  mayEdit,
}: {
  number: number;
  versions: GuidelinesVersions['data'];
  mayEdit: boolean;
}) {
  const search = route.useSearch();
  const { data, error, refetch } = useQuery(versionQuery(number));
  if (data && search.view === 'edit' && mayEdit) return <TextEditor key={number} version={data} />;
  if (data) return <VersionReader key={number} version={data} versions={versions} search={search} mayEdit={mayEdit} />;
  if (isStatus(error, 404)) return <NoSuchVersion />;
  if (error) return <FailedPage what="This version" error={error} onRetry={() => void refetch()} />;
  return (
    <div className="guide-middle" aria-busy="true">
      <div className="guide-column">
        <Skeleton height={28} width="40%" mb={36} />
        <Skeleton height={18} mb={14} />
        <Skeleton height={18} width="80%" />
      </div>
    </div>
  );
}

/** For editors: the posted text, what is made of it, and what a change to it would do. */
export function GuidelinesPage() {
  const search = route.useSearch();
  const mayEdit = useMay('edit_guidelines');
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useVersions();
  if (isPending) return <GuidelinesSkeleton />;
  if (isStatus(error, 403)) return <NoRights />;
  if (!data) return <FailedPage what="The guidelines" error={error} onRetry={() => void refetch()} />;
  const versions = data.pages.flatMap((page) => page.data);
  const [newest] = versions;
  if (!newest) return <NoGuidelines mayEdit={mayEdit} />;
  const number = search.version ?? versions.find(({ state }) => state === 'live')?.version ?? newest.version;
  const editing = search.view === 'edit' && mayEdit;
  if (editing) return <OneVersion number={number} versions={versions} mayEdit={mayEdit} />;
  return (
    <div className="guide">
      <VersionsList
        versions={versions}
        selected={number}
        more={{ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
      />
      <OneVersion number={number} versions={versions} mayEdit={mayEdit} />
    </div>
  );
}
