import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ClauseActivity as Activity } from '../api/contract.js';
import { activityQuery } from '../api/guidelines-queries.js';
import { percent } from '../desk/words.js';
import { counted } from './clause-words.js';

function Figures({ activity: { days, rejected, held, judged, overturned, more } }: { activity: Activity }) {
  if (rejected + held === 0) return <p className="quiet">No decision of the last {days} days rests on it.</p>;
  return (
    <>
      <dl className="figures">
        <div>
          <dt>Rejected</dt>
          <dd>{rejected.toLocaleString('en-US')}</dd>
        </div>
        <div>
          <dt>Held</dt>
          <dd>{held.toLocaleString('en-US')}</dd>
        </div>
        <div>
          <dt>Overturned</dt>
          <dd>{judged === 0 ? '–' : percent(overturned / judged)}</dd>
        </div>
      </dl>
      <p className="quiet">
        {judged === 0
          ? 'No moderator has decided any of them yet.'
          : `Moderators decided ${counted(judged, 'of them', 'of them')} and approved ${overturned.toLocaleString('en-US')}.`}
        {more && ' Only the newest 10,000 are counted.'}
      </p>
    </>
  );
}

/** What the clause did in the last days, and what moderators made of it. */
export function ClauseActivity({ version, clauseId }: { version: number; clauseId: string }) {
  const { data, error, isPending, refetch } = useQuery(activityQuery(version, clauseId));
  return (
    <section className="side-section">
      <h3>Last 30 days</h3>
      {isPending && (
        <div aria-busy="true">
          <Skeleton height={44} />
          <Skeleton height={14} mt={10} width="80%" />
        </div>
      )}
      {error && (
        <p className="side-error">
          {error.message}{' '}
          <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data && <Figures activity={data} />}
    </section>
  );
}
