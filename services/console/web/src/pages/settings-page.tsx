import '../styles/settings.css';
import { useQueries } from '@tanstack/react-query';
import { endpointsQuery, keysQuery, siteQuery } from '../api/account-queries.js';
import { NoRights } from '../session/no-rights.js';
import { useMay } from '../session/use-may.js';
import { EndpointsSection } from '../settings/endpoints-section.js';
import { KeysSection } from '../settings/keys-section.js';
import { SettingsSkeleton } from '../settings/settings-skeleton.js';
import { SiteNameSection } from '../settings/site-name-section.js';
import { FailedPage } from './queue-states.js';

function Settings() {
  const [site, keys, endpoints] = useQueries({ queries: [siteQuery, keysQuery, endpointsQuery] });
  const failed = [site, keys, endpoints].find(({ isError, data }) => isError && !data);
  if (failed) return <FailedPage what="The settings" error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!site.data || !keys.data || !endpoints.data) return <SettingsSkeleton title="Site and keys" />;
  return (
    <div className="settings">
      <h2 className="page-title">Site and keys</h2>
      <SiteNameSection site={site.data} />
      <KeysSection keys={keys.data.data} />
      <EndpointsSection endpoints={endpoints.data} />
    </div>
  );
}

/** For admins: the site's name, its API keys, and where its webhooks go. */
export const SettingsPage = () => (useMay('manage_site') ? <Settings /> : <NoRights what="The site’s settings" />);
