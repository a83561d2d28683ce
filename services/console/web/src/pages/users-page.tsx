import '../styles/settings.css';
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usersQuery } from '../api/account-queries.js';
import type { User } from '../api/contract.js';
import { NoRights } from '../session/no-rights.js';
import { useMay } from '../session/use-may.js';
import { SettingsSkeleton } from '../settings/settings-skeleton.js';
import { InviteForm } from '../users/invite-form.js';
import { UserRow } from '../users/user-row.js';
import { FailedPage } from './queue-states.js';

/** In the order in which they came; those who are gone at the end. */
const inOrder = (users: User[]): User[] =>
  users.toSorted((a, b) => Number(a.state === 'disabled') - Number(b.state === 'disabled'));

function Users() {
  const { data, error, isPending, refetch } = useQuery(usersQuery);
  const [told, setTold] = useState({ words: '', failed: false });
  if (isPending) return <SettingsSkeleton title="Users" />;
  if (!data) return <FailedPage what="The users" error={error} onRetry={() => void refetch()} />;
  return (
    <div className="settings">
      <h2 className="page-title">Users</h2>
      <section className="settings-section" aria-label="Who has an account">
        {told.failed ? (
          <Alert color="red" variant="light" role="alert" title="Nothing was changed">
            {told.words}
          </Alert>
        ) : (
          <p className="form-done" role="status">
            {told.words}
          </p>
        )}
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Role</th>
              <th scope="col">State</th>
              <th scope="col">Last sign-in</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {inOrder(data.data).map((user) => (
              <UserRow key={user.id} user={user} onTold={(words, failed = false) => setTold({ words, failed })} />
            ))}
          </tbody>
        </table>
      </section>
      <InviteForm />
    </div>
  );
}

/** For admins: who may do what at this site. */
export const UsersPage = () => (useMay('manage_users') ? <Users /> : <NoRights what="Managing users" />);
