import { useNetwork } from '@mantine/hooks';
import { useDecisions } from '../decisions/decisions.js';

const waiting = (unsent: number): string =>
  unsent === 1 ? 'One decision waits here and is' : `${unsent} decisions wait here and are`;

/** Said plainly: what an absent network means for what was just decided. */
export function ConnectionBanner() {
  const { online } = useNetwork();
  const { unsent } = useDecisions();
  if (online) return null;
  return (
    <p className="connection-banner" role="status">
      You are offline.{' '}
      {unsent > 0
        ? `${waiting(unsent)} sent when the connection is back: keep this page open.`
        : 'You can go on: decisions are kept here and sent when the connection is back.'}
    </p>
  );
}
