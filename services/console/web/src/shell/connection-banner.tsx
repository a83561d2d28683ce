import { useNetwork } from '@mantine/hooks';
import { useDecisions } from '../decisions/decisions.js';

const waiting = (unsent: number): string =>
  unsent === 1 ? 'One decision waits here and is' : `${unsent} decisions wait here and are`;

/** Said plainly: what an absent network means for what was just decided. */
export function ConnectionBanner() {
  const { online } = useNetwork();
  const { unsent, bulk } = useDecisions();
  const kept = unsent > 0 && !bulk;
  if (online && !kept) return null;
  return (
    <p className="connection-banner" role="status">
      {online ? 'The console does not answer just now.' : 'You are offline.'}{' '}
      {kept
        ? `${waiting(unsent)} sent when the connection is back, also if you close this page and come back.`
        : 'You can go on: decisions are kept here and sent when the connection is back.'}
    </p>
  );
}
