import { ActionIcon, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Session } from '../api/contract.js';
import { sessionQuery, useGuidelines, viewsQuery } from '../api/queries.js';
import { request } from '../api/request.js';
import { DecisionsProvider, useDecisions } from '../decisions/decisions.js';
import { HelpDialog } from '../desk/help-dialog.js';
import { Icon } from '../desk/icons.js';
import { useKeys } from '../desk/use-keys.js';
import { LiveProvider } from '../live/live.js';
import { FailedPage } from '../pages/queue-states.js';
import { SignedOutPage } from '../pages/signed-out-page.js';
import { countWords } from '../queue/views-nav.js';
import { Tour } from '../tour/tour.js';
import { PreferencesDialog } from '../wellbeing/preferences-dialog.js';
import { Wellbeing } from '../wellbeing/wellbeing.js';
import { ConnectionBanner } from './connection-banner.js';
import { MailBanner } from './mail-banner.js';
import { PagesNav } from './pages-nav.js';

function ColorSchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      onClick={() => setColorScheme(other)}
      aria-label={`Use the ${other} colours`}
    >
      {scheme === 'dark' ? <Icon name="sun" /> : <Icon name="moon" />}
    </ActionIcon>
  );
}

function AccountMenu({ session }: { session: Session }) {
  const client = useQueryClient();
  const { flush } = useDecisions();
  const [setting, setSetting] = useState(false);
  const logout = useMutation({
    // What can still be undone is sent first: nobody is there any more to undo it.
    mutationFn: () => flush().then(() => request<undefined>('/logout', { body: {} })),
    onSuccess: () => {
      client.setQueryData(sessionQuery.queryKey, null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
    },
  });
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Signed in as ${session.moderator.name}`}>
            <Icon name="person" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{session.moderator.name}</Menu.Label>
          <Menu.Item onClick={() => setSetting(true)}>Your desk</Menu.Item>
          <Menu.Item renderRoot={(props) => <Link to="/account" {...props} />}>Your account</Menu.Item>
          {session.rights.includes('manage_users') && (
            <Menu.Item renderRoot={(props) => <Link to="/users" {...props} />}>Users</Menu.Item>
          )}
          {session.rights.includes('manage_site') && (
            <Menu.Item renderRoot={(props) => <Link to="/settings" {...props} />}>Site and keys</Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item onClick={() => logout.mutate()}>Sign out</Menu.Item>
          {logout.isError && <Menu.Label role="alert">Signing out failed. Try again.</Menu.Label>}
        </Menu.Dropdown>
      </Menu>
      <PreferencesDialog opened={setting} onClose={() => setSetting(false)} />
    </>
  );
}

function Header({ session, onHelp }: { session: Session; onHelp(): void }) {
  // Fetched before they are asked for: R and a digit must find the clauses there.
  useGuidelines();
  const views = useQuery(viewsQuery).data;
  const waiting = views && countWords(views.counts.worst, views.cap);
  useEffect(() => {
    document.title = `${waiting && waiting !== '0' ? `(${waiting}) ` : ''}${session.site.name} · Moderato`;
  }, [waiting, session.site.name]);
  return (
    <header className="shell-header">
      <h1 className="site-name" dir="auto">
        {session.site.name}
      </h1>
      <PagesNav />
      <span className="shell-tools">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          renderRoot={(props) => <Link to="/search" aria-label="Search (/)" {...props} />}
        >
          <Icon name="search" />
        </ActionIcon>
        <ActionIcon
          className="help-button"
          variant="subtle"
          color="gray"
          size={36}
          onClick={onHelp}
          aria-label="Keys (?)"
        >
          <Icon name="help" />
        </ActionIcon>
        <ColorSchemeSwitch />
        <AccountMenu session={session} />
      </span>
    </header>
  );
}

/** Around every page: who is signed in, what waits, and the way out. */
export function Shell() {
  const { data: session, isPending, error, refetch } = useQuery(sessionQuery);
  const [help, setHelp] = useState(false);
  const router = useRouter();
  const path = useLocation({ select: ({ pathname }) => pathname });
  // The queue and the search have a field of their own for it.
  const elsewhere = path !== '/' && path !== '/search';
  useKeys({
    '?': () => setHelp(true),
    ...(elsewhere && { '/': () => void router.navigate({ to: '/search' }) }),
  });
  // Where the links in mails lead to, whoever is signed in.
  if (path === '/join' || path === '/reset') return <Outlet />;
  if (isPending) return null;
  if (session === null) return <SignedOutPage />;
  if (!session) return <FailedPage what="The desk" error={error} onRetry={() => void refetch()} />;
  return (
    <DecisionsProvider key={session.moderator.id} moderatorId={session.moderator.id}>
      <LiveProvider>
        <div className="shell">
          <Header session={session} onHelp={() => setHelp(true)} />
          <ConnectionBanner />
          <MailBanner />
          <main className="shell-main">
            <Outlet />
          </main>
          <HelpDialog opened={help} onClose={() => setHelp(false)} />
          <Wellbeing />
          <Tour />
        </div>
      </LiveProvider>
    </DecisionsProvider>
  );
}
