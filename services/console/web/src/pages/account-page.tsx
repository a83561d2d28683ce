import '../styles/settings.css';
import { useQuery } from '@tanstack/react-query';
import { NameSection } from '../account/name-section.js';
import { PasswordSection } from '../account/password-section.js';
import { SecondFactorSection } from '../account/second-factor-section.js';
import { SessionsSection } from '../account/sessions-section.js';
import { accountQuery } from '../api/account-queries.js';
import { SettingsSkeleton } from '../settings/settings-skeleton.js';
import { FailedPage } from './queue-states.js';

/** One's own name, password, second factor and sessions. */
export function AccountPage() {
  const { data: account, error, isPending, refetch } = useQuery(accountQuery);
  if (isPending) return <SettingsSkeleton title="Your account" />;
  if (!account) return <FailedPage what="Your account" error={error} onRetry={() => void refetch()} />;
  return (
    <div className="settings">
      <h2 className="page-title">Your account</h2>
      <NameSection account={account} />
      <PasswordSection key={String(account.hasPassword)} account={account} />
      <SecondFactorSection account={account} />
      <SessionsSection account={account} />
    </div>
  );
}
